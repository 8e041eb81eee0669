/** A panel's own session follows the figure's rules: it stands still while the figure is off screen. */
import { useEffect, type RefObject } from 'react';
import type { ParamTable } from '../../core/params.ts';
import type { Session } from '../../core/session.ts';

/** `inside`: any element of the figure. A closed fold does not count as off screen, because the figure's charts show the run. */
export function useOnScreen<T extends ParamTable, V>(session: Session<T, V>, inside: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const figure = inside.current?.closest('figure');
    if (!figure) return;
    // a busy page hears of several crossings at once, and the last one counts
    const watch = new IntersectionObserver((entries) => session.setVisible(entries.at(-1)?.isIntersecting ?? true));
    watch.observe(figure);
    return () => watch.disconnect();
  }, [session, inside]);
}
