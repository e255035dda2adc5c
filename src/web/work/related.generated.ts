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

/** How a work derives from its source */
export type DerivationWay =
  /** The whole source, reproduced faithfully: a print, a photograph, a scan, a file in another format */
  | 'REPRODUCTION'
  /** A part of the source by itself */
  | 'DETAIL'
  /** The same composition again by the source's own maker: a replica, a variant, another state */
  | 'VERSION'
  /** The source changed or recast: reworked, in another medium, or generated from it */
  | 'ADAPTATION'
  /** The source, or a part of it, stands within the work: a collage, a picture in the picture */
  | 'QUOTATION'
  /** The source is a preparatory study, from which the work was worked out */
  | 'FROM_STUDY'
  /** Made after the source by another hand, in the trade's sense of the word */
  | 'AFTER';

export type RelatedWorksQueryVariables = Exact<{
  id: string;
}>;

export type RelatedWorksQuery = {
  readonly derivationGraph: {
    readonly isTruncated: boolean;
    readonly derivations: ReadonlyArray<{
      readonly id: string;
      readonly how: DerivationWay;
      readonly source: {
        readonly id: string;
        readonly title: string;
        readonly altText: string | null;
        readonly dateMade: string | null;
        readonly registeredAt: string;
        readonly makers: ReadonlyArray<{ readonly name: string }>;
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
      readonly work: {
        readonly id: string;
        readonly title: string;
        readonly altText: string | null;
        readonly dateMade: string | null;
        readonly registeredAt: string;
        readonly makers: ReadonlyArray<{ readonly name: string }>;
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
  } | null;
  readonly work: {
    readonly id: string;
    readonly derivations: {
      readonly found: {
        readonly isTruncated: boolean;
        readonly earlier: ReadonlyArray<{
          readonly match: { readonly relation: Relation; readonly isCertain: boolean };
          readonly earlier: {
            readonly id: string;
            readonly title: string;
            readonly altText: string | null;
            readonly dateMade: string | null;
            readonly registeredAt: string;
            readonly makers: ReadonlyArray<{ readonly name: string }>;
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
        readonly later: ReadonlyArray<{
          readonly match: { readonly relation: Relation; readonly isCertain: boolean };
          readonly later: {
            readonly id: string;
            readonly title: string;
            readonly altText: string | null;
            readonly dateMade: string | null;
            readonly registeredAt: string;
            readonly makers: ReadonlyArray<{ readonly name: string }>;
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
  } | null;
};

export const relatedWorks: Question<RelatedWorksQuery, RelatedWorksQueryVariables> = {
  text: 'query RelatedWorks($id:ID!){derivationGraph(work:$id){isTruncated derivations{id how source{...workCard}work{...workCard}}}work(id:$id){id derivations{found{isTruncated earlier{match{relation isCertain}earlier{...workCard}}later{match{relation isCertain}later{...workCard}}}}}}fragment workCard on Work{id title altText dateMade registeredAt makers{name}files{...pictureFile}}fragment pictureFile on File{cid mediaType width height orientation forgetting{forgottenAt}withheld{reason}}',
};
