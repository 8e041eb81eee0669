/** A pad to draw a digit on: by mouse, touch, pen and keyboard. What is drawn stays on the device. */
import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { digitize } from '../../datasets/digitize.ts';
import { Button } from '../controls/button.tsx';
import { begin, goOn, inkText, paint, type Spot, type Stroke, type Strokes } from './strokes.ts';
import './inputs.css';

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

const ARROWS: Readonly<Record<string, Spot>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const middle = ([x, y]: Spot): Spot => [(x + 0.5) * CELL, (y + 0.5) * CELL];

export default function DrawPad({ onDraw }: DrawPadProps) {
  const id = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const strokes = useRef<Strokes>([]);
  const drawing = useRef(false);
  const [count, setCount] = useState(0);
  const [tool, setTool] = useState<Stroke['tool']>('pen');
  const [cursor, setCursor] = useState<Spot>([CELLS / 2, CELLS / 2]);
  const [said, setSaid] = useState('');

  const show = (next: Strokes) => {
    strokes.current = next;
    setCount(next.length);
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context) return;
    paint(context, SIDE, next, PEN);
    const { data } = context.getImageData(0, 0, SIDE, SIDE);
    const pixels = Float32Array.from({ length: SIDE * SIDE }, (_, i) => (data[4 * i + 3] ?? 0) / 255);
    setSaid(inkText(pixels.reduce((sum, p) => sum + p, 0) / pixels.length));
    onDraw(digitize({ pixels, height: SIDE, width: SIDE }));
  };

  const spot = (event: PointerEvent<HTMLCanvasElement>): Spot => {
    const box = event.currentTarget.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * SIDE, ((event.clientY - box.top) / box.height) * SIDE];
  };
  const press = (event: PointerEvent<HTMLCanvasElement>) => {
    if (drawing.current) return; // a second finger, or the palm of the hand
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = true;
    show(begin(strokes.current, tool, spot(event)));
  };
  const drag = (event: PointerEvent<HTMLCanvasElement>) => {
    if (drawing.current && event.currentTarget.hasPointerCapture(event.pointerId)) show(goOn(strokes.current, spot(event)));
  };
  const lift = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId) || event.type === 'pointercancel') drawing.current = false;
  };
  const keys = (event: KeyboardEvent) => {
    const step = ARROWS[event.key];
    if (step) {
      const inside = (v: number) => Math.min(Math.max(v, 0), CELLS - 1);
      const to: Spot = [inside(cursor[0] + step[0]), inside(cursor[1] + step[1])];
      if (event.shiftKey) show(goOn(begin(strokes.current, tool, middle(cursor)), middle(to)));
      setCursor(to);
    } else if (event.key === ' ') show(begin(strokes.current, tool, middle(cursor)));
    else if (event.key === 'Backspace' || (event.key === 'z' && (event.ctrlKey || event.metaKey))) undo();
    else return;
    event.preventDefault();
  };
  const undo = () => show(strokes.current.slice(0, -1));

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
        <Button onPress={undo} unavailable={count === 0}>
          undo
        </Button>
        <Button onPress={() => show([])} unavailable={count === 0}>
          clear
        </Button>
      </div>
      <p className="small" role="status">
        {said}
      </p>
      <p id={id} className="small">
        Draw large, in the middle. With the keyboard: arrow keys move, Space makes a dot, Shift and an arrow draw, Backspace takes the last stroke back. The
        drawing stays on this device.
      </p>
    </div>
  );
}
