/** "Pin run A, change one knob, overlay run B": pinned runs on the charts, what was changed, and by how much the measures differ. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { chartsOf } from '../../../core/charts.ts';
import { format } from '../../../core/format.ts';
import type { ParamTable } from '../../../core/params.ts';
import { Button } from '../../controls/button.tsx';
import type { PanelProps } from '../../figure-frame/panels.tsx';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { changesBetween } from '../changes.ts';
import { reachOf } from '../curves-of.ts';
import { deltaText, knownIn, measuresOf, valueOf } from './deltas.ts';
import { MARKERS } from './markers.ts';
import { PIN_NAMES, pinShown, pinsOf, type Pin, type PinName } from './pins.ts';
import { pinNames, pinsLayer } from './pins-layer.tsx';
import './compare.css';

const NONE: readonly Pin[] = [];

export default function ComparePanel({ figure }: PanelProps) {
  const { declaration, shown } = figure;
  const { params } = declaration;
  const [store] = useState(() => pinsOf(declaration.id, params));
  const pins = useSyncExternalStore(store.subscribe, store.get, () => NONE);
  const [said, setSaid] = useState('');
  usePinLayers(figure, pins);

  const twin = pins.find((pin) => changesBetween(params, pin, shown).length === 0);
  const what = shown.source === 'recording' ? 'the recording' : 'this run';
  const why = reasonAgainst(figure, pins, twin);
  const pin = () => {
    const added = pinShown(figure, pins);
    if (!added) return;
    store.update((now) => [...now, added].sort((a, b) => (a.name < b.name ? -1 : 1)));
    setSaid(`Pinned as ${added.name}.`);
  };
  const unpin = (name: PinName) => {
    if (pins.length > 1) store.update((now) => now.filter((p) => p.name !== name));
    else store.erase(); // nothing is kept of nothing: the fold stays shut after a reload
    setSaid(`Pin ${name} is taken away.`);
  };

  return (
    <div className="compare-panel">
      <p className="small">Keeps a run on the charts while you change a knob and run again. Up to four, until you close the tab.</p>
      <div className="row">
        <Button onPress={pin} unavailable={why !== undefined}>
          Pin {what}
        </Button>
        <span role="status">{said}</span>
        {why && <span className="small">{why}</span>}
      </div>
      {store.problem() && <p className="small">{store.problem()}</p>}
      {pins.length > 0 && (
        <>
          <p className="small">From each pin to {shown.source === 'recording' ? 'the recording' : 'the shown run'}:</p>
          <ul className="pins" aria-label="pinned runs">
            {pins.map((p) => (
              <li key={p.name}>
                <PinKey name={p.name} />
                <span>{whatChanged(params, p, figure)}</span>
                <Button look="link" label={`unpin ${p.name}`} onPress={() => unpin(p.name)}>
                  unpin
                </Button>
              </li>
            ))}
          </ul>
          <Measures figure={figure} pins={pins} />
          <p className="small">Under a pin’s number stands the way from it to the shown run’s.</p>
        </>
      )}
    </div>
  );
}

/** Why the shown run cannot be pinned now. */
function reasonAgainst({ shown }: Figure, pins: readonly Pin[], twin: Pin | undefined): string | undefined {
  const { status } = shown.state;
  if (status === 'running' || status === 'warming') return 'A run can be pinned once it stands still.';
  if (shown.trace.t.length === 0) return 'There is no run yet. Press Run.';
  if (twin) return `It is pinned as ${twin.name}.`;
  return pins.length >= PIN_NAMES.length ? 'Four runs are pinned. Unpin one to make room.' : undefined;
}

/** E.g. "angle φ: 60° → 130°; seed: 0 → 3". From the pin to the shown run. */
function whatChanged<T extends ParamTable>(table: T, pin: Pin<T>, { shown }: Pick<Figure<T>, 'shown'>): string {
  const changes = changesBetween(table, pin, shown);
  if (changes.length === 0) return 'the same settings as the shown run';
  return changes.map(({ label, from, to }) => `${label}: ${from} → ${to}`).join('; ');
}

function PinKey({ name }: { name: PinName }) {
  return (
    <b className="pin-key">
      <svg className="glyph" viewBox="-6 -6 12 12" aria-hidden="true">
        <path d={MARKERS[name]} />
      </svg>
      {` pin ${name}`}
    </b>
  );
}

/** Measures of the shown run, and of each pin with the way from it to the shown run. */
function Measures({ figure, pins }: { figure: Figure; pins: readonly Pin[] }) {
  const { shown, declaration } = figure;
  const now = shown.measures ?? {};
  const print = (value: number, unit: Parameters<typeof format>[1]) => (Number.isNaN(value) ? '–' : format(value, unit));
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">measured</th>
          <th scope="col">{shown.source === 'recording' ? 'the recording' : 'shown run'}</th>
          {pins.map(({ name }) => (
            <th key={name} scope="col">
              pin {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {knownIn(measuresOf(declaration.claims), [now, ...pins.map(({ measures }) => measures)]).map(({ measure, label, unit }) => (
          <tr key={measure}>
            <th scope="row">{label}</th>
            <td>{print(valueOf(now, measure), unit)}</td>
            {pins.map((pin) => {
              const was = valueOf(pin.measures, measure);
              return (
                <td key={pin.name}>
                  {print(was, unit)} <span className="delta">{deltaText(was, valueOf(now, measure), unit)}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function usePinLayers({ declaration, layers }: Figure, pins: readonly Pin[]): void {
  useEffect(() => {
    for (const [chart, spec] of Object.entries(chartsOf(declaration))) {
      const own = pins.filter((pin) => Object.keys(spec.curves).some((key) => pin.curves[key]));
      const reach = reachOf(own.flatMap((pin) => Object.keys(spec.curves).flatMap((key) => (pin.curves[key] ? [pin.curves[key]] : []))));
      layers.put(chart, 'pins', own.length > 0 ? pinsLayer(own, spec) : undefined, { names: pinNames(own, spec), ...(reach && { reach }) });
    }
  }, [declaration, layers, pins]);
}
