/** What `forget/arithmetic` shows, in a sentence. Pure, so that it can be tested. */
import { ONES, ONLY_ONES, shareRight, TWOS, type Fact } from '../../../datasets/addition.ts';
import type { ArithmeticView } from './types.ts';

const count = (facts: readonly Fact[], answers: Uint8Array) => `${Math.round(shareRight(facts, answers) * facts.length)} of ${facts.length}`;

/** E.g. "Epoch 230, the twos are practised: 1 of 15 ones is right, and 15 of 17 twos." */
export function arithmeticText({ lesson, epoch, answers }: ArithmeticView): string {
  const practised = lesson === 'ones again' ? 'the ones are practised again' : `the ${lesson} are practised`;
  return `Epoch ${epoch}, ${practised}: ${count(ONLY_ONES, answers)} ones that are no twos are right, and ${count(TWOS, answers)} twos.`;
}

/** The title of the table. */
export const tableTitle = ({ lesson, epoch, answers }: ArithmeticView): string =>
  epoch === 0 ? 'Before any practice' : `Epoch ${epoch}, practising ${lesson}: ${count(ONES, answers)} ones, ${count(TWOS, answers)} twos`;
