/** A guessed number beside the measured one: dashed what was expected, solid what was measured, the gap shaded. */
import { format, type Unit } from '../../../core/format.ts';

interface NumberLineProps {
  guess: number;
  measured: number;
  unit: Unit;
  min: number;
  max: number;
}

const WIDTH = 360;
const HEIGHT = 56;
const SIDE = 26;

/** An illustration of the sentence beside it, so it is hidden from those who listen. */
export function NumberLine({ guess, measured, unit, min, max }: NumberLineProps) {
  const low = Math.min(min, measured);
  const high = Math.max(max, measured);
  const x = (v: number) => SIDE + ((v - low) / (high - low)) * (WIDTH - 2 * SIDE);
  const [a, b] = [x(guess), x(measured)];
  return (
    <svg className="plot number-line" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <line className="axis-line" x1={x(low)} x2={x(high)} y1={28} y2={28} />
      <rect className="gap" x={Math.min(a, b)} width={Math.abs(b - a)} y={18} height={20} />
      <line className="line expected" x1={a} x2={a} y1={16} y2={40} />
      <line className="line" x1={b} x2={b} y1={16} y2={40} />
      <text x={a} y={11} textAnchor="middle">
        you {format(guess, unit)}
      </text>
      <text x={b} y={52} textAnchor="middle" className="measured">
        measured {format(measured, unit)}
      </text>
    </svg>
  );
}
