/** "Spread, not luck": the same settings with many seeds, drawn on the figure's charts and counted claim by claim. */
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { chartsOf } from '../../../core/charts.ts';
import type { FigureState } from '../../../core/permalinks.ts';
import { Button } from '../../controls/button.tsx';
import { Fold } from '../../controls/fold.tsx';
import { NumberField } from '../../controls/number-field.tsx';
import type { PanelProps } from '../../figure-frame/panels.tsx';
import { SpokenSummary } from '../../figure-frame/spoken-summary.tsx';
import { typeset } from '../../figure-frame/typeset.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { valueChanges } from '../changes.ts';
import { measuredCurves, reachOf } from '../curves-of.ts';
import { useOnScreen } from '../use-on-screen.ts';
import { DotStrip } from './dot-strip.tsx';
import { SeedRuns, type SpreadSnapshot } from './seed-runs.ts';
import { sentenceOf } from './sentences.ts';
import { spreadLayer } from './spread-layer.tsx';
import { MeasuresTable, SeedsTable } from './spread-tables.tsx';
import { measuredRows, talliesOf, tallyText } from './tallies.ts';
import { tellRun } from './tell-run.ts';
import './spread.css';

const FEWEST = 2;
const MOST = 50;
/** More curves than this are a smear, and take memory. */
const MOST_KEPT = 200;
/** Points of a curve that are kept. */
const POINTS = 200;

export default function SpreadPanel({ figure }: PanelProps) {
  const { declaration, lab } = figure;
  const root = useRef<HTMLDivElement>(null);
  const [session] = useState(() => lab.createSession(declaration));
  const [runs] = useState(
    () =>
      new SeedRuns(
        session,
        (outcome) => measuredCurves(figure, outcome, POINTS),
        (run) => tellRun(declaration.id, run),
      ),
  );
  const spread = useSyncExternalStore(runs.subscribe, runs.snapshot, runs.snapshot);
  const [count, setCount] = useState(10);
  useOnScreen(session, root);
  useSpreadLayers(figure, runs, spread);

  const { state, finished, values, seeds } = spread;
  const going = state.status === 'running' || state.status === 'paused';
  const changes = values ? valueChanges(declaration.params, values, figure.values) : [];
  const same = values !== undefined && changes.length === 0;
  const more = same && finished.length > 0 ? Math.min(count, MOST_KEPT - finished.length) : 0;
  const tallies = values ? talliesOf(declaration.params, declaration.claims, values, finished) : [];
  const rows = values ? measuredRows(tallies, declaration.claims, finished) : [];
  const shown = values && isShown(figure, { values, seeds: seeds ?? figure.state.seeds }) ? figure.shown.seeds.master : undefined;

  const show = (seed: number) => {
    if (!values || !seeds) return;
    const wanted: FigureState = { values: settingsOf(declaration.params, values, figure.values), seeds: { ...seeds, master: seed } };
    figure.change(wanted.values);
    figure.reseed(wanted.seeds);
    figure.session.run(wanted);
  };

  return (
    <div className="spread-panel" ref={root}>
      <p className="small">
        Runs the settings on the knobs again with the next seeds, one after another. Each seed is a hairline on the charts, the band holds the middle 80 %, and
        the line in it is the median.
      </p>
      <div className="row">
        <NumberField label="seeds" value={count} min={FEWEST} max={MOST} onChange={(n = 10) => setCount(n)} />
        {going ? (
          <>
            {state.status === 'paused' ? <Button onPress={() => runs.resume()}>Go on</Button> : <Button onPress={() => runs.pause()}>Pause seeds</Button>}
            <Button onPress={() => runs.stop()}>Stop seeds</Button>
          </>
        ) : (
          <>
            <Button onPress={() => (more > 0 ? runs.goOn(more) : runs.start(figure.state, count))}>
              {more > 0 ? `Run ${more} more seeds` : `Run ${count} seeds`}
            </Button>
            <Button onPress={() => runs.clear()} unavailable={finished.length === 0}>
              Clear
            </Button>
          </>
        )}
      </div>
      <p className="spread-state">{sentenceOf(spread)}</p>
      <SpokenSummary status={state.status} sentence={[sentenceOf(spread), ...tallies.map((t) => `${capital(tallyText(t, going))}.`)].join(' ')} />
      {values && finished.length > 0 && (
        <>
          {changes.length > 0 && <p className="small">These seeds ran at other settings: {changes.map(({ label, from }) => `${label} ${from}`).join(', ')}.</p>}
          <ul className="spread-claims">
            {tallies.map((t) => (
              <li key={t.claim.id}>
                <strong className={t.held < t.of * t.claim.share ? 'missed' : ''}>{capital(tallyText(t, going))}</strong> {typeset(t.claim.text)}
              </li>
            ))}
            {tallies.length === 0 && <li>No claim of this figure is tested at these settings.</li>}
          </ul>
          <MeasuresTable rows={rows} of={finished.length} />
          <div className="strips">
            {rows.map((row) => (
              <DotStrip key={row.key} row={row} shown={shown} onPick={show} />
            ))}
          </div>
          <Fold summary={`each of the ${finished.length} seeds`}>
            <SeedsTable runs={finished} rows={rows} tallies={tallies} shown={shown} onPick={show} />
          </Fold>
        </>
      )}
    </div>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What the runs were made with; knobs that ask for no run stay where the reader has them. */
function settingsOf(table: Figure['declaration']['params'], ran: FigureState['values'], now: FigureState['values']): FigureState['values'] {
  return Object.fromEntries(Object.entries(now).map(([key, value]) => [key, table[key]?.effect === 'rerun' ? (ran[key] ?? value) : value]));
}

/** Whether the figure shows a run of the spread's settings. */
function isShown({ declaration, shown }: Figure, { values, seeds }: FigureState): boolean {
  const fixed = JSON.stringify(shown.seeds.streams) === JSON.stringify(seeds.streams);
  return fixed && valueChanges(declaration.params, values, shown.values).length === 0;
}

/** Draws on every chart of the figure while there is something to draw. */
function useSpreadLayers({ declaration, layers }: Figure, runs: SeedRuns<Figure['declaration']['params'], unknown>, { finished, state }: SpreadSnapshot): void {
  const [charts] = useState(() => Object.entries(chartsOf(declaration)).map(([chart, spec]) => ({ chart, spec, Layer: spreadLayer(runs, spec) })));
  const drawn = finished.length > 0 || state.status === 'running' || state.status === 'paused';
  useEffect(() => {
    if (!drawn) return;
    for (const { chart, spec, Layer } of charts) {
      const reach = reachOf(finished.flatMap(({ curves }) => Object.keys(spec.curves).flatMap((key) => (curves[key] ? [curves[key]] : []))));
      layers.put(chart, 'spread', Layer, reach && { reach });
    }
  }, [charts, layers, drawn, finished]);
  useEffect(() => {
    if (!drawn) return;
    return () => charts.forEach(({ chart }) => layers.put(chart, 'spread', undefined));
  }, [charts, layers, drawn]);
}
