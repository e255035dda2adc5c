/** Why a file cannot be a picture; null where it may be one. */
export function whyNoPicture({ name, size, type }: File): string | null {
  if (size === 0) return `“${name}” is empty.`;
  const mayBe = type === '' || type.startsWith('image/') || /\.tiff?$/i.test(name);
  return mayBe ? null : `“${name}” is no picture.`;
}
