/** `forget/arithmetic`: every fact with its answer, and the share of right ones over the epochs. */
import { useState } from 'react';
import { format } from '../../../core/format.ts';
import { lab } from '../../../lab/page.ts';
import { heightAt, pointsOf } from '../../../plots/curves.ts';
import { LineChart } from '../../../plots/line-chart.tsx';
import { Scrubber } from '../../../ui/controls/scrubber.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { pictureAt, useReplay } from '../../../ui/figure-frame/replay.ts';
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
  const { shown, veiled } = figure;
  const replay = useReplay(figure);
  const [moved, setMoved] = useState(false);
  const { epochsOnes, epochsTwos, epochsAgain } = shown.values;
  const onesAgain = epochsOnes + epochsTwos;
  // the reader who guesses sees what the first lesson left; a page that was just opened shows the end of the twos
  const start = veiled ? epochsOnes : shown.source === 'recording' && !moved ? onesAgain : undefined;
  const view = (start === undefined ? replay.now : pictureAt(replay.pictures, start))?.view;
  const seek = (t: number) => {
    setMoved(true);
    replay.seek(t);
  };

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
          cursor={view && { x: view.epoch, onMove: figure.live ? seek : undefined }}
          height={270}
        />
        {view && !veiled && (
          <fieldset className="bare" disabled={!figure.live}>
            <Scrubber label="epoch" at={replay.pictures.map((p) => p.t)} value={view.epoch} onChange={seek} />
          </fieldset>
        )}
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
