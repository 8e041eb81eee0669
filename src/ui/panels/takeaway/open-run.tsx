/** Opens a file as a run: its settings go to the knobs, its pictures and numbers into the figure, and what is wrong with it becomes a sentence. */
import type { ParamTable } from '../../../core/params.ts';
import { LARGEST, readRun } from '../../../core/read-run.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { FiledRun } from './filed-run.tsx';

/** Resolves when the figure shows the run, or says why not. Never rejects. */
export async function openRun<T extends ParamTable, V>(figure: Figure<T, V>, file: Blob): Promise<boolean> {
  const { declaration, session, recording, state } = figure;
  const text = file.size > LARGEST ? undefined : await file.text().catch(() => '');
  // a file that is too large is not even read
  const { run, problems } =
    text === undefined
      ? { problems: ['This file is larger than 20 MB, so it is no run of this book.'] }
      : readRun<T, V>(text, declaration, recording?.views.map((p) => p.view) ?? []);
  if (!run) {
    figure.adopt(state, problems);
    return false;
  }
  const { values, seeds, trace, pictures, measures } = run;
  const last = pictures.at(-1);
  const close = () => {
    figure.post('file', undefined);
    if (session.snapshot().source === 'file') session.rewind();
  };
  figure.adopt({ values, seeds }, problems);
  figure.post('file', () => <FiledRun run={run} session={session} close={close} />);
  session.replay({ values, seeds, trace, ...(last && { view: last.view }), ...(measures && { measures }) }, pictures);
  return true;
}
