/** Brings one checked question to life: a form with a number or a choice, or a list of conditions that a figure must meet. */
import { format } from '../../../core/format.ts';
import { STATE_EVENT } from '../../../ui/figure-props.ts';
import { judgeChoice, judgeNumber, type Judgement } from '../../exercises/answer.ts';
import { lookedAt, meets, type Condition } from '../../exercises/condition.ts';
import type { FigureQuestion, Question } from '../../exercises/question.ts';
import { stateOf } from '../figure-states.ts';
import { keepTry, solvedText, triedAt } from './tries.ts';

export function startCheck(check: HTMLElement): void {
  const question: Question = JSON.parse(check.dataset['check'] ?? '');
  if (check instanceof HTMLFormElement && question.kind !== 'figure') form(check, question);
  if (question.kind === 'figure') figure(check, question);
  check.classList.add('ready');
}

const say = (check: HTMLElement, words: string) => {
  const said = check.querySelector('.check-said');
  if (said && said.textContent !== words) said.textContent = words;
};

function form(check: HTMLFormElement, question: Exclude<Question, FigureQuestion & { id: string }>): void {
  const fields = [...check.querySelectorAll('input')];
  const { solved, last, ...tried } = triedAt(question.id);
  if (last !== undefined) {
    if (question.kind === 'number') for (const field of fields) field.value = last;
    else for (const field of fields) field.checked = field.value === last;
  }
  if (solved) dressSolved(check, solvedText({ solved, ...tried }));

  check.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = question.kind === 'number' ? fields[0]?.value : fields.find((f) => f.checked)?.value;
    const judgement = question.kind === 'number' ? judgeNumber(question, given ?? '') : judgeChoice(question, given === undefined ? undefined : Number(given));
    answer(check, question.id, judgement, given);
  });
}

function answer(check: HTMLElement, id: string, { right, says, counts }: Judgement, given: string | undefined): void {
  const invalid = check.querySelector('input:not([type=radio])');
  if (counts && !right) invalid?.setAttribute('aria-invalid', 'true');
  else invalid?.removeAttribute('aria-invalid');
  if (!counts) return say(check, says);
  const first = !triedAt(id).solved;
  const now = keepTry(id, right, given);
  if (right) dressSolved(check, first ? `${says} ${solvedText(now)}` : says);
  else say(check, says);
  if (right && first) reveal(check);
}

function figure(check: HTMLElement, question: FigureQuestion & { readonly id: string }): void {
  const lines = [...check.querySelectorAll('li')];
  const tried = triedAt(question.id);
  if (tried.solved) dressSolved(check, 'Solved on this device.');

  const look = () => {
    const state = stateOf(question.figure);
    if (!state) return;
    const met = question.when.map((condition) => meets(condition, state));
    for (const [k, condition] of question.when.entries()) {
      const now = lines[k]?.querySelector('.check-now');
      const text = nowText(condition, lookedAt(condition, state), met[k] ?? false);
      if (now && now.textContent !== text) now.textContent = text; // a running figure publishes often
      lines[k]?.classList.toggle('met', met[k] ?? false);
    }
    if (triedAt(question.id).solved) return;
    if (!met.every(Boolean)) return say(check, `${met.filter(Boolean).length} of ${met.length} met.`);
    keepTry(question.id, true);
    dressSolved(check, 'Solved.');
    reveal(check);
  };
  document.addEventListener(STATE_EVENT, ({ detail }) => detail.figure === question.figure && look());
  look();
}

function nowText({ unit }: Condition, found: unknown, met: boolean): string {
  const value = typeof found === 'number' && unit ? `now ${format(found, unit)}` : found === undefined ? 'not known yet' : '';
  return [value && `(${value})`, met ? '✓' : ''].filter(Boolean).join(' ');
}

function dressSolved(check: HTMLElement, words: string): void {
  check.classList.add('solved');
  say(check, `✓ ${words}`);
}

/** When all questions of an exercise are solved, its answer opens. */
function reveal(check: HTMLElement): void {
  const exercise = check.closest('.exercise');
  if (!exercise || exercise.querySelector('.check:not(.solved)')) return;
  for (const hidden of exercise.querySelectorAll<HTMLDetailsElement>('details.answer')) hidden.open = true;
}
