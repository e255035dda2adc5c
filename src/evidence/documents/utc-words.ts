/** "2026-05-01 12:06:00 UTC". */
export const utcWords = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
