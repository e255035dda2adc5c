/** A word of the API for people: "kept in part" of KEPT_IN_PART. */
export const inWords = (name: string): string => name.toLowerCase().replaceAll('_', ' ');
