/** Memory of one module: taken piece by piece, and given back all at once. */
let top: usize = 0;

export function clearArena(): void {
  top = (__heap_base + 15) & ~15;
}

/** So many bytes, aligned for SIMD; not zeroed. */
export function take(bytes: usize): usize {
  const at = top;
  top = (top + bytes + 15) & ~15;
  const pages = <i32>((top + 0xffff) >>> 16) - memory.size();
  // At least a mebibyte at once: each growth has its price.
  if (pages > 0 && memory.grow(max<i32>(pages, 16)) < 0) unreachable();
  return at;
}
