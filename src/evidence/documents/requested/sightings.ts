/** A registered picture that is the same as one of the work, found by comparing them. */
export interface SamePicture {
  readonly work: string;
  /** Whether that work was registered before. */
  readonly isEarlier: boolean;
  readonly relation: string;
}

/** What a server sees beside the statements: in the files of a work and of the claims on it, and in other registered pictures. */
export interface Sightings {
  /** CIDs of files that say that a machine had part in them, with the tool that they name; null where they name none. */
  readonly machineMade: readonly { readonly file: string; readonly tool: string | null }[];
  /** Files that could not be read, and why. */
  readonly unread: readonly { readonly file: string; readonly why: string }[];
  readonly samePictures: readonly SamePicture[];
}
