/** The facts of addition, and how a network is told them: digits as patterns over twelve units. Pure. */

/** a + b, both from 1 to 9. */
export interface Fact {
  readonly a: number;
  readonly b: number;
}

/** Units for one digit: digit d lights the units d, d + 1 and d + 2, so that neighbours look alike. */
export const DIGIT_UNITS = 12;
/** Two digits, and four units for the sign, which is always a plus and always lit. */
export const INPUTS = 2 * DIGIT_UNITS + 4;
/** Tens and units of the sum. */
export const OUTPUTS = 2 * DIGIT_UNITS;

const DIGITS = Array.from({ length: 9 }, (_, k) => k + 1);
const has = ({ a, b }: Fact, digit: number) => a === digit || b === digit;

/** The facts with this digit in them, without the second copy of d + d. */
const factsWith = (digit: number): Fact[] => [
  ...DIGITS.map((b): Fact => ({ a: digit, b })),
  ...DIGITS.filter((a) => a !== digit).map((a): Fact => ({ a, b: digit })),
];

export const ONES: readonly Fact[] = factsWith(1); // 17
export const TWOS: readonly Fact[] = factsWith(2); // 17
/** The ones that are no twos as well: what can be forgotten. */
export const ONLY_ONES: readonly Fact[] = ONES.filter((f) => !has(f, 2)); // 15
/** Every fact once: 1 + 2 and 2 + 1 belong to both. */
export const ALL: readonly Fact[] = [...ONES, ...TWOS.filter((f) => !has(f, 1))]; // 32

/** The place of a fact in ALL; −1 when it is none of them. */
export const placeOf = ({ a, b }: Fact): number => ALL.findIndex((f) => f.a === a && f.b === b);

export const codeOf = (digit: number): number[] => Array.from({ length: DIGIT_UNITS }, (_, unit) => (unit >= digit && unit < digit + 3 ? 1 : 0));
export const inputOf = ({ a, b }: Fact): number[] => [...codeOf(a), ...codeOf(b), 1, 1, 1, 1];
export const targetOf = ({ a, b }: Fact): number[] => [...codeOf(Math.floor((a + b) / 10)), ...codeOf((a + b) % 10)];

const CODES = Array.from({ length: 10 }, (_, digit) => codeOf(digit));

/** The digit whose pattern is nearest to what twelve units say; the lower one of two equally near. */
function nearestDigit(units: ArrayLike<number>, from: number): number {
  const distances = CODES.map((code) => code.reduce((sum, c, k) => sum + (c - (units[from + k] ?? 0)) ** 2, 0));
  return distances.indexOf(Math.min(...distances));
}

/** The number that the outputs, one row of 24 for each fact, stand for: [rows], 0 … 99. */
export function numbersOf(outputs: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: outputs.length / OUTPUTS }, (_, row) => {
    const from = row * OUTPUTS;
    return 10 * nearestDigit(outputs, from) + nearestDigit(outputs, from + DIGIT_UNITS);
  });
}

/** Share of these facts (0 … 1) that the answers, in the order of ALL, have right. */
export const shareRight = (facts: readonly Fact[], answers: ArrayLike<number>): number =>
  facts.filter((f) => answers[placeOf(f)] === f.a + f.b).length / facts.length;
