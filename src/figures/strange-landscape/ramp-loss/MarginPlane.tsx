/** The plane: points to drag, and what both machines make of them, with their margins and support vectors. */
import { useMemo } from 'react';
import { randomStream } from '../../../core/random.ts';
import { chord } from '../../../plots/half-plane.ts';
import { lineLabels } from '../../../plots/plane-labels.ts';
import { Plane, PLANE_SIZE } from '../../../plots/plane.tsx';
import type { Scale } from '../../../plots/scale.ts';
import { pointPad } from '../../../ui/controls/point-pad.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import { declaration, EXTENT } from './declaration.ts';
import { countOf, type Machine } from './machines.ts';
import { MovablePoints } from './MovablePoints.tsx';
import { afterRounds, lineOf, solvePlane } from './plane.ts';
import { planeText, standingOf } from './reading.ts';
import type { RampView } from './types.ts';

const ABOUT = { both: ', support vector of both', hinge: ', support vector of the hinge', ramp: ', support vector of the ramp', neither: '' } as const;

export function MarginPlane({ figure }: { figure: Figure<typeof declaration.params, RampView> }) {
  const { values, state, live, change } = figure;
  const { placed, price, cut, start } = values;
  const machines = useMemo(() => {
    const random = randomStream(state.seeds, 'init', 'plane');
    return solvePlane(placed, { price, cut, start }, () => random.normal());
  }, [placed, price, cut, start, state.seeds]);
  const { hinge } = machines;
  const ramp = afterRounds(machines, figure.view?.round ?? Infinity);
  const pad = pointPad(declaration.params.placed, placed, 0, (points) => change({ placed: points }));
  const flip = (index: number) => change({ placed: placed.map((p, k) => (k === index ? { ...p, of: 1 - p.of } : p)) });
  const about = (index: number) => ABOUT[standingOf(index, hinge, ramp)] + (ramp.dropped[index] ? ', let go by the ramp' : '');
  const names = lineLabels(
    [
      { text: 'ramp', line: lineOf(ramp) },
      { text: 'hinge', line: lineOf(hinge) },
    ],
    EXTENT,
    PLANE_SIZE,
    13,
  );
  return (
    <div className="c-train">
      <Plane
        title="Points to drag, and two machines"
        description={planeText(hinge, ramp)}
        extent={EXTENT}
        groups={[]}
        line={lineOf(ramp)}
        interactive
        note={<Legend hinge={hinge} ramp={ramp} />}
      >
        {(x, y) => (
          <>
            <Lines machine={hinge} role="expected" x={x} y={y} />
            <Lines machine={ramp} role="measured" x={x} y={y} />
            {placed.map((p, k) => (
              // oxlint-disable-next-line react/no-array-index-key -- a point has no other identity
              <g key={k} className="fine" transform={`translate(${x(p.x).toFixed(1)} ${y(p.y).toFixed(1)})`}>
                {hinge.support[k] === 1 && <circle className="line expected c-expected" r={11} />}
                {ramp.support[k] === 1 && <circle className="line" r={8} />}
                {ramp.dropped[k] === 1 && <path className="line" d="M-8 -8L8 8M-8 8L8 -8" />}
              </g>
            ))}
            {names.map((l) => (
              <text key={l.text} className={`name${l.text === 'hinge' ? ' c-expected' : ''}`} x={l.x.toFixed(1)} y={l.y.toFixed(1)} textAnchor={l.anchor}>
                {l.text}
              </text>
            ))}
            <MovablePoints pad={pad} onFlip={flip} x={x} y={y} live={live} about={about} />
          </>
        )}
      </Plane>
    </div>
  );
}

/** The key of a line in its colour. */
const TRAIN = { borderColor: 'var(--train)' } as const;

/** A machine’s line and, fainter, both ends of its margin. */
function Lines({ machine, role, x, y }: { machine: Machine; role: 'measured' | 'expected'; x: Scale; y: Scale }) {
  return [-1, 0, 1].map((level) => {
    const ends = (role === 'expected' || level !== 0) && chord(lineOf(machine, level), EXTENT);
    if (!ends) return null;
    const d = ends.map(([px, py]) => `${x(px).toFixed(1)} ${y(py).toFixed(1)}`).join('L');
    const look = role === 'expected' ? 'line expected c-expected' : 'line';
    return <path key={level} className={look} style={level === 0 ? undefined : { strokeWidth: 1, opacity: 0.6 }} d={`M${d}`} />;
  });
}

const Legend = ({ hinge, ramp }: { hinge: Machine; ramp: Machine }) => (
  <p className="legend">
    <span className="key expected" /> hinge: {countOf(hinge.support)} support vectors, in dashed rings
    <br />
    <span className="key measured" style={TRAIN} /> ramp: {countOf(ramp.support)}, in solid rings; {countOf(ramp.dropped)} let go, crossed out
    <span className="at-desk">
      <br />
      Drag a point, or press it for the other label. By keyboard: arrow keys, Enter, and Page Down for the next point.
    </span>
  </p>
);
