/** How letters are set: text and its stronger form, and one width a letter for digests. */
export const FONT_STYLES = ['text', 'strong', 'mono'] as const;
export type FontStyle = (typeof FONT_STYLES)[number];

/** A font program for some characters, whose licence allows to embed it (OFL). */
export interface FontFace {
  /** Unique among faces. */
  readonly name: string;
  /** Styles for which it is the first choice; for others it stands in where these have no glyph. */
  readonly styles: readonly FontStyle[];
  /** TrueType or WOFF 1, of one weight. */
  readonly bytes: Uint8Array;
  /** Whether it has a glyph for a character. */
  covers(codePoint: number): boolean;
}

/** Where fonts come from: those that some texts need, in the order in which they are asked for a glyph. */
export interface FontShelf {
  facesFor(texts: readonly string[]): Promise<readonly FontFace[]>;
}
