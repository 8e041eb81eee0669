/** What the methods do, in words, and which of them are remedies. */
import { METHODS, type MethodName } from './declaration.ts';

/** All but doing nothing and learning all tasks at once. */
export const isRemedy = (method: MethodName): boolean => method !== 'naive' && method !== 'joint';
/** Of these the reader asks which is best. */
export const REMEDIES = METHODS.filter(isRemedy);

export const DOES: Readonly<Record<MethodName, string>> = {
  naive: 'learns on, and does nothing against forgetting',
  l2: 'holds all weights with springs of one stiffness',
  ewc: 'holds those weights tighter that mattered',
  gem: 'bends each step so that stored digits do not suffer',
  hat: 'gives each task a mask over the units, and is told the task',
  rehearsal: 'shows stored digits again',
  dreaming: 'shows digits that a small network invents',
  gaussian: 'shows digits drawn from a Gaussian for each class',
  joint: 'learns all tasks at once',
};
