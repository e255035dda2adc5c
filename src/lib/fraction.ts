/** An exact fraction in lowest terms, denominator above zero. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };
export const ONE: Fraction = { numerator: 1n, denominator: 1n };

export function fraction(numerator: bigint, denominator: bigint): Fraction {
  if (denominator === 0n) throw new RangeError('a fraction cannot have the denominator 0');
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator * sign);
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

/** Reads "1/3" or "1". Throws a SyntaxError for anything else. */
export function parseFraction(text: string): Fraction {
  const match = /^(\d{1,40})(?:\/(\d{1,40}))?$/.exec(text);
  if (!match || BigInt(match[2] ?? 1) === 0n)
    throw new SyntaxError(`"${text.slice(0, 90)}" is not a fraction such as 1/3`);
  return fraction(BigInt(match[1] ?? 0), BigInt(match[2] ?? 1));
}

export const fractionText = ({ numerator, denominator }: Fraction): string =>
  denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;

export const add = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, { ...b, numerator: -b.numerator });

export const sum = (fractions: readonly Fraction[]): Fraction => fractions.reduce(add, ZERO);

export const isEqual = (a: Fraction, b: Fraction): boolean => isZero(subtract(a, b));

export const isZero = ({ numerator }: Fraction): boolean => numerator === 0n;

export const isMore = (a: Fraction, b: Fraction): boolean => subtract(a, b).numerator > 0n;

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
