/** What is known of a run that came from a file: how it was made, and the assignment that it answers. Texts are shown as texts. */
import './takeaway.css';
import type { ParamTable } from '../../../core/params.ts';
import type { ReadRun } from '../../../core/read-run.ts';
import type { Session } from '../../../core/session.ts';
import { Button } from '../../controls/button.tsx';
import { backendName } from '../../figure-frame/sentences.ts';
import { useSession } from '../../figure-frame/use-figure.ts';

interface FiledRunProps<T extends ParamTable, V> {
  run: ReadRun<T, V>;
  session: Session<T, V>;
  close: () => void;
}

export function FiledRun<T extends ParamTable, V>({ run, session, close }: FiledRunProps<T, V>) {
  const { assignment, backend, madeBy, measures, seeds } = run;
  const { source } = useSession(session);
  const shown = source === 'file';
  if (!shown && !assignment) return null;
  const how = backend === 'unknown' ? '' : ` on ${backendName(backend)}`;
  return (
    <div role="group" className="filed-run" aria-label="the run from a file">
      {assignment && (
        <dl>
          <dt>Question</dt>
          <dd>{assignment.question}</dd>
          <dt>Answer</dt>
          <dd>{assignment.answer || 'None was given.'}</dd>
        </dl>
      )}
      <p role="status">
        {shown
          ? `You see a run from a file: seed ${seeds.master}${how}, ${madeBy}.${measures ? '' : ' It was saved before it had come to its end.'} Its settings are on the knobs; Run makes it anew here.`
          : 'The file’s own run is no longer shown.'}
      </p>
      <Button onPress={close}>Close the file</Button>
    </div>
  );
}
