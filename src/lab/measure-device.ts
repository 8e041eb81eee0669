/** Asks the worker how long training steps take on this device. */
import { ReaderError, type Failure } from '../core/failures.ts';
import type { Client } from './client.ts';
import type { Timings } from './timings.ts';

/** Starts the worker and the engine if need be. Rejects with a ReaderError. */
export async function measureDevice(client: Client): Promise<Timings> {
  const link = await client.link();
  const run = client.nextRun();
  return new Promise((resolve, reject) => {
    const fail = ({ kind, sentence, wayOn, detail }: Failure) => reject(new ReaderError(kind, sentence, wayOn, { cause: detail }));
    link.attach(run, {
      expects: 'later',
      message(message) {
        if (message.type !== 'measured' && message.type !== 'failed') return;
        link.detach(run);
        if (message.type === 'measured') resolve(message.timings);
        else fail(message.failure);
      },
      lost: fail,
    });
    link.post({ type: 'measure', run, wish: { ...client.world.wish(), work: 'dense' } });
  });
}
