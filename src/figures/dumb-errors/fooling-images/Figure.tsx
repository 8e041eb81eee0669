/** `dumb-errors/fooling-images`: ten pictures of nothing, how sure the network became of them, and the control. */
import { lazy, useMemo, useState } from 'react';
import { format } from '../../../core/format.ts';
import { lab } from '../../../lab/page.ts';
import { Bars } from '../../../plots/bars.tsx';
import { Gallery } from '../../../plots/gallery.tsx';
import { Histogram } from '../../../plots/histogram.tsx';
import { LineChart } from '../../../plots/line-chart.tsx';
import { LazyFold } from '../../../ui/controls/lazy-fold.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import { useFigure, type Figure } from '../../../ui/figure-frame/use-figure.ts';
import { useProbe } from '../../../ui/figure-frame/use-probe.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { declaration, SURE } from './declaration.ts';
import { foolingCurve, foolingText, lastGeneration, meanOf, sureText } from './reading.ts';
import type { FoolingValues, FoolingView, ReadAnswer, ReadQuestion } from './types.ts';

const DrawPad = lazy(() => import('../../../ui/inputs/draw-pad.tsx'));
const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

type Fooling = Figure<typeof declaration.params, FoolingView>;

export default function FoolingFigure({ number, recording, sources }: FigureProps<FoolingView>) {
  const figure = useFigure(declaration, recording, lab, foolingCurve);
  const { shown, values } = figure;
  const chart = useChart(figure, 'confidence');
  const { view } = figure;
  const text = view ? foolingText(view) : '';
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={text}>
      <div className="column">
        <Pictures view={view} shown={figure.veiled ? 'evolved' : values.shown} />
        <Own figure={figure} />
      </div>
      <div className="column">
        <LineChart
          {...chart}
          x={{ ...chart.x, domain: [0, lastGeneration(shown.values)] }}
          description={text}
          marks={shown.values.retrain ? [{ x: shown.values.generations, label: 'taught to refuse' }] : []}
        />
        {view?.noise && (
          <Histogram
            title="Plain noise: how sure the network is of 1,000 pictures that nobody chose"
            description={`On average ${format(meanOf(view.noise), 'percent')} sure.`}
            counts={view.noise.histogram}
            x={{ label: 'confidence in its answer', domain: [0, 1], unit: 'percent', ticks: 5 }}
            concept="noise"
          />
        )}
      </div>
    </FigureFrame>
  );
}

const TITLES: Readonly<Record<FoolingValues['shown'], string>> = {
  evolved: 'Evolved, one for each digit',
  climbed: 'Climbed along the slope, one for each digit',
  noise: 'Plain noise, and what it is read as',
  again: 'Evolved again, against the network that refuses the first ten',
};

function Pictures({ view, shown }: { view: FoolingView | undefined; shown: FoolingValues['shown'] }) {
  const set = view?.[shown];
  const labels = useMemo(() => {
    if (!set) return [];
    const named = 'named' in set ? Array.from(set.named) : CLASSES.map(Number);
    return named.map((name, k) => ({ text: `${name}`, value: sureText(set.confidence[k] ?? NaN), marked: (set.confidence[k] ?? 0) >= SURE }));
  }, [set]);
  if (!set) {
    return (
      <div className="chart">
        <p className="chart-title">{TITLES[shown]}</p>
        <p className="waiting">{view ? 'The run has not come to these pictures.' : 'The pictures wait for a trained network. Press Run.'}</p>
      </div>
    );
  }
  return <Gallery title={TITLES[shown]} pixels={set.pixels} labels={labels} />;
}

/** The reader's own nonsense. */
function Own({ figure }: { figure: Fooling }) {
  const [pixels, setPixels] = useState<Uint8Array>();
  const question = useMemo<ReadQuestion | undefined>(() => pixels && { pixels }, [pixels]);
  const answer = useProbe<ReadQuestion, ReadAnswer, typeof declaration.params, FoolingView>(figure, 'read', question, undefined);
  return (
    <fieldset className="bare" disabled={!figure.live}>
      <LazyFold summary="draw some nonsense of your own">
        <DrawPad onDraw={setPixels} />
        {answer.value && <Bars values={answer.value.probabilities} classes={CLASSES} label="what the network makes of your drawing" />}
        {answer.problem && <p className="waiting">{answer.problem}</p>}
      </LazyFold>
    </fieldset>
  );
}
