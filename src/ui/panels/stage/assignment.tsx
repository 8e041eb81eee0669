/** A question that came with a link, a field for the answer, and both saved with the run as one file. Nothing is sent anywhere. */
import { useId, useState } from 'react';
import { LONGEST_ANSWER } from '../../../core/run-file.ts';
import { Button } from '../../controls/button.tsx';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { fetchAbout } from '../takeaway/about.ts';
import { saveRun } from '../takeaway/run.tsx';
import { answers, answerTo, keepAnswer } from './answers.ts';

interface AssignmentProps {
  figure: Figure;
  number: string;
  question: string;
  /** Keys of what the link holds. */
  fixed: readonly string[];
}

export function Assignment({ figure, number, question, fixed }: AssignmentProps) {
  const id = useId();
  const figureId = figure.declaration.id;
  const [answer, setAnswer] = useState(() => answerTo(figureId, question));
  const [said, setSaid] = useState('');
  const write = (text: string) => {
    setAnswer(text);
    keepAnswer(figureId, question, text);
    setSaid(answers.problem() ?? '');
  };
  const save = async () => {
    // the versions are good to have; without a connection the file says that they are unknown
    const about = await fetchAbout(figureId).catch(() => undefined);
    setSaid(`Saved ${saveRun(figure, number, about, { question, answer, fixed })}. Hand in this file: it holds the question, your answer and the run.`);
  };
  return (
    <div className="assignment">
      <p className="stage-title" id={`${id}q`}>
        Question
      </p>
      <p className="stage-question">{question}</p>
      <label htmlFor={id}>Your answer</label>
      <textarea id={id} rows={4} maxLength={LONGEST_ANSWER} value={answer} aria-describedby={`${id}q`} onChange={(event) => write(event.currentTarget.value)} />
      <div className="row">
        <Button onPress={() => void save()}>save answer and run as a file</Button>
        <span className="small">
          {figure.shown.source === 'recording'
            ? 'You have not run it yet: the file would hold the recording.'
            : 'It stays on this device until you hand it in.'}
        </span>
      </div>
      <p role="status">{said}</p>
    </div>
  );
}
