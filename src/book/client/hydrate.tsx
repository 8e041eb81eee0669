/** Hands an island over to React. Loaded with the first figure that comes near. */
import type { ComponentType } from 'react';
import { hydrateRoot } from 'react-dom/client';
import type { FigureId } from '../../core/experiment.ts';
import { readRecording } from '../../core/recordings.ts';
import type { FigureProps } from '../../ui/figure-props.ts';
import { IslandRoot } from '../components/island-root.tsx';

/** Resolves when the figure listens. Props are equal to the server's, or the markup would not match. */
export function hydrate(island: HTMLElement, Figure: ComponentType<FigureProps>, given: Omit<FigureProps, 'recording'>, text?: string): Promise<void> {
  const still = island.innerHTML;
  const figure = island.dataset['figure'] as FigureId;
  const recording = text === undefined ? undefined : readRecording(text, figure);
  if (text !== undefined && !recording) return Promise.reject(new Error(`the recording of ${figure} is damaged`));
  const props: FigureProps = recording ? { ...given, recording } : given;
  return new Promise((resolve) => {
    const ready = () => {
      island.dataset['live'] = '';
      resolve();
    };
    const report = (error: unknown) => console.error(`the figure ${figure} broke`, error);
    hydrateRoot(
      island,
      <IslandRoot still={still} onReady={ready} onError={report} onRestart={() => void import('./refill.ts').then(({ refill }) => refill(island, still))}>
        <Figure {...props} />
      </IslandRoot>,
      { identifierPrefix: island.id, onRecoverableError: (error) => console.error(`the figure ${figure} did not match its server markup`, error) },
    );
  });
}
