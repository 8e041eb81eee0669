/** `forget/arithmetic`: every fact with its answer, and the share of right ones over the epochs. */
import { useEffect } from 'react';
import { format } from '../../../core/format.ts';
import { lab } from '../../../lab/page.ts';
import { heightAt, pointsOf } from '../../../plots/curves.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import './arithmetic.css';
import { declaration } from './declaration.ts';
import { FactTable } from './FactTable.tsx';
import { arithmeticText, tableTitle } from './reading.ts';
import type { ArithmeticView } from './types.ts';

export default function ArithmeticFigure({ number, recording, sources }: FigureProps<ArithmeticView>) {
  const figure = useFigure(declaration, recording, lab);
  const { shown, veiled, live, replay } = figure;
  const { epochsOnes, epochsTwos, epochsAgain } = shown.values;
  const onesAgain = epochsOnes + epochsTwos;
  const upTo = (t: number) => replay.pictures.findLast((p) => p.t <= t)?.view;
  // the reader who guesses sees what the first lesson left
  const view = veiled ? upTo(epochsOnes) : live ? figure.view : upTo(onesAgain);

  // the recording opens at the end of the twos: that is what the figure is about
  const { seek } = replay;
  const { source } = shown;
  useEffect(() => {
    if (live && source === 'recording') seek(onesAgain);
    // where the reader goes afterwards is the reader's choice
    // oxlint-disable-next-line react/exhaustive-deps
  }, [live, source]);

  const chart = useChart(figure, 'facts');
  const sentence = view ? arithmeticText(view) : 'Press Run to practise the ones, then the twos, then the ones again.';
  const at = (key: keyof typeof declaration.series) => format(heightAt(pointsOf(shown.trace, key, Infinity), view?.epoch ?? 0), 'percent');
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={sentence}>
      <div className="column">
        <FactTable title={view ? tableTitle(view) : 'Facts to be learned'} answers={view?.answers} />
      </div>
      <div className="column">
        <LineChart
          {...chart}
          description={veiled ? '' : `Facts right over ${shown.trace.t.length} epochs. ${sentence}`}
          x={{ ...chart.x, domain: [0, onesAgain + epochsAgain] }}
          marks={[
            { x: epochsOnes, label: 'twos' },
            { x: onesAgain, label: 'ones' },
          ]}
          height={270}
        />
        <p className="legend">
          <span className="key measured" /> ones, then twos, then ones
          <br />
          <span className="key expected" /> both together from the same start:{' '}
          {view ? `${at('jointOnes')} of the ones right, ${at('jointTwos')} of the twos` : 'what was possible'}
        </p>
      </div>
    </FigureFrame>
  );
}
