/** What a link has set on this figure: knobs hidden or locked, a run that starts by itself, a question to answer. */
import './stage.css';
import type { Declaration } from '../../../core/experiment.ts';
import { Button } from '../../controls/button.tsx';
import type { PanelProps } from '../../figure-frame/panels.tsx';
import { Assignment } from './assignment.tsx';
import { useAutorun } from './autorun.ts';

const ALL = /([?&])(hide|lock)=[^&]*(&|$)/;

export function StageNote({ figure, number }: PanelProps) {
  const { stage, declaration, restage } = figure;
  const waits = useAutorun(figure);
  if (!stage) return null;
  const held = sentenceOf(declaration, stage.locked, stage.hidden);
  const open = () => {
    restage({ ...stage, hidden: new Set(), locked: new Set() });
    let { search } = location;
    while (ALL.test(search)) search = search.replace(ALL, (_, before: string, _key, after: string) => (after ? before : ''));
    history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`);
  };
  if (!held && !waits && !stage.question) return null;
  return (
    <div role="group" className="stage" aria-label="set by the link">
      {stage.question && <Assignment figure={figure} number={number} question={stage.question} fixed={[...stage.locked, ...stage.hidden]} />}
      {waits && <p>{waits}</p>}
      {held && (
        <p>
          {held}{' '}
          <Button look="link" onPress={open}>
            open the full figure
          </Button>
        </p>
      )}
    </div>
  );
}

/** E.g. "The link that you followed has locked angle φ and seed, and hides 3 more knobs." Empty when it holds nothing. */
export function sentenceOf({ params }: Pick<Declaration, 'params'>, locked: ReadonlySet<string>, hidden: ReadonlySet<string>): string {
  const names = [...locked].map((key) => params[key]?.label ?? key);
  const all = names.length > 3 && names.length > Object.keys(params).length;
  const list = all
    ? 'every knob'
    : names.length > 1
      ? `${names.slice(0, -1).map(quoted).join(', ')} and ${quoted(names.at(-1) ?? '')}`
      : names.map(quoted).join('');
  const rest = hidden.size === 0 ? '' : `hides ${hidden.size === 1 ? 'a knob' : `${hidden.size} knobs`}`;
  if (!list && !rest) return '';
  return `The link that you followed ${list ? `has locked ${list}` : ''}${list && rest ? ' and ' : ''}${rest}.`;
}

const quoted = (name: string) => `“${name}”`;
