/** What went wrong, or is worth knowing of the run, in a sentence, with the way on. The last good picture stays where it is. */
import type { ParamTable } from '../../core/params.ts';
import type { WayOn } from '../../core/failures.ts';
import { Button } from '../controls/button.tsx';
import type { Figure } from './use-figure.ts';

const WAYS: Record<WayOn, string> = { retry: 'Try again', 'other-backend': 'Run on WASM', 'start-over': 'Start over' };

export function Trouble<T extends ParamTable, V>({ figure }: { figure: Figure<T, V> }) {
  const { shown, session, state, lab } = figure;
  const failed = shown.state.status === 'failed' ? shown.state.failure : undefined;
  const said = failed ?? shown.notice;
  if (!said) return null;
  const { sentence, wayOn } = said;
  const go = async () => {
    if (wayOn === 'start-over') return session.rewind();
    if (wayOn === 'other-backend') (await lab.device()).choose('wasm');
    session.run(state);
  };
  return (
    <div className={failed ? 'trouble' : 'trouble mild'} role={failed ? 'alert' : 'status'}>
      <p>{sentence}</p>
      {wayOn && <Button onPress={go}>{WAYS[wayOn]}</Button>}
    </div>
  );
}

/** What a link asked for and could not have. */
export function Problems({ problems, dismiss }: { problems: readonly string[]; dismiss: () => void }) {
  if (problems.length === 0) return null;
  return (
    <div className="trouble" role="status">
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
      <Button onPress={dismiss}>Dismiss</Button>
    </div>
  );
}
