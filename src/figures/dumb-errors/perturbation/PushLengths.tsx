/** How far a digit must be pushed before the answer flips: in the worst direction, and in a random one. */
import { format } from '../../../core/format.ts';
import { Lengths, median } from '../../../plots/lengths.tsx';
import { NOUNS } from './reading.ts';
import type { Distances, PictureSet } from './types.ts';

/** Without distances the drawing keeps its place, so that the page does not jump when they come. */
export function PushLengths({ distances, set }: { distances: Distances | undefined; set: PictureSet }) {
  const noun = NOUNS[set];
  const shortest = Array.from(distances?.shortest ?? []).filter(Number.isFinite);
  const random = distances?.random ?? [];
  const ratio = format(median(random) / median(shortest), 'times');
  return (
    <Lengths
      title="How far is it to a wrong answer?"
      description={`Median over ${shortest.length} ${noun}s: the shortest push is ${format(median(shortest))} long, a push in a random direction has to be ${format(median(random))} long, ${ratio} as much. The ${noun}s themselves are ${format(distances?.digit ?? NaN)} long.`}
      label="length of the push"
      waiting={waitingFor(distances, shortest)}
      rows={[
        { label: 'shortest push', concept: 'attack', lengths: shortest },
        { label: 'random direction', concept: 'noise', lengths: random },
      ]}
      yardstick={distances && { label: `a ${noun}’s own length`, length: distances.digit }}
    />
  );
}

/** A network that gives one answer to everything has no border to be pushed over. */
function waitingFor(distances: Distances | undefined, found: readonly number[]): string | undefined {
  if (!distances) return 'Measured once the network is trained.';
  return found.length === 0 ? 'No push was found that changes an answer.' : undefined;
}
