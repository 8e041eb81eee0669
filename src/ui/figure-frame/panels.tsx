/** The panels under a figure: each is fetched when the reader opens it, and adds nothing to the figure before. */
import { lazy, type ComponentType } from 'react';
import type { ParamTable } from '../../core/params.ts';
import { LazyFold } from '../controls/lazy-fold.tsx';
import type { FigureProps } from '../figure-props.ts';
import type { Figure } from './use-figure.ts';

export interface PanelProps<T extends ParamTable = ParamTable, V = unknown> extends Pick<FigureProps, 'number' | 'sources'> {
  figure: Figure<T, V>;
}

/** What code that came later puts above the plots. */
export type Note = ComponentType<PanelProps>;

interface PanelEntry {
  /** What the panel keeps as long as the tab, it keeps under `<key>:<figure>`. */
  readonly key: string;
  readonly summary: string;
  /** A component made by React's `lazy`, so that its code and styles travel when the fold is opened. */
  readonly Panel: ComponentType<PanelProps>;
}

const PANELS: readonly PanelEntry[] = [
  { key: 'spread', summary: 'many seeds', Panel: lazy(() => import('../panels/spread/spread-panel.tsx')) },
  { key: 'pins', summary: 'compare runs', Panel: lazy(() => import('../panels/compare/compare-panel.tsx')) },
  { key: 'takeaway', summary: 'take away', Panel: lazy(() => import('../panels/takeaway/panel.tsx')) },
  { key: 'link', summary: 'link to these settings', Panel: lazy(() => import('../panels/stage/link-panel.tsx')) },
];

export function Panels<T extends ParamTable, V>({ figure, number, sources }: PanelProps<T, V>) {
  return PANELS.map(({ key, summary, Panel }) => (
    <LazyFold key={key} summary={summary} keeps={`${key}:${figure.declaration.id}`}>
      <Panel figure={figure as unknown as Figure} number={number} sources={sources} />
    </LazyFold>
  ));
}
