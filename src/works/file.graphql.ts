import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../api/context.js';
import { Count, Instant } from '../api/scalars.js';
import { idOf } from '../lib/ids.js';
import { ForgettingObject } from '../register/forgetting/forgetting.graphql.js';
import type { Forgetting } from '../register/forgetting/forgetting-store.js';
import type { PictureColour } from '../originality/dominant-colours.js';
import { declareUpload } from './declare-upload.js';
import type { StoredFile } from './file.js';
import { servicePath } from './renditions/rendition.js';

@ObjectType('PictureColour', {
  description: 'A colour of a picture, and how much of it looks about like that',
  simpleResolvers: true,
})
export class PictureColourObject {
  @Field(() => String, { description: 'sRGB in hex, such as #8a2be2' })
  hex!: string;

  @Field(() => Float, { description: '0 to 1' })
  share!: number;
}

@ObjectType('File', { description: 'A file by its bytes: it is never altered', simpleResolvers: true })
export class FileObject {
  @Field(() => String, { description: 'CIDv1: UnixFS, raw leaves, chunks of 1 MiB, 174 links a node' })
  cid!: string;

  @Field(() => String, { description: 'SHA-256 of the bytes, in hex' })
  sha256!: string;

  @Field(() => String, { description: 'Media type (RFC 6838), of a picture from its bytes' })
  mediaType!: string;

  @Field(() => Count)
  sizeBytes!: number;

  @Field(() => Int, { nullable: true, description: 'Pixels as stored; null for what is no picture' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Pixels as stored; null for what is no picture' })
  height!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How the picture is turned to be shown upright: the orientation of its EXIF, 1 to 8. `width`, `height` and every region of a match are of the picture as stored. Null for what is no picture, and for a while for files that came before this was kept',
  })
  orientation!: number | null;

  @Field(() => [PictureColourObject], {
    nullable: true,
    description:
      'Up to five dominant colours of the picture on white, grouped in OKLab, the one of the largest share first. Null for what is no picture, and for a while for files that came before this was kept',
  })
  colours!: readonly PictureColour[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'PDQ fingerprint (ThreatExchange/pdq): 256 bits as 64 hex digits',
  })
  pdq!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Quality of the PDQ fingerprint, 0 to 100; below 50 it is not compared',
  })
  pdqQuality!: number | null;
}

@Resolver(() => FileObject)
export class FileFields {
  @FieldResolver(() => String, {
    description: 'Where the bytes are; they come as an attachment. 410 where they were erased',
  })
  url(@Root() { cid }: StoredFile, @Ctx() { house }: Context): string {
    return `${house.publicUrl()}/files/${cid}`;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Its image service (IIIF Image API 3.0, level 0 with tiles): the picture upright, in sizes and tiles that info.json below this address names. Null for what is no picture',
  })
  imageService(@Root() { cid, width }: StoredFile, @Ctx() { house }: Context): string | null {
    return width === null ? null : `${house.publicUrl()}${servicePath(cid)}`;
  }

  @FieldResolver(() => ForgettingObject, {
    nullable: true,
    description: 'That its bytes were erased; null while they are here',
  })
  forgetting(@Root() { cid }: StoredFile, @Ctx() { loaders }: Context): Promise<Forgetting | null> {
    return loaders.forgetting.load(idOf('file', cid));
  }
}

@InputType({ description: 'Bytes that are to be uploaded' })
export class DeclareUploadInput {
  @Field(() => Count, { description: 'At most 200,000,000' })
  sizeBytes!: number;

  @Field(() => String, { description: 'SHA-256 of the bytes: 64 lower-case hex digits' })
  sha256!: string;

  @Field(() => String, {
    description:
      'Pictures are image/jpeg, image/png, image/webp, image/gif, image/tiff or image/avif; anything else is kept as it is. Layered files, which `inspection` reads too, are image/vnd.adobe.photoshop (PSD and PSB), application/x-krita or image/openraster',
  })
  mediaType!: string;
}

@ObjectType({ description: 'An upload that is expected', simpleResolvers: true })
export class DeclareUploadResult {
  @Field(() => ID, { description: 'Name it in the mutation whose statement names the file' })
  upload!: string;

  @Field(() => String, {
    description: 'PUT the bytes here, once; the answer is the File as JSON, with its cid',
  })
  url!: string;

  @Field(() => Instant, {
    description: 'After this instant neither the address nor what arrived there can be used',
  })
  expiresAt!: Date;
}

@Resolver()
export class UploadMutations {
  @Mutation(() => DeclareUploadResult, {
    description:
      'Announces bytes and gives the one-time address for them. Refuses FILE_TOO_LARGE, WRONG_SIZE, WRONG_DIGEST, BAD_MEDIA_TYPE, and FILE_FORGOTTEN for bytes that were erased.',
  })
  async declareUpload(
    @Arg('input', () => DeclareUploadInput) input: DeclareUploadInput,
    @Ctx() { house }: Context,
  ): Promise<DeclareUploadResult> {
    const { upload, token } = await declareUpload(house, input);
    return { upload: upload.id, url: `${house.publicUrl()}/uploads/${token}`, expiresAt: upload.expiresAt };
  }
}
