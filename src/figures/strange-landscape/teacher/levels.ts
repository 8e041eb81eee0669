/** Errors as whole numbers 0 … 255, on a logarithmic scale: a level is 5 %, from ten times the teacher's variance down. Pure. */
import { ln } from '../../../core/exact.ts';

const PER_DECADE = 50;
const TEN = ln(10);

export const levelOf = (error: number): number => Math.min(Math.max(Math.round(PER_DECADE * (1 - ln(Math.max(error, 1e-300)) / TEN)), 0), 255);

/** log₁₀ of the error that a level stands for. */
export const decadeOf = (level: number): number => 1 - level / PER_DECADE;
