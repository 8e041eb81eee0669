/** `dumb-errors/perturbation`: a digit, the push, what comes of it, and how often. */
import { useCallback, useMemo, useState } from 'react';
import { check } from '../../../core/params.ts';
import { lab } from '../../../lab/page.ts';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import { useProbe } from '../../../ui/figure-frame/use-probe.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { AccuracyChart, attackCurve } from './AccuracyChart.tsx';
import { declaration } from './declaration.ts';
import { DigitPicker } from './DigitPicker.tsx';
import { PushLengths } from './PushLengths.tsx';
import { fooledNear, stageText } from './reading.ts';
import { attackKey, galleryKey, type AttackAnswer, type AttackQuestion, type GalleryAnswer, type GalleryQuestion, type PerturbationView } from './types.ts';
import { Triptych } from './Triptych.tsx';

const GALLERY: GalleryQuestion = { each: 2 };

export default function PerturbationFigure({ number, recording, sources }: FigureProps<PerturbationView>) {
  const figure = useFigure(declaration, recording, lab, attackCurve);
  const { values, shown, view, change } = figure;
  const { digit, method, epsilon, target } = values;
  const [drawn, setDrawn] = useState<Uint8Array>();

  const question = useMemo<AttackQuestion>(
    () => ({
      picture: drawn ? { from: 'drawn', pixels: drawn } : { from: 'test', index: digit },
      method,
      epsilon,
      ...(method === 'targeted' && { target: Number(target) }),
    }),
    [drawn, digit, method, epsilon, target],
  );
  const kept = recording?.probes ?? {};
  // the recording keeps what the experiment's probes answered, under keys that only they write
  const recorded = drawn ? undefined : (kept[attackKey(digit, method, epsilon)] as AttackAnswer | undefined);
  const answer = useProbe(figure, 'attack', question, recorded);
  const gallery = useProbe(figure, 'gallery', GALLERY, kept[galleryKey] as GalleryAnswer | undefined);
  const setEpsilon = useCallback((at: number) => change({ epsilon: check(declaration.params.epsilon, Math.round(at * 100) / 100).value }), [change]);

  const pick = (index: number) => {
    setDrawn(undefined);
    change({ digit: index });
  };

  const curves = view?.curves;
  const setOf = (from: typeof answer.from) => (from === 'recording' ? declaration.params.set.default : shown.values.set);
  return (
    <FigureFrame figure={figure} number={number} sources={sources} own={['digit']} readout={stageText(view, epsilon)} readouts={fooledNear(curves, epsilon)}>
      <div className="column" hidden={figure.veiled}>
        <Triptych
          answer={answer.value}
          asked={answer.to ?? question}
          set={setOf(answer.from)}
          problem={answer.problem}
          old={shown.source !== 'recording' && answer.from === 'recording'}
        />
        <fieldset className="bare" disabled={!figure.live}>
          <DigitPicker
            samples={gallery.value ?? view?.samples}
            set={gallery.value ? setOf(gallery.from) : shown.values.set}
            digit={digit}
            drawn={drawn}
            onPick={pick}
            onDraw={setDrawn}
          />
        </fieldset>
      </div>
      <div className="column">
        <AccuracyChart figure={figure} onEpsilon={figure.live ? setEpsilon : undefined} />
        {!figure.veiled && <PushLengths distances={view?.distances} set={shown.values.set} />}
      </div>
    </FigureFrame>
  );
}
