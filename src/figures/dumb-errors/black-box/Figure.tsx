/** `dumb-errors/black-box`: what the attacker sees, what comes of it, and what more questions bring. */
import { useMemo } from 'react';
import { check } from '../../../core/params.ts';
import { lab } from '../../../lab/page.ts';
import { Gallery } from '../../../plots/gallery.tsx';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration } from './declaration.ts';
import { flipCurve, flipText } from './reading.ts';
import type { BlackBoxView } from './types.ts';

export default function BlackBoxFigure({ number, recording, sources }: FigureProps<BlackBoxView>) {
  const figure = useFigure(declaration, recording, lab, flipCurve);
  const { values, shown, change, live, veiled } = figure;
  const queries = useChart(figure, 'queries');
  const size = useChart(figure, 'size');
  const { view } = figure;
  const text = view ? flipText(view, values.epsilon) : '';
  const last = shown.values.seeds * 2 ** shown.values.rounds;
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={text}>
      <div className="column">
        <Sides view={view} told={!veiled} />
      </div>
      <div className="column">
        <LineChart {...queries} x={{ ...queries.x, domain: [0, Math.max(last, 100)] }} description={describeEnds(queries.lines, 'percent')} />
        {view?.flips && !veiled && (
          <LineChart
            {...size}
            x={{ ...size.x, domain: [0, declaration.params.epsilon.max] }}
            description={text}
            cursor={{
              x: values.epsilon,
              onMove: live ? (at) => change({ epsilon: check(declaration.params.epsilon, Math.round(at * 20) / 20).value }) : undefined,
            }}
            height={210}
          />
        )}
      </div>
    </FigureFrame>
  );
}

/** The pictures on both sides of the wall. `told`: also what became of the attack. */
function Sides({ view, told }: { view: BlackBoxView | undefined; told: boolean }) {
  const { asked, pushed } = view ?? {};
  const heard = useMemo(() => Array.from(asked?.answers ?? [], (answer) => ({ value: `“${answer}”` })), [asked]);
  const flipped = useMemo(
    () =>
      Array.from(pushed?.answers ?? [], (answer, k) => {
        const was = pushed?.before[k] ?? answer;
        return { value: was === answer ? `“${was}”` : `“${was}” → “${answer}”`, marked: was !== answer };
      }),
    [pushed],
  );
  if (!asked) {
    return (
      <div className="chart">
        <p className="chart-title">What the attacker sees</p>
        <p className="waiting">{view ? 'The victim is still learning to read.' : 'The attacker waits for a victim. Press Run.'}</p>
      </div>
    );
  }
  return (
    <>
      <Gallery title="All that the attacker sees: their own pictures, and the answers" pixels={asked.pixels} labels={heard} />
      {pushed && told && (
        <Gallery title="Test digits, pushed against the substitute by ε = 0.2: the victim’s answers" pixels={pushed.pixels} labels={flipped} />
      )}
    </>
  );
}
