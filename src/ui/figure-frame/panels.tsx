/** The panels under a figure: each is fetched when the reader opens it, and adds nothing to the figure before. */
import { lazy, type ComponentType } from 'react';
import type { ParamTable } from '../../core/params.ts';
import { LazyFold } from '../controls/lazy-fold.tsx';
import type { FigureProps } from '../figure-props.ts';
import type { Figure } from './use-figure.ts';

export interface PanelProps<T extends ParamTable = ParamTable, V = unknown> extends Pick<FigureProps, 'number' | 'sources'> {
  figure: Figure<T, V>;
}

interface PanelEntry {
  readonly key: string;
  readonly summary: string;
  /** A component made by React's `lazy`, so that its code and styles travel when the fold is opened. */
  readonly Panel: ComponentType<PanelProps>;
}

const PANELS: readonly PanelEntry[] = [{ key: 'spread', summary: 'many seeds', Panel: lazy(() => import('../panels/spread/spread-panel.tsx')) }];

export function Panels<T extends ParamTable, V>({ figure, number, sources }: PanelProps<T, V>) {
  return PANELS.map(({ key, summary, Panel }) => (
    <LazyFold key={key} summary={summary}>
      <Panel figure={figure as unknown as Figure} number={number} sources={sources} />
    </LazyFold>
  ));
}
