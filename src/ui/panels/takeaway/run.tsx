/** The whole run as a file, and a file as a run. */
import { outcomeOf } from '../../../core/outcomes.ts';
import { runFileOf, type Assignment } from '../../../core/run-file.ts';
import { toText } from '../../../core/to-text.ts';
import { Button } from '../../controls/button.tsx';
import type { Figure } from '../../figure-frame/use-figure.ts';
import type { About } from './about.ts';
import { fileName } from './file-name.ts';
import { openRun } from './open-run.tsx';
import { jsonFile, save } from './save.ts';
import { shownLink } from './settings.ts';

/** Saves what the figure shows now; the name of the file. */
export function saveRun(figure: Figure, number: string, about: About | undefined, assignment?: Assignment): string {
  const { declaration, shown, recording, reel } = figure;
  const { state } = shown;
  const recorded = shown.source === 'recording' ? recording?.made.backend : undefined;
  const backend = recorded ?? ('backend' in state ? state.backend : 'unknown');
  const file = runFileOf(declaration, outcomeOf(shown), {
    number,
    address: shownLink(figure),
    backend,
    book: about?.book.version ?? 'unknown',
    tfjs: about?.tfjs ?? 'unknown',
    from: shown.source,
    pictures: reel.pictures(),
    ...(assignment && { assignment }),
  });
  const name = fileName(figure, assignment ? 'answer' : 'run', 'json');
  save(name, jsonFile(toText(file, 1)));
  return name;
}

interface SaveRunProps {
  figure: Figure;
  number: string;
  about: About | undefined;
  say: (sentence: string) => void;
}

export function SaveRun({ figure, number, about, say }: SaveRunProps) {
  return (
    <>
      <Button onPress={() => say(`Saved ${saveRun(figure, number, about)}.`)}>save the run (JSON)</Button>
      <p className="small">Settings, seeds, versions, every number and every picture that was shown.</p>
    </>
  );
}

/** Choosing a file does what dropping it on the figure does. */
export function OpenRun({ figure, say }: Pick<SaveRunProps, 'figure' | 'say'>) {
  const open = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (!file) return;
    const shown = await openRun(figure, file);
    input.value = ''; // so that the same file can be chosen again
    say(shown ? `Opened ${file.name}.` : `${file.name} could not be opened; the figure says why.`);
  };
  return (
    <label className="takeaway-open">
      or open one, or drop it on the figure
      <input type="file" accept=".json,application/json" onChange={(event) => void open(event.currentTarget)} />
    </label>
  );
}
