/**
 * A text of a stranger's file, for a terminal: what would move its cursor, change its colours or turn the direction of what follows is
 * shown as a sign of its own (C0, C1, and Unicode's bidirectional controls); lines stay.
 */
export const printable = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- they are what is replaced
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
