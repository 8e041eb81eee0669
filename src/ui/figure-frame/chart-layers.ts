/**
 * What panels draw on a figure's charts: the spread over seeds, pinned runs, the reader's guess. A panel puts a component
 * there under its own name; the chart draws it inside its plot, with its scales. The figure knows nothing of panels.
 */
import { useSyncExternalStore } from 'react';
import type { ChartLayer, OwnedLayer } from '../../plots/line-chart.tsx';

const NONE: readonly OwnedLayer[] = [];

export class ChartLayers {
  #layers: Readonly<Record<string, readonly OwnedLayer[]>> = {};
  #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The same array between changes. */
  of(chart: string): readonly OwnedLayer[] {
    return this.#layers[chart] ?? NONE;
  }

  /** Draws an owner's layer on a chart in place of its earlier one; undefined takes it away. */
  put(chart: string, owner: string, Layer: ChartLayer | undefined, about: Omit<OwnedLayer, 'owner' | 'Layer'> = {}): void {
    const others = this.of(chart).filter((l) => l.owner !== owner);
    this.#layers = { ...this.#layers, [chart]: Layer ? [...others, { ...about, owner, Layer }] : others };
    for (const listener of [...this.#listeners]) listener();
  }
}

export function useLayers(layers: ChartLayers, chart: string): readonly OwnedLayer[] {
  const now = () => layers.of(chart);
  return useSyncExternalStore(layers.subscribe, now, now);
}
