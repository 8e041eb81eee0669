/**
 * `<Check>` inside an `<Exercise>`: a question that the page checks.
 *
 * - `<Check label="The largest angle" number={137} within={2} unit="°" slips={[[126, "…"]]} />`
 * - `<Check label="Which one?" choices={["a", "b"]} right={1} says={["…", "…"]} />`
 * - `<Check label="…" figure="forget/line" when={[{ of: 'measure', key: 'aAfter', is: '≥', than: 0.75, label: 'task A', unit: 'percent' }]} />`
 *
 * Without JavaScript it is not there, and the exercise has its `<Answer>` all the same.
 */
import { createContext, useContext } from 'react';
import type { FigureId } from '../../core/experiment.ts';
import { format } from '../../core/format.ts';
import type { NumberQuestion } from '../exercises/answer.ts';
import type { Condition } from '../exercises/condition.ts';
import type { Question } from '../exercises/question.ts';
import { usePage } from './page.ts';

/** The id of the exercise that a check belongs to. */
export const ExerciseContext = createContext<string | undefined>(undefined);

interface Props {
  readonly label: string;
  readonly number?: number;
  readonly within?: number;
  readonly unit?: string;
  readonly slips?: NumberQuestion['slips'];
  readonly choices?: readonly string[];
  readonly right?: number;
  readonly says?: readonly string[];
  readonly figure?: FigureId;
  readonly when?: readonly Condition[];
}

export function Check(props: Props) {
  const exercise = useContext(ExerciseContext);
  const page = usePage();
  if (!exercise) throw new Error(`<Check label="${props.label}"> belongs in an <Exercise id="…">`);
  const id = `${page.slug}/${exercise}/${page.nextCheck(exercise)}`;
  const { label, number, within = 0, unit, slips, choices, right = -1, says, figure, when } = props;
  if (number !== undefined) {
    const question: Question = { id, kind: 'number', is: number, within, ...(slips && { slips }) };
    return (
      <Form question={question}>
        <label>
          {label} <input name="answer" inputMode="text" autoComplete="off" size={7} />
        </label>
        {unit && <span className="check-unit">{unit}</span>}
      </Form>
    );
  }
  if (choices) {
    if (choices[right] === undefined) throw new Error(`<Check label="${label}">: “right” is the index of one of the choices`);
    return (
      <Form question={{ id, kind: 'choice', is: right, ...(says && { says }) }}>
        <fieldset>
          <legend>{label}</legend>
          {choices.map((words, k) => (
            <label key={words}>
              <input type="radio" name="answer" value={k} /> {words}
            </label>
          ))}
        </fieldset>
      </Form>
    );
  }
  if (!figure || !when) throw new Error(`<Check label="${label}"> needs a number, choices, or a figure with “when”`);
  const shown = page.figures.get(figure);
  if (!shown) throw new Error(`<Check figure="${figure}">: that figure is not in this chapter`);
  for (const { of, key } of when) {
    const known = of === 'value' ? shown.declaration.params : of === 'measure' ? shown.recording?.recording.measures : undefined;
    if (known && !Object.hasOwn(known, key)) throw new Error(`<Check figure="${figure}">: the figure has no ${of} “${key}”`);
  }
  return (
    <div className="check" role="group" aria-label={label} data-check={JSON.stringify({ id, kind: 'figure', figure, when } satisfies Question)}>
      <p>{label}</p>
      <ul>
        {when.map((condition) => (
          <li key={condition.label}>
            {conditionText(condition)} <span className="check-now" />
          </li>
        ))}
      </ul>
      <p className="check-said" role="status" />
    </div>
  );
}

function Form({ question, children }: { readonly question: Question; readonly children: React.ReactNode }) {
  return (
    <form className="check" data-check={JSON.stringify(question)}>
      {children}
      <button type="submit">Check</button>
      <p className="check-said" role="status" />
    </form>
  );
}

/** E.g. "task A at the end ≥ 75 %". A condition on a word or a switch says itself in its label. */
function conditionText({ label, is, than, unit }: Condition): string {
  return typeof than === 'number' && unit ? `${label} ${is} ${format(than, unit)}` : label;
}
