/** Answers that are being written: kept on the device, so that a closed tab loses nothing. */
import { kept, type Kept } from '../../../core/kept.ts';
import { LONGEST_ANSWER } from '../../../core/run-file.ts';

type Answers = Readonly<Record<string, string>>;

/** The oldest go when there are more. */
const MOST = 30;

export const answers: Kept<Answers> = kept<Answers>({ name: 'answers', version: 1, start: {}, read: readAnswers });

function readAnswers(data: unknown): Answers | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const entries = Object.entries(data).filter((e): e is [string, string] => typeof e[1] === 'string');
  return Object.fromEntries(entries.slice(-MOST).map(([key, text]) => [key, text.slice(0, LONGEST_ANSWER)]));
}

export const answerTo = (figure: string, question: string): string => answers.get()[keyOf(figure, question)] ?? '';

export function keepAnswer(figure: string, question: string, answer: string): void {
  const key = keyOf(figure, question);
  answers.update((now) => {
    const others = Object.entries(now).filter(([other]) => other !== key);
    return Object.fromEntries([...others, ...(answer ? [[key, answer] as const] : [])].slice(-MOST));
  });
}

const keyOf = (figure: string, question: string) => `${figure} ${question}`;
