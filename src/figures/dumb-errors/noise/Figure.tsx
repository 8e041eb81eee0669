/** `dumb-errors/noise`: errors in noise against the nearest error, digit by digit, and two remedies. */
import { useCallback, useMemo, useState } from 'react';
import type { Outcome } from '../../../core/outcomes.ts';
import { lab } from '../../../lab/page.ts';
import { Matrix } from '../../../plots/matrix.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure, type Figure } from '../../../ui/figure-frame/use-figure.ts';
import { useProbe } from '../../../ui/figure-frame/use-probe.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { LawChart } from './LawChart.tsx';
import { OneDigit, Picker } from './OneDigit.tsx';
import { lawCurve, lawText, remedyTable } from './reading.ts';
import { noiseKey, type NoiseAnswer, type NoiseQuestion, type NoiseView } from './types.ts';

export default function NoiseFigure({ number, recording, sources }: FigureProps<NoiseView>) {
  const figure = useKnobbed(useFigure(declaration, recording, lab));
  const { values, view, change, live, veiled } = figure;
  const { sigma, network, digit } = values;
  const [drawn, setDrawn] = useState<Uint8Array>();

  const question = useMemo<NoiseQuestion>(
    () => ({ picture: drawn ? { from: 'drawn', pixels: drawn } : { from: 'test', index: digit }, network, sigma }),
    [drawn, digit, network, sigma],
  );
  // the recording keeps what the experiment's probe answered, under keys that only it writes
  const recorded = drawn ? undefined : (recording?.probes[noiseKey(digit, network, sigma)] as NoiseAnswer | undefined);
  const answer = useProbe(figure, 'inNoise', question, recorded);
  const pick = useCallback(
    (index: number) => {
      setDrawn(undefined);
      change({ digit: index });
    },
    [change],
  );
  return (
    <FigureFrame figure={figure} number={number} sources={sources} own={['digit']} readout={lawText(view, network, sigma)}>
      <div className="column">
        <LawChart figure={figure} answer={answer.value} drawn={drawn !== undefined} onPick={pick} />
        <div className="at-desk">{!veiled && <Remedies view={view} sigma={sigma} />}</div>
      </div>
      <div className="column" hidden={veiled}>
        <OneDigit answer={answer.value} sigma={(answer.to ?? question).sigma} problem={answer.problem} />
        <fieldset className="bare" disabled={!live}>
          <Picker digit={digit} drawn={drawn !== undefined} onPick={pick} onDraw={setDrawn} />
        </fieldset>
      </div>
    </FigureFrame>
  );
}

/** The same figure, its curves drawn for the network and the noise on the knobs, whatever they were when a run began. */
function useKnobbed(figure: Figure<typeof declaration.params, NoiseView>): typeof figure {
  const { sigma, network } = figure.values;
  const curveOf = (outcome: Outcome<typeof declaration.params, NoiseView>, curve: string) =>
    lawCurve(outcome.view, network, sigma, curve) ?? figure.curveOf(outcome, curve);
  return { ...figure, curveOf };
}

function Remedies({ view, sigma }: { view: NoiseView | undefined; sigma: number }) {
  if (!view || view.studies.length === 0) return null;
  return (
    <Matrix
      title={`Two remedies, at σ = ${Number(sigma.toFixed(2))}`}
      caption="Errors on 1,000 test digits, as they are and in noise; median length of the shortest push."
      corner="network"
      rows={['plain', 'trained in noise', 'trained on pushes']}
      columns={['errors', 'errors in noise', 'nearest error']}
      values={remedyTable(view, sigma).map((v, k) => (k % 3 === 2 ? Number(v.toFixed(2)) : v))}
      unit={['percent', 'percent', 'plain']}
      concept="attack"
      shade={(value, column) => (column < 2 ? 2 * value : 0)}
    />
  );
}
