/** The one worker: brings experiments, backends and data to the server. */
import type { FigureId } from '../core/experiment.ts';
import { failureOf } from '../core/failure-of.ts';
import { ReaderError } from '../core/failures.ts';
import * as tf from '../nn/tf.ts';
import { TITLES } from '../datasets/faults.ts';
import { fetchBytesFrom } from '../datasets/fetch.ts';
import { createImageLoader } from '../datasets/images.ts';
import { enterBackend, measureDevice, prepareBackend } from './backends/start.ts';
import { now } from './clock.ts';
import type { AnyExperiment } from './drive.ts';
import { macrotasks } from './macrotask.ts';
import type { LoadImages } from './make-lab.ts';
import type { Command, Message, Port } from './protocol.ts';
import { serve } from './server.ts';

const experiments = import.meta.glob<{ readonly default: AnyExperiment }>('../figures/*/*/experiment.ts');

const port: Port<Message, Command> = {
  post: (message, transfer) => self.postMessage(message, { transfer: [...transfer] }),
  listen: (handler) => self.addEventListener('message', ({ data }: MessageEvent<Command>) => handler(data)),
};

async function load(figure: FigureId): Promise<AnyExperiment> {
  const program = experiments[`../figures/${figure}/experiment.ts`];
  if (!program) throw new Error(`there is no experiment ${figure}`);
  try {
    return (await program()).default;
  } catch (cause) {
    throw new ReaderError('data', 'The program of this figure could not be loaded. Check the connection and run it again.', 'retry', { cause });
  }
}

const loader = createImageLoader({ fetchBytes: fetchBytesFrom(new URL(`${import.meta.env.BASE_URL}data/`, self.location.href).href) });

const loadImages: LoadImages = (set, split, count, note, signal) => {
  const what = `loading ${count.toLocaleString('en-GB')} ${TITLES[set]}`;
  note(what);
  return loader.images(set, split, count, ({ loaded, total }) => note(`${what}: ${Math.floor((100 * loaded) / total)} %`), signal);
};

const onLost = () => port.post({ type: 'sick', failure: failureOf(new Error('webgl context lost')) }, []);

serve(port, {
  load,
  prepare: (wish, note) => prepareBackend(wish, note, onLost),
  measure: (wish) => measureDevice(wish, onLost),
  enter: enterBackend,
  tensors: () => tf.memory().numTensors,
  loadImages,
  now,
  macrotask: macrotasks(),
  warn(text) {
    if (import.meta.env.DEV) console.warn(text);
  },
});
