/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PictureFileFragment = {
  readonly cid: string;
  readonly mediaType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly orientation: number | null;
  readonly forgetting: { readonly forgottenAt: string } | null;
  readonly withheld: { readonly reason: string } | null;
};

export type WorkCardFragment = {
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
