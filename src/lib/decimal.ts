/**
 * An amount such as "3000.00" in its smallest unit, here cents; null for what is none: a sign, spaces, an exponent, separators of
 * thousands, or more digits after the point than the unit has. Exact, as no floating-point number is.
 */
export function parseAmount(text: string, decimals = 2): bigint | null {
  const match = /^(\d{1,18})(?:\.(\d+))?$/.exec(text);
  const part = match?.[2] ?? '';
  if (!match || part.length > decimals) return null;
  return BigInt(`${match[1]}${part.padEnd(decimals, '0')}`);
}

/** The reverse of parseAmount, always with all digits: "3000.00". Not for what is below zero. */
export function amountText(amount: bigint, decimals = 2): string {
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
