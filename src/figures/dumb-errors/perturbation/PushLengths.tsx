/** How far a digit must be pushed before the answer flips: in the worst direction, and in a random one. */
import { format } from '../../../core/format.ts';
import { Lengths, median } from '../../../plots/lengths.tsx';
import type { Distances } from './types.ts';

export function PushLengths({ distances }: { distances: Distances }) {
  const shortest = median(distances.shortest);
  const random = median(distances.random);
  return (
    <Lengths
      title="How far is it to a wrong answer?"
      description={`Median over ${distances.shortest.length} digits: the shortest push is ${format(shortest)} long, a push in a random direction has to be ${format(random)} long, ${format(random / shortest, 'times')} as much. The digits themselves are ${format(distances.digit)} long.`}
      label="length of the push"
      rows={[
        { label: 'shortest push', concept: 'attack', lengths: distances.shortest },
        { label: 'random direction', concept: 'noise', lengths: distances.random },
      ]}
      yardstick={{ label: 'a digit’s own length', length: distances.digit }}
    />
  );
}
