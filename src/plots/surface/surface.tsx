/**
 * Heights over a square of the plane, e.g. the loss over two directions in the space of weights: something to turn round.
 *
 * The server draws it in lines, and in the browser its markup stays as it is until the code that draws has been fetched:
 * that code turns the surface, shades it where there is a graphics card, and draws lines itself where there is none, on
 * paper, and in forced colours. Nothing but a reader turns it.
 */
import { lazy, useEffect, useId, useState, type ComponentType } from 'react';
import type { DrawnProps, SurfaceProps, View } from './types.ts';
import { FIRST_VIEW } from './view.ts';
import './surface.css';

export type { Spot, SurfaceProps, View, Way } from './types.ts';
export { FIRST_VIEW } from './view.ts';

/** The same object each time: with another one React would write it into the page. */
const UNTOUCHED = { __html: '' };

/** On the server only, which waits for it; a static import would bring it into the figure's code for the browser. */
const Still = import.meta.env.SSR ? lazy(() => import('./still.tsx')) : undefined;

export function Surface({ view, onTurn, ...surface }: SurfaceProps) {
  const titleId = useId();
  const [own, setOwn] = useState<View>(view ?? FIRST_VIEW);
  const [Turning, setTurning] = useState<ComponentType<DrawnProps>>();
  const [failed, setFailed] = useState(false);
  const drawn: DrawnProps = {
    ...surface,
    titleId,
    view: (onTurn && view) ?? own,
    onTurn: onTurn ?? setOwn,
    first: (!onTurn && view) || FIRST_VIEW,
  };

  useEffect(() => {
    import('./turning.tsx').then(
      (part) => setTurning(() => part.Turning),
      (error: unknown) => {
        console.warn('the code that draws surfaces could not be loaded', error);
        setFailed(true);
      },
    );
  }, []);

  return (
    <div className="chart">
      <p className="chart-title" id={titleId}>
        {surface.title}
      </p>
      {Turning ? (
        <Turning {...drawn} />
      ) : Still ? (
        <div className="surface-still" data-still="">
          <Still {...drawn} />
        </div>
      ) : (
        <div className="surface-still" data-still="" dangerouslySetInnerHTML={UNTOUCHED} suppressHydrationWarning />
      )}
      {failed && <p className="waiting">The program that draws this surface did not arrive, so it does not follow the run.</p>}
    </div>
  );
}
