/** Since when somebody owns it: as it was stated, and when the register took it, which are two things. Instants are ISO 8601. */
export function sinceInWords({
  since,
  recordedAt,
}: {
  /** In EDTF; when it was recorded where nothing is stated, and null where that was later than what is asked of. */
  readonly since: string | null;
  readonly recordedAt: string;
}): string {
  const recorded = `${recordedAt.slice(0, 10)} ${recordedAt.slice(11, 19)} UTC`;
  if (since === null) return `since when is not stated; recorded ${recorded}`;
  if (since === recordedAt) return `since ${recorded}, when it was recorded`;
  return `since ${since}, as it was stated; recorded ${recorded}`;
}
