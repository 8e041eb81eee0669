/** What the spread says of itself. Pure, so that the words can be tested. */
import { timeText } from '../../figure-frame/sentences.ts';
import { secondsLeft, type SpreadSnapshot } from './seed-runs.ts';

const WHY = {
  reader: 'Paused',
  'off-screen': 'Paused while the figure is off screen',
  'hidden-tab': 'Paused while the tab is hidden',
  'another-figure': 'Paused: another run is training',
} as const;

export function sentenceOf(spread: SpreadSnapshot): string {
  const { state, finished, wanted } = spread;
  const done = `${finished.length} of ${wanted} done`;
  const diverged = finished.filter((r) => !r.measures).length;
  const lost = diverged === 0 ? '' : ` ${diverged} of them diverged and ${diverged === 1 ? 'counts' : 'count'} as missed.`;
  switch (state.status) {
    case 'idle':
      return '';
    case 'running': {
      const left = secondsLeft(spread);
      return `Seed ${state.seed} is training; ${done}${left === undefined ? '' : `, about ${timeText(left)}`}.${lost}`;
    }
    case 'paused':
      return `${WHY[state.why]}; ${done}.${lost}`;
    case 'stopped':
      return `Stopped; ${done}.${lost}`;
    case 'done':
      return `${finished.length} seeds are done.${lost}`;
    case 'failed':
      return `${state.sentence} ${done}.${lost}`;
  }
}
