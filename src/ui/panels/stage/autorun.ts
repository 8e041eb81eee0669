/** A link may ask that the figure runs by itself. It does when it is first seen, unless the device saves data. */
import { useEffect, useRef, useState } from 'react';
import { figureAnchor } from '../../figure-props.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';

/** The reader's browser or system asks for less data. */
export function savesData(): boolean {
  const connection: unknown = 'connection' in navigator ? navigator.connection : undefined;
  const saves = typeof connection === 'object' && connection !== null && 'saveData' in connection && connection.saveData === true;
  return saves || matchMedia('(prefers-reduced-data: reduce)').matches;
}

/** A sentence when the run does not start by itself although the link asks for it. */
export function useAutorun(figure: Figure): string | undefined {
  const { stage, session, state, declaration } = figure;
  const asked = stage?.run ?? false;
  const [waits] = useState(() =>
    asked && savesData() ? 'The link asks for a run at once. This device saves data, so it waits for you to press Run.' : undefined,
  );
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  useEffect(() => {
    const island = document.getElementById(figureAnchor(declaration.id));
    if (!asked || waits !== undefined || !island) return;
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((e) => e.isIntersecting)) return;
      seen.disconnect();
      // a reader who was faster has started it already
      if (session.snapshot().state.status === 'idle' && session.snapshot().source === 'recording') session.run(latest.current);
    });
    seen.observe(island);
    return () => seen.disconnect();
  }, [asked, waits, session, declaration]);
  return waits;
}
