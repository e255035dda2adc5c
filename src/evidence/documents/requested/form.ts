/** What every document says that touches law. */
export const LEGAL_NOTICE =
  'This informs and is not legal advice. It was not reviewed by counsel; have it reviewed before you use it.';

/** A line of a form: a name and what it holds. */
export interface FormRow {
  readonly name: string;
  /** Null where it is left blank, for whoever completes the form. */
  readonly value: string | null;
  readonly isDigest?: boolean;
}

export interface FormSection {
  readonly heading: string;
  /** Set small beside the heading, such as the code of what it is about. */
  readonly aside?: string;
  readonly paragraphs?: readonly string[];
  readonly rows?: readonly FormRow[];
}

/** A document that is asked for, before it is set as text or PDF. */
export interface Form {
  readonly title: string;
  /** Such as "DRAFT, UNSIGNED"; stands under the title and in the head of each page. */
  readonly mark: string | null;
  readonly notices: readonly string[];
  readonly sections: readonly FormSection[];
  /** What the form is of: the work's id. */
  readonly subject: string;
  /** UTC, RFC 3339: of the record on which it rests. */
  readonly asOf: string;
}

export const BLANK = '____________________________';
