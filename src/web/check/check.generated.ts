import type { Question } from '../ask/question.js';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How a picture stands to a registered work */
export type Relation =
  /** The very same file */
  | 'EXACT_BYTES'
  /** The two cover each other, but for margins of 15 % */
  | 'NEAR_DUPLICATE'
  /** The same, when turned or mirrored */
  | 'MIRRORED_OR_ROTATED'
  /** The asked picture is a part of the registered one */
  | 'CROP'
  /** The registered picture, whole, is a part of the asked one */
  | 'EMBEDDED_IN'
  /** The two share a part, and each has more besides */
  | 'DERIVATIVE'
  /** Only the model of whoever keeps the register calls the two alike: it does not say where */
  | 'LOOK_ALIKE';

/** By which independent way a match was found */
export type MatchMethod =
  /** Equal bytes */
  | 'SHA_256'
  /** PDQ distance of at most 31 of 256 bits, in one of eight orientations, of the whole or within a plain border */
  | 'PDQ'
  /** Local features that agree on one affine map, more than chance explains */
  | 'LOCAL_FEATURES'
  /** Fine structure that correlates by at least 0.4 where the map lays one on the other */
  | 'DENSE_CORRELATION'
  /** A model of whoever keeps the register gives the two a cosine similarity that it calls alike. It makes no match certain, for how often it errs is not known */
  | 'EMBEDDING';

/** How the asked picture is turned to look like the work: PDQ's eight orientations */
export type Orientation =
  | 'ORIGINAL'
  | 'ROTATE_90'
  | 'ROTATE_180'
  | 'ROTATE_270'
  | 'FLIP_X'
  | 'FLIP_Y'
  | 'TRANSPOSE'
  | 'ANTI_TRANSPOSE';

/** How a claim stands. Claimed is not examined */
export type ClaimStatus =
  /** Not all claimants have signed */
  | 'AWAITING_CO_SIGNATURES'
  /** All claimants have signed */
  | 'CLAIMED'
  /** Nobody who signed it upholds it */
  | 'WITHDRAWN';

/** Whether signature and hashes of content credentials hold */
export type CredentialIntegrity =
  /** They hold, of the file as it is */
  | 'INTACT'
  /** They do not: the file or they were changed after signing */
  | 'BROKEN'
  /** The file points to credentials at another place, which are never fetched */
  | 'ELSEWHERE'
  /** They are there and cannot be read, or are in a file larger than is read */
  | 'UNREADABLE';

/** Whether a signer's certificate is on a trust list of this server. Untrusted is not invalid */
export type SignerTrust = 'TRUSTED' | 'UNTRUSTED' | 'EXPIRED' | 'REVOKED';

/** How far a file's account of its making can be believed, the most first */
export type EvidenceGrade =
  /** Content credentials that hold, by a signer whom a trust list knows */
  | 'TRUSTED_SIGNATURE'
  /** Signed by the tool itself, over pixels and parameters */
  | 'TOOL_SIGNATURE'
  /** Content credentials that hold, by a signer whom no list knows */
  | 'UNKNOWN_SIGNER'
  /** Unsigned, and nothing in it contradicts anything else: a claim */
  | 'CONSISTENT'
  /** Something contradicts something else */
  | 'INCONSISTENT'
  /** The file tells nothing */
  | 'NONE';

/** What is odd about a file */
export type EvidenceFindingCode =
  | 'ASPECT_DIFFERS'
  | 'SIZE_DIFFERS'
  | 'TEXT_CONTRADICTS_GRAPH'
  | 'SEED_OUT_OF_RANGE'
  | 'SIGNATURE_BROKEN'
  | 'TEXT_EDITED'
  | 'STEPS_ZERO'
  | 'DANGLING_LINKS'
  | 'VERSION_NOT_OUT_YET'
  | 'CREDENTIALS_BROKEN'
  | 'CREDENTIALS_ELSEWHERE'
  | 'CERTIFICATE_NOT_IN_FORCE'
  | 'INGREDIENT_BROKEN'
  | 'UNKNOWN_SAMPLER'
  | 'PROVENANCE_STRIPPED'
  | 'EDITED_WITHOUT_RECORD'
  | 'PART_UNREADABLE'
  | 'SAME_GENERATION'
  | 'RECORD_DIFFERS';

/** What the records say of a picture and its look-alikes. It informs a person, who decides: nothing follows from it by itself, and it is no legal advice */
export type OriginalityVerdict =
  /** Nothing that was registered before looks like it */
  | 'FIRST_CLAIM'
  /** Only works of whoever asks look like it */
  | 'OWN_VARIANT'
  /** Works of others look like it, and each has a permission in force for whoever asks */
  | 'LICENSED_DERIVATIVE'
  /** A work of another looks like it for certain, and no permission in force is recorded */
  | 'UNLICENSED_NEAR_COPY'
  /** The records do not settle it; the reasons say why */
  | 'UNRESOLVED';

/** Why a verdict is what it is */
export type OriginalityReason =
  | 'NOTHING_FOUND'
  | 'REGISTERED_FIRST'
  | 'OWN_WORK'
  | 'PERMITTED'
  | 'PERMITTED_OTHERWISE'
  | 'NOT_PERMITTED'
  | 'ONE_METHOD'
  | 'CONTESTED'
  | 'CLAIM_WITHDRAWN'
  | 'NOBODY_NAMED'
  | 'TOO_PLAIN'
  | 'TRUNCATED'
  | 'NOT_ALL_SEARCHED';

/** What a search is doing */
export type SearchStage =
  /** Looking at the picture that is asked about */
  | 'EXAMINING'
  /** Choosing registered pictures to compare; after a start of the server that waits for the index */
  | 'SHORTLISTING'
  /** Comparing them */
  | 'COMPARING';

/** Bytes that are to be uploaded */
export type DeclareUploadInput = {
  /** At most 200,000,000 */
  readonly sizeBytes: number;
  /** SHA-256 of the bytes: 64 lower-case hex digits */
  readonly sha256: string;
  /** Pictures are image/jpeg, image/png, image/webp, image/gif, image/tiff or image/avif; anything else is kept as it is. Layered files, which `inspection` reads too, are image/vnd.adobe.photoshop (PSD and PSB), application/x-krita or image/openraster */
  readonly mediaType: string;
};

export type DeclareUploadMutationVariables = Exact<{
  input: DeclareUploadInput;
}>;

export type DeclareUploadMutation = {
  readonly declareUpload: { readonly upload: string; readonly url: string };
};

export type CheckPictureQueryVariables = Exact<{
  upload: string;
  follow: string;
}>;

export type CheckPictureQuery = {
  readonly originality: {
    readonly coverage: number;
    readonly tooPlain: boolean;
    readonly isTruncated: boolean;
    readonly verdict: OriginalityVerdict;
    readonly file: {
      readonly cid: string;
      readonly sha256: string;
      readonly mediaType: string;
      readonly width: number | null;
      readonly height: number | null;
      readonly orientation: number | null;
    };
    readonly register: { readonly pictures: number; readonly searched: number };
    readonly reasons: ReadonlyArray<{ readonly code: OriginalityReason; readonly message: string }>;
    readonly matches: ReadonlyArray<{
      readonly relation: Relation;
      readonly methods: ReadonlyArray<MatchMethod>;
      readonly isCertain: boolean;
      readonly orientation: Orientation;
      readonly falseAlarms: number | null;
      readonly file: string;
      readonly overlap: {
        readonly askedShare: number;
        readonly workShare: number;
        readonly askedRegion: ReadonlyArray<{ readonly x: number; readonly y: number }>;
        readonly workRegion: ReadonlyArray<{ readonly x: number; readonly y: number }>;
      } | null;
      readonly work: {
        readonly id: string;
        readonly title: string;
        readonly altText: string | null;
        readonly dateMade: string | null;
        readonly registeredAt: string;
        readonly makers: ReadonlyArray<{
          readonly name: string;
          readonly person: { readonly id: string; readonly keys: ReadonlyArray<string> } | null;
        }>;
        readonly registrant: { readonly id: string };
        readonly claims: {
          readonly edges: ReadonlyArray<{
            readonly node: {
              readonly id: string;
              readonly status: ClaimStatus;
              readonly isContested: boolean;
              readonly by: ReadonlyArray<{ readonly person: { readonly id: string } }>;
            };
          }>;
        };
        readonly owners: ReadonlyArray<{ readonly share: string; readonly owner: { readonly id: string } }>;
        readonly files: ReadonlyArray<{
          readonly cid: string;
          readonly mediaType: string;
          readonly width: number | null;
          readonly height: number | null;
          readonly orientation: number | null;
          readonly forgetting: { readonly forgottenAt: string } | null;
          readonly withheld: { readonly reason: string } | null;
        }>;
      };
    }>;
  };
};

export type InspectPictureQueryVariables = Exact<{
  upload: string;
}>;

export type InspectPictureQuery = {
  readonly inspection: {
    readonly record: Readonly<Record<string, unknown>> | null;
    readonly generation: {
      readonly tool: string;
      readonly toolVersion: string | null;
      readonly prompt: string | null;
      readonly negativePrompt: string | null;
      readonly seed: string | null;
      readonly steps: number | null;
      readonly sampler: string | null;
      readonly cfgScale: number | null;
      readonly model: { readonly name: string | null } | null;
    } | null;
    readonly credentials: {
      readonly integrity: CredentialIntegrity;
      readonly signerTrust: SignerTrust | null;
      readonly manifests: ReadonlyArray<{
        readonly generator: string | null;
        readonly issuer: string | null;
        readonly time: string | null;
        readonly actions: ReadonlyArray<{ readonly action: string; readonly description: string | null }>;
      }>;
    } | null;
    readonly evidence: {
      readonly grade: EvidenceGrade;
      readonly findings: ReadonlyArray<{ readonly code: EvidenceFindingCode; readonly message: string }>;
    };
    readonly sameGeneration: ReadonlyArray<{ readonly id: string; readonly title: string }>;
  };
};

export type SearchStageQueryVariables = Exact<{
  follow: string;
}>;

export type SearchStageQuery = {
  readonly searchProgress: {
    readonly stage: SearchStage;
    readonly candidates: number | null;
    readonly indexed: number;
  } | null;
};

export const declareUpload: Question<DeclareUploadMutation, DeclareUploadMutationVariables> = {
  text: 'mutation DeclareUpload($input:DeclareUploadInput!){declareUpload(input:$input){upload url}}',
};
export const checkPicture: Question<CheckPictureQuery, CheckPictureQueryVariables> = {
  text: 'query CheckPicture($upload:ID!$follow:ID!){originality(input:{upload:$upload follow:$follow}){file{cid sha256 mediaType width height orientation}register{pictures searched}coverage tooPlain isTruncated verdict reasons{code message}matches{relation methods isCertain orientation falseAlarms file overlap{askedRegion{x y}workRegion{x y}askedShare workShare}work{...workCard makers{person{id keys}}registrant{id}claims(first:3){edges{node{id status isContested by{person{id}}}}}owners{owner{id}share}}}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
export const inspectPicture: Question<InspectPictureQuery, InspectPictureQueryVariables> = {
  text: 'query InspectPicture($upload:ID!){inspection(input:{upload:$upload}){record generation{tool toolVersion prompt negativePrompt seed steps sampler cfgScale model{name}}credentials{integrity signerTrust manifests{generator issuer time actions{action description}}}evidence{grade findings{code message}}sameGeneration{id title}}}',
};
export const searchStage: Question<SearchStageQuery, SearchStageQueryVariables> = {
  text: 'query SearchStage($follow:ID!){searchProgress(follow:$follow){stage candidates indexed}}',
};
