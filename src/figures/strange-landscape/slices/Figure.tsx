/** `strange-landscape/slices`: the same loss, cut along planes of four kinds, around a network without skips and one with. */
import { useMemo, useState } from 'react';
import { lab } from '../../../lab/page.ts';
import { FIRST_VIEW, type View } from '../../../plots/surface/surface.tsx';
import { Matrix } from '../../../plots/matrix.tsx';
import { FigureFrame } from '../../../ui/figure-frame/figure-frame.tsx';
import { useFigure } from '../../../ui/figure-frame/use-figure.ts';
import { useProbe } from '../../../ui/figure-frame/use-probe.ts';
import type { FigureProps } from '../../../ui/figure-props.ts';
import { StandardChart } from '../../../ui/standard-figure.tsx';
import { declaration } from './declaration.ts';
import { Ground } from './Ground.tsx';
import { cutCurve, KIND_NAMES, slicesText, tableOf, type Shown } from './reading.ts';
import { isKept, KINDS, sliceKey, type OfBoth, type Slice, type SliceQuestion, type SlicesView } from './types.ts';
import './slices.css';

export default function SlicesFigure({ number, recording, sources }: FigureProps<SlicesView>) {
  const figure = useFigure(declaration, recording, lab, cutCurve);
  const { view, veiled } = figure;
  const { directions: kind, reach, stretch, look } = figure.values;
  // every run keeps the planes as they are; others are asked for
  const question = useMemo<SliceQuestion | undefined>(() => {
    const asked = { kind, reach, stretch };
    return isKept(asked) ? undefined : asked;
  }, [kind, reach, stretch]);
  // the recording keeps what the experiment's probe answered, under keys that only it writes
  const recorded = question && (recording?.probes[sliceKey(question)] as OfBoth<Slice> | undefined);
  const answer = useProbe<SliceQuestion, OfBoth<Slice>, typeof declaration.params, SlicesView>(figure, 'slice', question, recorded);
  const kept = view && { to: { kind, reach: 1, stretch: 1 }, slices: view.slices[kind] };
  const shown: Shown | undefined = question && answer.value && answer.to ? { to: answer.to, slices: answer.value } : kept;
  const [at, setAt] = useState<View>(FIRST_VIEW);
  const ground = { shown, look, view: at, onTurn: setAt };
  return (
    <FigureFrame figure={figure} number={number} sources={sources} readout={answer.problem ?? (shown ? slicesText(view, shown) : '')}>
      <div className="slices-plots" hidden={veiled}>
        <Ground net="plain" {...ground} />
        <Ground net="skips" {...ground} />
        <div className="at-desk">
          <StandardChart figure={figure} chart="cut" />
          {view?.stage === 'done' && <Table view={view} />}
        </div>
      </div>
    </FigureFrame>
  );
}

/** What each kind of plane makes of the same two networks. */
function Table({ view }: { view: SlicesView }) {
  return (
    <Matrix
      title="What the choice of directions makes of it"
      caption="Rough: mean second difference of log(1 + loss) between neighbouring places of the slice. Way shown: the share of training’s way that lies in the plane, of the network with more of it."
      corner="directions"
      rows={KINDS.map((kind) => KIND_NAMES[kind])}
      columns={['rough without', 'rough with', 'way shown']}
      values={tableOf(view)}
      unit={['plain', 'plain', 'percent']}
      concept="wrong"
      shade={(value, column) => (column < 2 ? value / 0.15 : 0)}
    />
  );
}
