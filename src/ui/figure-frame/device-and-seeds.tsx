/** What most readers never open: which backend to train on and why, and the four streams of the seed. */
import { use, useSyncExternalStore } from 'react';
import type { FigureId } from '../../core/experiment.ts';
import type { ParamTable } from '../../core/params.ts';
import { MAX_SEED, STREAMS, type Seeds, type Stream } from '../../core/seeds.ts';
import type { BackendChoice } from '../../core/session.ts';
import { NumberField } from '../controls/number-field.tsx';
import { RadioGroup } from '../controls/radio-group.tsx';
import type { DeviceStore } from './lab.ts';
import type { Figure } from './use-figure.ts';

export default function DeviceAndSeeds<T extends ParamTable, V>({ figure }: { figure: Figure<T, V> }) {
  return (
    <>
      <BackendField device={use(figure.lab.device())} figure={figure.declaration.id} />
      <SeedStreams seeds={figure.state.seeds} onChange={figure.reseed} />
    </>
  );
}

const CHOICES: readonly { value: BackendChoice; label: string }[] = [
  { value: 'auto', label: 'automatic' },
  { value: 'wasm', label: 'WASM' },
  { value: 'webgl', label: 'WebGL' },
];

const BEFORE = 'The first run looks at this device and picks the faster of the two. Your choice holds for the whole book, from the next run on.';

function BackendField({ device, figure }: { device: DeviceStore; figure: FigureId }) {
  const { choice, chosen } = useSyncExternalStore(device.subscribe, device.snapshot, device.serverSnapshot);
  return (
    <div>
      <RadioGroup label="train on" options={CHOICES} value={choice} onChange={device.choose} />
      <p className="small">{chosen[figure]?.reason ?? BEFORE}</p>
    </div>
  );
}

const PURPOSE: Record<Stream, string> = { data: 'data', init: 'starting weights', order: 'order of the data', noise: 'noise' };

function SeedStreams({ seeds, onChange }: { seeds: Seeds; onChange: (seeds: Seeds) => void }) {
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
