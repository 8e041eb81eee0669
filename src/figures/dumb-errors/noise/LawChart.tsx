/** Predicted against found distance, a dot a digit; before there are any, how the networks learn. */
import { format } from '../../../core/format.ts';
import { describeEnds, LineChart } from '../../../plots/line-chart.tsx';
import { Scatter, type ScatterPoint } from '../../../plots/scatter.tsx';
import { useChart } from '../../../ui/figure-frame/use-chart.ts';
import type { Figure } from '../../../ui/figure-frame/use-figure.ts';
import { COPIES, type declaration } from './declaration.ts';
import { horizon, lawPoints, predicted, type LawPoint } from './law.ts';
import { lawText, studyOfNet } from './reading.ts';
import type { NoiseAnswer, NoiseView } from './types.ts';

interface LawChartProps {
  figure: Figure<typeof declaration.params, NoiseView>;
  /** Of the digit in hand. */
  answer: NoiseAnswer | undefined;
  drawn: boolean;
  onPick: (digit: number) => void;
}

export function LawChart({ figure, answer, drawn, onPick }: LawChartProps) {
  const { live, view, values, veiled } = figure;
  const { sigma, network, digit } = values;
  const law = useChart(figure, 'law');
  const learning = useChart(figure, 'learning');
  if (!veiled && (!view || view.studies.length === 0)) {
    const steps = 3 * Math.max(view?.steps ?? 1, 1);
    return <LineChart {...learning} x={{ ...learning.x, domain: [0, steps] }} description={describeEnds(learning.lines, 'percent')} />;
  }
  const study = veiled ? undefined : studyOfNet(view, network); // the reader who guesses sees the dashed line alone
  const points = study ? lawPoints(study, sigma) : { seen: [], beyond: [] };
  const dots = [...points.seen.map((p) => dot(p)), ...points.beyond.map((p) => dot(p, true))];
  const own = drawn && answer ? ofDrawing(answer, sigma) : undefined;
  const edge = horizon(sigma);
  const least = Math.min(0, ...points.seen.map((p) => p.predicted));
  return (
    <Scatter
      {...law}
      x={{ ...law.x, domain: [least, edge * 1.03] }}
      y={{ ...law.y, domain: [0, Math.max(edge, own?.y ?? 0, ...dots.map((d) => d.y))] }}
      lines={law.lines.map((line) => (line.key === 'found' ? { ...line, label: '' } : line))}
      height={320}
      description={veiled ? '' : lawText(view, network, sigma)}
      marks={[{ x: edge, label: '' }]}
      points={dots}
      concept="attack"
      label="test digits, by their predicted distance"
      selected={veiled ? undefined : (own ?? dots.find((d) => d.key === digit))}
      onPick={live && !veiled ? onPick : undefined}
      note={
        !veiled && (
          <p className="small">
            Solid line: medians of ten neighbouring dots. ▷ at the right edge: {points.beyond.length} digits without an error in {format(COPIES, 'count')}{' '}
            copies, of which noise says only that theirs is farther away.
          </p>
        )
      }
    />
  );
}

const dot = ({ digit, label, predicted: x, found: y }: LawPoint, open = false): ScatterPoint => ({
  key: digit,
  x,
  y,
  name: `digit ${digit}, a ${label}`,
  ...(open && { open }),
});

/** A drawn digit has no number; it stands where its own errors put it, as far as they can be drawn. */
function ofDrawing({ misread, distance }: NoiseAnswer, sigma: number): ScatterPoint {
  const x = misread === 0 ? horizon(sigma) : Math.max(predicted(sigma, misread), 0);
  return { key: -1, x, y: distance, name: 'your drawing' };
}
