/** The four streams that the master seed is split into, each of which can be held still on its own. */
import { MAX_SEED, STREAMS, type Seeds, type Stream } from '../../core/random.ts';
import { NumberField } from '../controls/number-field.tsx';

const PURPOSE: Record<Stream, string> = { data: 'data', init: 'starting weights', order: 'order of the data', noise: 'noise' };

export function SeedStreams({ seeds, onChange }: { seeds: Seeds; onChange: (seeds: Seeds) => void }) {
  const set = (stream: Stream, seed: number | undefined) => {
    const { [stream]: _, ...others } = seeds.streams;
    onChange({ ...seeds, streams: seed === undefined ? others : { ...others, [stream]: seed } });
  };
  return (
    <div>
      <p className="small">
        The seed decides everything that is random. To change one thing only, give its stream a number of its own; an empty field follows the seed.
      </p>
      <div className="streams">
        {STREAMS.map((stream) => (
          <NumberField
            key={stream}
            label={PURPOSE[stream]}
            value={seeds.streams[stream]}
            min={0}
            max={MAX_SEED}
            placeholder={String(seeds.master)}
            onChange={(seed) => set(stream, seed)}
          />
        ))}
      </div>
    </div>
  );
}
