/** `dumb-errors/perturbation`: a digit, the push, what comes of it, and how often. */
import { useCallback, useMemo, useState } from 'react';
import { check } from '../../../core/params.ts';
import { deviceStore } from '../../../lab/device-store.ts';
import { createSession } from '../../../lab/session.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import { useProbe } from '../../../ui/figure-frame/use-probe.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { AccuracyChart } from './AccuracyChart.tsx';
import { declaration } from './declaration.ts';
import { DigitPicker } from './DigitPicker.tsx';
import { PushLengths } from './PushLengths.tsx';
import { answerText, curvesText } from './reading.ts';
import { attackKey, galleryKey, type AttackAnswer, type AttackQuestion, type GalleryAnswer, type GalleryQuestion, type PerturbationView } from './types.ts';
import { Triptych } from './Triptych.tsx';

const LAB = { createSession, device: deviceStore };
const GALLERY: GalleryQuestion = { each: 2 };

export default function PerturbationFigure({ number, recording, sources }: FigureProps<PerturbationView>) {
  const figure = useFigure(declaration, recording, LAB);
  const { values, shown, change } = figure;
  const { digit, method, epsilon } = values;
  const [drawn, setDrawn] = useState<Uint8Array>();

  const question = useMemo<AttackQuestion>(() => ({ picture: drawn ? { from: 'drawn', pixels: drawn } : { from: 'test', index: digit }, method, epsilon }), [drawn, digit, method, epsilon]);
  const kept = recording?.probes ?? {};
  // the recording keeps what the experiment's probes answered, under keys that only they write
  const recorded = drawn ? undefined : (kept[attackKey(digit, method, epsilon)] as AttackAnswer | undefined);
  const answer = useProbe(figure, 'attack', question, recorded);
  const gallery = useProbe(figure, 'gallery', GALLERY, kept[galleryKey] as GalleryAnswer | undefined);
  const setEpsilon = useCallback((at: number) => change({ epsilon: check(declaration.params.epsilon, Math.round(at * 100) / 100).value }), [change]);

  const curves = shown.view?.curves;
  const readout = [answer.problem ?? (answer.value && answerText(answer.value)), curves && curvesText(curves, epsilon)].filter(Boolean).join(' ');
  return (
    <FigureFrame
      figure={figure}
      number={number}
      sources={sources}
      own={['digit']}
      readout={readout}
      input={<DigitPicker samples={gallery.value ?? shown.view?.samples} digit={digit} drawn={drawn} onPick={(index) => (setDrawn(undefined), change({ digit: index }))} onDraw={setDrawn} />}
    >
      <Triptych answer={answer.value} asked={question} />
      <AccuracyChart view={shown.view} trace={shown.trace} epsilon={epsilon} onEpsilon={figure.live ? setEpsilon : undefined} />
      {shown.view?.distances && <PushLengths distances={shown.view.distances} />}
    </FigureFrame>
  );
}
