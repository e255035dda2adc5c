/** A number and what there are so many of: "1 file", "2 files"; with both words where the plural is not the word and an s, as in "1 file is". */
export const counted = (count: number | bigint, one: string, several = `${one}s`): string =>
  `${count} ${Number(count) === 1 ? one : several}`;
