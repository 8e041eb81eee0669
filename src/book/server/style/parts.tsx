/** The parts that the page of looks shows: type, colours, controls, plots, small multiples. */
import type { Concept } from '../../../core/experiment.ts';
import { Bars } from '../../../plots/bars.tsx';
import { Lengths } from '../../../plots/lengths.tsx';
import { inkPicture, Pixels, signedPicture } from '../../../plots/pixels.tsx';
import { Plane } from '../../../plots/plane.tsx';
import { Surface } from '../../../plots/surface/surface.tsx';
import { Button } from '../../../ui/controls/button.tsx';
import { Fold } from '../../../ui/controls/fold.tsx';
import { Knob } from '../../../ui/controls/knob.tsx';
import { NumberField } from '../../../ui/controls/number-field.tsx';
import { Scrubber } from '../../../ui/controls/scrubber.tsx';
import { MultipleDrawing } from '../multiple.tsx';
import { sampleDeclaration, sampleTrace } from './samples.ts';

const CONCEPTS: readonly Concept[] = ['train', 'test', 'attack', 'noise', 'old-task', 'new-task', 'correct', 'wrong', 'expected'];
const nothing = () => {};
const grid = { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(16rem, 1fr))', gap: '1.5rem 2rem' } as const;

export function TypeScale() {
  const sizes = ['3xl', '2xl', 'xl', 'l', 'm', 's', 'xs'];
  return (
    <>
      {sizes.map((size) => (
        <p key={size} style={{ fontSize: `var(--text-${size})`, lineHeight: 1.2, margin: '0.3em 0' }}>
          {size}: networks do what nobody quite expected, 0123456789
        </p>
      ))}
      <p style={{ fontFamily: 'var(--sans)' }}>
        The sans face is for figures, controls and navigation. <code>Code stands in a mono face.</code>
      </p>
    </>
  );
}

export function Colours() {
  return (
    <ul style={{ ...grid, listStyle: 'none', padding: 0, gridTemplateColumns: 'repeat(auto-fit, minmax(9rem, 1fr))' }}>
      {CONCEPTS.map((concept) => (
        <li key={concept} style={{ fontFamily: 'var(--sans)' }}>
          <span style={{ display: 'block', blockSize: '2rem', background: `var(--${concept})`, borderRadius: 'var(--radius)' }} />
          <span style={{ color: `var(--${concept}-text, var(--ink))` }}>{concept}</span>
        </li>
      ))}
    </ul>
  );
}

export function Controls() {
  const { width, rate, method, shuffle } = sampleDeclaration.params;
  return (
    <div style={grid}>
      <Knob param={width} value={16} onChange={nothing} />
      <Knob param={rate} value={0.1} onChange={nothing} />
      <Knob param={method} value="plain" onChange={nothing} />
      <Knob param={shuffle} value onChange={nothing} />
      <div className="run-buttons">
        <Button look="run" onPress={nothing}>
          Run
        </Button>
        <Button onPress={nothing}>plain</Button>
        <Button onPress={nothing} unavailable>
          unavailable
        </Button>
        <Button look="tab" pressed onPress={nothing}>
          pressed
        </Button>
        <Button look="tab" pressed={false} onPress={nothing}>
          not pressed
        </Button>
        <Button look="link" onPress={nothing}>
          like a link
        </Button>
      </div>
      <NumberField label="seed" value={7} min={0} max={99} onChange={nothing} />
      <Scrubber label="training step" position={2} last={3} text="40" onChange={nothing} />
      <Fold summary="a fold">What was folded away.</Fold>
    </div>
  );
}

/** A ring of ink, and a push. */
const ring = Uint8Array.from({ length: 784 }, (_, i) => {
  const r = Math.hypot((i % 28) - 13.5, Math.floor(i / 28) - 13.5);
  return Math.max(0, 255 - 60 * Math.abs(r - 8));
});
const push = Float32Array.from({ length: 784 }, (_, i) => Math.sin(i * 0.9) * Math.cos(i * 0.13));
const cloud = (x: number, y: number) =>
  Array.from({ length: 30 }, (_, k) => [x + Math.cos(k * 2.4) * 0.06 * k ** 0.8, y + Math.sin(k * 2.4) * 0.06 * k ** 0.8] as const);
const depth = (x: number, y: number) => (y - 0.5 * Math.sin(2 * x)) ** 2 + 0.15 * x * x + 0.05 * Math.cos(9 * x) * Math.cos(7 * y);
const valley = Float32Array.from({ length: 625 }, (_, k) => depth((k % 25) / 12 - 1, Math.floor(k / 25) / 12 - 1));
const way = Array.from({ length: 40 }, (_, k) => {
  const [x, y] = [-0.9 + 0.023 * k, 0.9 * 0.85 ** k + 0.5 * Math.sin(2 * (-0.9 + 0.023 * k)) * (1 - 0.85 ** k)];
  return [x, y, depth(x, y)] as const;
});
const digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

export function Plots() {
  return (
    <div style={grid}>
      <Plane
        title="Points in a plane"
        description="Two tasks with two classes each, made up."
        extent={3}
        groups={[
          { key: 'a', concept: 'old-task', shape: 'disc', filled: true, at: cloud(-1.4, 0.6), label: 'old' },
          { key: 'b', concept: 'new-task', shape: 'diamond', filled: false, at: cloud(1.2, -0.8), label: 'new' },
        ]}
        line={{ wx: 1, wy: 0.4, bias: 0 }}
        expected={{ wx: 1, wy: -0.5, bias: 0.1 }}
        names={{ line: 'measured', expected: 'expected' }}
      />
      <Surface
        title="Heights over a plane"
        description="A valley with a way down into it, made up."
        height="Height: made up,"
        axes={{ x: 'along', y: 'across' }}
        heights={valley}
        extent={{ x: [-1, 1], y: [-1, 1] }}
        ways={[{ name: 'way', concept: 'train', points: way }]}
      />
      <Lengths
        title="Lengths"
        description="Two sets of lengths, made up."
        label="length"
        yardstick={{ label: 'a digit', length: 6 }}
        rows={[
          { label: 'shortest push', concept: 'attack', lengths: Float32Array.from({ length: 40 }, (_, k) => 0.4 + k / 60) },
          { label: 'random push', concept: 'noise', lengths: Float32Array.from({ length: 40 }, (_, k) => 5 + k / 12) },
        ]}
      />
      <div className="panels">
        <div className="panel">
          <Pixels src={inkPicture(ring, 28, 28)} alt="a ring" />
          <p className="reads right">
            reads <b>0</b>
          </p>
          <Bars values={digits.map((_, k) => (k === 0 ? 0.9 : 0.011))} classes={digits} truth={0} label="before" />
        </div>
        <div className="panel">
          <Pixels src={signedPicture(push, 28, 28, 1)} alt="a push" />
        </div>
        <div className="panel">
          <Pixels src={inkPicture(ring, 28, 28)} alt="a pushed ring" />
          <p className="reads wrong">
            now <b>6</b>
          </p>
          <Bars values={digits.map((_, k) => (k === 6 ? 0.8 : 0.022))} classes={digits} truth={0} label="after" />
        </div>
      </div>
      <MultipleDrawing
        size="small"
        multiple={{
          label: 'sample',
          alt: 'Expected stays, measured falls.',
          expected: Array.from(sampleTrace.t, (t, k) => [t, sampleTrace.columns['kept']?.[k] ?? 0] as const),
          measured: Array.from(sampleTrace.t, (t, k) => [t, sampleTrace.columns['old']?.[k] ?? 0] as const),
          names: { expected: 'expected', measured: 'measured' },
          axes: { x: 'step', y: 'right' },
          concept: 'old-task',
        }}
      />
    </div>
  );
}
