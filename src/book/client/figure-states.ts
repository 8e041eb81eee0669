/** What each figure of the page has shown last. Figures publish it; whoever comes later finds it here. */
import type { FigureId } from '../../core/experiment.ts';
import { STATE_EVENT, type StateDetail } from '../../ui/figure-props.ts';

const states = new Map<FigureId, StateDetail>();

/** Undefined until the figure is alive. */
export const stateOf = (figure: FigureId): StateDetail | undefined => states.get(figure);

/** Calls back at every change, with what was before it. The page watches from its beginning. */
export function watchFigures(onChange: (now: StateDetail, before: StateDetail | undefined) => void): void {
  document.addEventListener(STATE_EVENT, ({ detail }) => {
    const before = states.get(detail.figure);
    states.set(detail.figure, detail);
    onChange(detail, before);
  });
}
