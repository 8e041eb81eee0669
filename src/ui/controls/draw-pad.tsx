/** A pad to draw a digit on: by mouse, touch, pen and keyboard. What is drawn stays on the device. */
import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { digitize } from '../../datasets/digitize.ts';
import { Button } from './button.tsx';

interface DrawPadProps {
  /** 28 × 28 pixels 0 … 255, row after row; undefined when the pad is empty. */
  onDraw: (pixels: Uint8Array | undefined) => void;
}

/** The canvas has ten pixels for each of a digit's 28, so that strokes are smooth before they are made small. */
const CELLS = 28;
const CELL = 10;
const SIDE = CELLS * CELL;
/** About the width of a pen stroke in the handwritten digits of MNIST: two of 28 pixels. */
const PEN = 2.2 * CELL;

type Tool = 'pen' | 'eraser';
type Spot = readonly [x: number, y: number];

const ARROWS: Readonly<Record<string, Spot>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export default function DrawPad({ onDraw }: DrawPadProps) {
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<Spot>(undefined);
  const [tool, setTool] = useState<Tool>('pen');
  const [cursor, setCursor] = useState<Spot>([CELLS / 2, CELLS / 2]);

  const ink = () => canvas.current?.getContext('2d', { willReadFrequently: true });
  const stroke = (from: Spot, to: Spot) => {
    const context = ink();
    if (!context) return;
    context.globalCompositeOperation = tool === 'pen' ? 'source-over' : 'destination-out';
    context.lineWidth = tool === 'pen' ? PEN : 2 * PEN;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(to[0] + 0.01, to[1]); // a stroke of no length draws no dot in some browsers
    context.stroke();
    tell(context);
  };
  const tell = (context: CanvasRenderingContext2D) => {
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    const pixels = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (data[4 * i + 3] ?? 0) / 255);
    onDraw(digitize({ pixels, height: SIDE, width: SIDE }));
  };
  const clear = () => {
    ink()?.clearRect(0, 0, SIDE, SIDE);
    onDraw(undefined);
  };

  const spot = (event: PointerEvent<HTMLCanvasElement>): Spot => {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * SIDE, ((event.clientY - box.top) / box.height) * SIDE];
  };
  const press = (event: PointerEvent<HTMLCanvasElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    last.current = spot(event);
    stroke(last.current, last.current);
  };
  const drag = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!last.current) return;
    const to = spot(event);
    stroke(last.current, to);
    last.current = to;
  };
  const lift = () => {
    last.current = undefined;
  };
  const keys = (event: KeyboardEvent) => {
    const middle = ([x, y]: Spot): Spot => [(x + 0.5) * CELL, (y + 0.5) * CELL];
    const step = ARROWS[event.key];
    if (step) {
      const inside = (v: number) => Math.min(Math.max(v, 0), CELLS - 1);
      const to: Spot = [inside(cursor[0] + step[0]), inside(cursor[1] + step[1])];
      if (event.shiftKey) stroke(middle(cursor), middle(to));
      setCursor(to);
    } else if (event.key === ' ') stroke(middle(cursor), middle(cursor));
    else return;
    event.preventDefault();
  };

  return (
    <div className="draw-pad">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/no-noninteractive-tabindex -- an application takes the keyboard */}
      <div className="draw-area" role="application" tabIndex={0} aria-label="drawing pad for a digit" aria-describedby={id} onKeyDown={keys}>
        <canvas
          ref={canvas}
          className="pixels"
          width={SIDE}
          height={SIDE}
          onPointerDown={press}
          onPointerMove={drag}
          onPointerUp={lift}
          onPointerCancel={lift}
        />
        <span className="draw-cursor" style={{ left: `${((cursor[0] + 0.5) / CELLS) * 100}%`, top: `${((cursor[1] + 0.5) / CELLS) * 100}%` }} />
      </div>
      <div className="row">
        <Button look="tab" pressed={tool === 'pen'} onPress={() => setTool('pen')}>
          pen
        </Button>
        <Button look="tab" pressed={tool === 'eraser'} onPress={() => setTool('eraser')}>
          eraser
        </Button>
        <Button onPress={clear}>clear</Button>
      </div>
      <p id={id} className="small">
        Draw large, in the middle. With the keyboard: arrow keys move, Space makes a dot, Shift and an arrow draw. The drawing stays on this device.
      </p>
    </div>
  );
}
