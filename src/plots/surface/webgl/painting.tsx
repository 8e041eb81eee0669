/**
 * A canvas that shows a ground from a view. It is painted again when something of that changed, and only then; for another
 * theme or another context of the card it is made anew (by its key).
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Ground } from '../ground.ts';
import { HEIGHT, projection, RELIEF, WIDTH } from '../projection.ts';
import type { View } from '../types.ts';
import { cameraOf, lightFor } from './camera.ts';
import { rgbOf } from './look.ts';
import { meshOf } from './mesh.ts';
import { plateOf, type Plate } from './press.ts';

interface PaintingProps {
  ground: Ground;
  view: View;
  /** Between contour lines, in the heights' own unit. */
  interval: number;
}

export function Painting({ ground, view, interval }: PaintingProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const mesh = useMemo(() => meshOf(ground), [ground]);
  const plate = useRef<Plate>(undefined);

  // before anything is painted, so that there is no moment without the ground
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return undefined;
    const measure = () => setWidth(Math.round(element.clientWidth * devicePixelRatio));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  useLayoutEffect(() => {
    plate.current = plateOf(mesh);
    return () => plate.current?.dispose();
  }, [mesh]);

  // after the plate, whose mesh is of this ground
  useLayoutEffect(() => {
    const target = canvas.current?.getContext('2d');
    if (!target || width === 0) return;
    const height = Math.round((width * HEIGHT) / WIDTH);
    // setting a size wipes a canvas, even to the same size
    if (target.canvas.width !== width) Object.assign(target.canvas, { width, height });
    const style = getComputedStyle(target.canvas);
    const [low, high] = ground.range;
    plate.current?.print(target, {
      width,
      height,
      camera: cameraOf(view),
      light: lightFor(view),
      eye: projection(view).eye,
      paper: rgbOf(style.backgroundColor),
      ink: rgbOf(style.color),
      relief: RELIEF,
      first: low / interval,
      each: (high - low) / interval,
      // a lecture hall needs thicker lines, but not as many times thicker as those of a chart: there are more of them
      stroke: (0.5 + 0.5 * Number.parseFloat(style.getPropertyValue('--stroke-thin'))) * devicePixelRatio,
    });
  }, [ground, view, interval, width]);

  return <canvas ref={canvas} aria-hidden="true" />;
}
