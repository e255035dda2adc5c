import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumOf } from '../../api/enum-of.js';
import { Count } from '../../api/scalars.js';
import {
  LAYER_KINDS,
  LAYERED_FORMATS,
  type Bounds,
  type HistoryStep,
  type Layer,
  type LayeredFile,
  type LayeredFormat,
  type LayerKind,
  type MergedFingerprints,
} from './layered-file.js';

const LayeredFormatEnum = enumOf(LAYERED_FORMATS);
registerEnumType(LayeredFormatEnum, {
  name: 'LayeredFormat',
  description: 'The form of a layered file',
  valuesConfig: {
    PSD: { description: 'Photoshop (Adobe Photoshop File Formats Specification)' },
    PSB: { description: 'The same for large documents' },
    KRA: { description: "Krita's own, by its maindoc.xml and documentinfo.xml" },
    ORA: { description: 'OpenRaster 0.0.6' },
  },
});

const LayerKindEnum = enumOf(LAYER_KINDS);
registerEnumType(LayerKindEnum, {
  name: 'LayerKind',
  description: 'What a layer is',
  valuesConfig: {
    ADJUSTMENT: { description: 'It changes or fills what is beneath it' },
    FILE: { description: 'It shows another file' },
  },
});

const LayeredGradeEnum = enumOf(['self-declared'] as const);
registerEnumType(LayeredGradeEnum, {
  name: 'LayeredGrade',
  description: 'How far a layered file can be believed: whoever has it can write all of it',
});

@ObjectType('LayerBounds', { description: 'In pixels, and may lie beyond the edges', simpleResolvers: true })
class LayerBoundsObject implements Bounds {
  @Field(() => Int, { description: "From the picture's left edge" })
  x!: number;

  @Field(() => Int, { description: "From the picture's upper edge" })
  y!: number;

  @Field(() => Count)
  width!: number;

  @Field(() => Count)
  height!: number;
}

@ObjectType('Layer', { description: 'A layer, or a group of layers', simpleResolvers: true })
class LayerObject implements Layer {
  @Field(() => String, { description: 'At most 300 characters' })
  name!: string;

  @Field(() => LayerKindEnum)
  kind!: LayerKind;

  @Field(() => Int, { description: "In how many groups it is; a mask of Krita's is within its layer" })
  depth!: number;

  @Field(() => Boolean, { description: 'Its own switch; a group around it may be hidden' })
  isVisible!: boolean;

  @Field(() => Float, { description: 'From 0 to 1' })
  opacity!: number;

  @Field(() => String, { description: 'Such as "multiply"' })
  blendMode!: string;

  @Field(() => LayerBoundsObject, {
    nullable: true,
    description: 'Null where it has no pixels, and in files of Krita, which tell it of none',
  })
  bounds!: Bounds | null;
}

@ObjectType('HistoryStep', {
  description: 'A step of the work, as the program noted it',
  simpleResolvers: true,
})
class HistoryStepObject implements HistoryStep {
  @Field(() => String, { description: 'Such as "saved"; at most 500 characters' })
  action!: string;

  @Field(() => String, { nullable: true, description: 'ISO 8601 as the file has it' })
  at!: string | null;

  @Field(() => String, { nullable: true })
  tool!: string | null;
}

@ObjectType('LayeredUnread', {
  description: 'A part that is there and could not be read',
  simpleResolvers: true,
})
class LayeredUnreadObject {
  @Field(() => String)
  where!: string;

  @Field(() => String)
  reason!: string;
}

@ObjectType('LayeredFile', {
  description:
    'What a layered file (PSD, PSB, KRA, ORA) itself says of the work that went into it: a claim, never more. Folders and tokens in its texts are redacted',
  simpleResolvers: true,
})
export class LayeredFileObject implements LayeredFile {
  @Field(() => LayeredFormatEnum)
  format!: LayeredFormat;

  @Field(() => Int, { description: 'In pixels' })
  width!: number;

  @Field(() => Int, { description: 'In pixels' })
  height!: number;

  @Field(() => String, { nullable: true, description: 'The program that wrote it' })
  tool!: string | null;

  @Field(() => String, { nullable: true })
  toolVersion!: string | null;

  @Field(() => String, { nullable: true, description: 'Such as "RGB, 8 bits", of one channel' })
  colour!: string | null;

  @Field(() => [LayerObject], {
    description: 'The top-most first, a group before what is in it; at most 1,000',
  })
  layers!: readonly Layer[];

  @Field(() => Int, { description: 'All that could be read, groups among them' })
  layerCount!: number;

  @Field(() => Boolean, { description: 'Whether there are more layers or steps than are listed' })
  isTruncated!: boolean;

  @Field(() => [HistoryStepObject], {
    description: "In the file's order, by rule the first first; at most 500",
  })
  history!: readonly HistoryStep[];

  @Field(() => Int, {
    nullable: true,
    description: "Seconds for which it was worked on, as the program counted (Krita's editing-time)",
  })
  editingSeconds!: number | null;

  @Field(() => Int, { nullable: true, description: "How often it was saved (Krita's editing-cycles)" })
  editingCycles!: number | null;

  @Field(() => String, { nullable: true, description: 'ISO 8601 as the file has it, often without a zone' })
  createdAt!: string | null;

  @Field(() => String, { nullable: true, description: 'ISO 8601 as the file has it, often without a zone' })
  modifiedAt!: string | null;

  @Field(() => [String], { description: 'Who made it, as the file says: here "[redacted]" for each name' })
  authors!: readonly string[];

  @Field(() => LayeredGradeEnum, { description: 'Always the same: nobody signed any of it' })
  grade!: 'self-declared';

  @Field(() => [LayeredUnreadObject], { description: 'All other parts were read' })
  unread!: LayeredFile['unread'];
}

@ObjectType('MergedPicture', {
  description: 'The picture that a layered file keeps beside its layers, to be compared with registered ones',
  simpleResolvers: true,
})
export class MergedPictureObject {
  @Field(() => String, { description: 'PDQ fingerprint (ThreatExchange/pdq): 256 bits as 64 hex digits' })
  pdq!: string;

  @Field(() => Int, { description: 'Quality of the PDQ fingerprint, 0 to 100; below 50 it is not compared' })
  pdqQuality!: number;

  @Field(() => String, { description: 'ISCC Image-Code of 256 bits (ISO 24138)' })
  iscc!: string;
}

export const mergedPictureOf = ({ pdq, iscc }: MergedFingerprints): MergedPictureObject => ({
  pdq: pdq.hash,
  pdqQuality: pdq.quality,
  iscc,
});
