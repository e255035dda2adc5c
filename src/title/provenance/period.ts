import type { Timespan } from './edtf-dates.js';

/** Years as in the text; null where it leaves them open, as [1990-] does the death. */
export interface Life {
  readonly birth: string | null;
  readonly death: string | null;
  readonly isBirthCertain: boolean;
  readonly isDeathCertain: boolean;
  readonly era: 'BCE' | 'CE' | null;
}

export interface Place {
  readonly name: string;
  readonly isCertain: boolean;
}

/** Who had a work, or acted for who did. */
export interface Party {
  readonly name: string;
  readonly isCertain: boolean;
  /** What is said of them: "the artist", "as agent". */
  readonly clause: string | null;
  /** "Jane Doe's son, John Doe". */
  readonly relationship: { readonly is: string; readonly to: string } | null;
  readonly life: Life | null;
  readonly place: Place | null;
}

/** From whom, through whom, and at what: `from "Sale of Pleasant Goods", Christie's, in London`. */
export interface Source {
  /** The word that leads it in; "of" is a giver's: "gift of Jane Roe to Museum". */
  readonly by: 'from' | 'through' | 'via' | 'of';
  readonly event: string | null;
  /** The seller's agent, or the event's host. */
  readonly party: Party | null;
}

export interface Price {
  readonly said: string;
  readonly value: string | null;
  readonly currency: string | null;
}

export interface Method {
  /** Of ACQUISITION_METHODS. */
  readonly id: string;
  /** In which words. */
  readonly said: string;
  readonly isCertain: boolean;
  readonly isAfterOwner: boolean;
}

/** One owner's or custodian's stretch of a provenance, as a text in the convention of AAM and CMOA tells it. */
export interface Period {
  readonly doubt: 'possibly' | 'probably' | 'perhaps' | null;
  /** "(Galerie X, Munich)": a dealer, an auction house or an agent, as AAM has it, and no owner. */
  readonly isInParentheses: boolean;
  readonly method: Method | null;
  /** Who acted for the owner. */
  readonly agent: Party | null;
  /** Null where nobody is named, and where the period is not understood. */
  readonly owner: Party | null;
  readonly sources: readonly Source[];
  /** Where it changed hands, as opposed to where the owner is. */
  readonly place: Place | null;
  readonly dates: Timespan | null;
  readonly stockNumber: string | null;
  readonly price: Price | null;
  /** What is said besides, part by part. */
  readonly remarks: readonly string[];
  readonly footnotes: readonly string[];
  readonly citations: readonly string[];
  /** ";" passed directly to the next; "." did not, or is not known to have. */
  readonly isDirectTransfer: boolean;
  /** The whole period where it could not be understood; all else is then empty. */
  readonly verbatim: string | null;
}

/** A footnote ("1") or a citation ("a") with its text. */
export interface Note {
  readonly marker: string;
  readonly text: string;
}

export interface Provenance {
  /** Which convention the punctuation follows; it asserts facts, so it is told. */
  readonly convention: 'AAM/CMOA';
  readonly periods: readonly Period[];
  readonly notes: readonly Note[];
}
