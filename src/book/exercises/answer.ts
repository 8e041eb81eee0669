/** Judging a number or a choice that the reader gave, in words that help. */

export interface NumberQuestion {
  readonly kind: 'number';
  readonly is: number;
  /** How far off still counts. */
  readonly within: number;
  /** Answers that a known slip leads to, with what to say. */
  readonly slips?: readonly (readonly [answer: number, says: string])[];
}

export interface ChoiceQuestion {
  readonly kind: 'choice';
  /** Index of the right one. */
  readonly is: number;
  /** What to say to each. */
  readonly says?: readonly string[];
}

export interface Judgement {
  readonly right: boolean;
  readonly says: string;
  /** Whether it was a try: what cannot be read is none. */
  readonly counts: boolean;
}

/** A number as people write it: "1.57", "1,57", "−3", "137°", "50 %", "1,000". Undefined when it is none. */
export function readNumber(text: string): number | undefined {
  const bare = text
    .trim()
    .replace(/\s*(%|°|×|times)$/i, '')
    .replace(/\s/g, '')
    .replace(/^[−–]/, '-')
    .replace(/,(?=\d{3}(\D|$))/g, '')
    .replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(bare) ? Number(bare) : undefined;
}

export function judgeNumber({ is, within, slips = [] }: NumberQuestion, text: string): Judgement {
  const given = readNumber(text);
  if (given === undefined) return { right: false, counts: false, says: 'That is no number. Write, for example, 1.5.' };
  const near = (x: number) => Math.abs(given - x) <= within * (1 + 1e-9);
  if (near(is)) return { right: true, counts: true, says: 'Right.' };
  const slip = slips.find(([x]) => near(x));
  return { right: false, counts: true, says: slip?.[1] ?? `Not yet: that is too ${given > is ? 'much' : 'little'}.` };
}

export function judgeChoice({ is, says = [] }: ChoiceQuestion, chosen: number | undefined): Judgement {
  if (chosen === undefined) return { right: false, counts: false, says: 'Choose one first.' };
  const right = chosen === is;
  return { right, counts: true, says: [right ? 'Right.' : 'Not yet.', says[chosen]].filter(Boolean).join(' ') };
}
