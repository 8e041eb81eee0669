/** The browser's side of `npm run bench -- --browser`: a worker, where the book computes too. Answers each message. */
import { xoshiro128 } from '../../core/random.ts';
import { registerKernels, unregisterKernels } from '../../kernels/register.ts';
import '../../lab/backends/wasm.ts';
import { openContext } from '../../lab/backends/webgl.ts';
import { stack } from '../../nn/compiled/replicas.ts';
import { compileReplicas, compileStep } from '../../nn/compiled/step.ts';
import { compileWebGLReplicas, compileWebGLStep } from '../../nn/compiled/webgl/step.ts';
import { init } from '../../nn/net.ts';
import * as tf from '../../nn/tf.ts';
import { variables } from '../../nn/tree.ts';
import { seconds } from '../clock.ts';
import { examplesFor, type Net, NETS } from './nets.ts';
import { median, ratios, type Spread } from './statistics.ts';
import { composedConvolve, stockStep } from './stock.ts';

export interface BrowserTiming {
  readonly name: string;
  /** Milliseconds a step: the median over the rounds. Wall time, as a browser tells no other. */
  readonly ms: number;
  readonly ratio: Spread;
  /** Draw calls a step, on WebGL. */
  readonly draws: number;
}

interface Contender {
  readonly name: string;
  readonly enter: () => Promise<unknown>;
  readonly step: () => void;
  /** Resolves when what `step` asked for is done. */
  readonly settled?: () => Promise<void>;
}

/** What is asked of this worker. */
export interface Order {
  readonly net: string;
  readonly rounds: number;
}

/** Seconds of one turn. */
const TURN = 0.1;
/** Seconds that a card works before each of its turns: after a rest its steps took up to three times as long at first. */
const WAKING = 0.2;

let draws = 0;
for (const method of ['drawArrays', 'drawElements'] as const) {
  const original: unknown = Reflect.get(WebGL2RenderingContext.prototype, method);
  if (typeof original === 'function')
    Reflect.set(WebGL2RenderingContext.prototype, method, function (this: WebGL2RenderingContext, ...rest: unknown[]): unknown {
      draws++;
      return Reflect.apply(original, this, rest);
    });
}

const onWebGL = () => tf.setBackend('webgl');
const ourKernels = async () => {
  await tf.setBackend('wasm');
  await registerKernels();
};
const stockKernels = async () => {
  await tf.setBackend('wasm');
  unregisterKernels();
};

async function contenders(net: Net): Promise<Contender[]> {
  const { model, optimiser, replicas, batch } = net;
  const random = () => xoshiro128([1, 2, 3, 4]);
  const examples = examplesFor(net, random());
  const spec = { model, loss: 'cross-entropy', optimiser } as const;
  const convolve = model.input.length > 1 ? composedConvolve : undefined;
  const parameters = () => {
    const numbers = random();
    return variables(replicas ? stack(Array.from({ length: replicas }, () => init(model, numbers))) : init(model, numbers));
  };
  const data = () => [tf.tensor(examples.x, [batch, ...model.input]), tf.tensor(examples.targets, [batch, examples.classes])] as const;

  await onWebGL();
  const drawn = replicas ? compileWebGLReplicas(spec, parameters(), { replicas }) : compileWebGLStep(spec, parameters());
  const [drawnX, drawnTargets] = data();
  const drawnStock = stockStep(net, examples, random());
  const settled = () => drawn.settled();
  await ourKernels();
  const compiled = replicas ? compileReplicas(spec, parameters(), { replicas }) : compileStep(spec, parameters());
  const [x, targets] = data();
  return [
    { name: 'compiled step, WASM', enter: ourKernels, step: () => compiled.run(x, targets).dispose() },
    { name: convolve ? 'tfjs, WASM, composed gradients' : 'tfjs, WASM', enter: stockKernels, step: stockStep(net, examples, random(), convolve) },
    { name: 'compiled step, WebGL', enter: onWebGL, step: () => drawn.run(drawnX, drawnTargets).dispose(), settled },
    { name: 'tfjs, WebGL', enter: onWebGL, step: drawnStock, settled },
  ];
}

/** Seconds a step. */
async function timed({ step, settled }: Contender, calls: number): Promise<number> {
  const start = seconds();
  for (let k = 0; k < calls; k++) step();
  await settled?.();
  return (seconds() - start) / calls;
}

/** Steps in a turn, found by doubling: of a single step on a card, most is the wait for it. */
async function callsOf(contender: Contender): Promise<number> {
  let calls = 1;
  let time = await timed(contender, calls);
  while (calls * time < TURN / 2) {
    calls *= 2;
    time = await timed(contender, calls);
  }
  return Math.max(1, Math.round(TURN / time));
}

async function measure(net: Net, rounds: number): Promise<BrowserTiming[]> {
  const running = [];
  for (const c of await contenders(net)) {
    await c.enter();
    c.step();
    c.step();
    const before = draws;
    c.step();
    running.push({ ...c, draws: draws - before, calls: await callsOf(c), times: new Array<number>() });
  }
  for (let round = 0; round < rounds; round++)
    for (const c of running) {
      await c.enter();
      if (c.settled) for (const start = seconds(); seconds() - start < WAKING; ) await timed(c, c.calls);
      c.times.push(await timed(c, c.calls));
    }
  const first = running[0]?.times ?? [];
  return running.map((c) => ({ name: c.name, ms: 1000 * median(c.times), ratio: ratios(c.times, first), draws: c.draws }));
}

/** The name that the graphics card goes by. */
function renderer(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  return gl && names ? String(gl.getParameter(names.UNMASKED_RENDERER_WEBGL)) : 'unknown';
}

openContext(() => {
  throw new Error('the graphics card took its memory back');
});
globalThis.onmessage = ({ data: { net: id, rounds } }: MessageEvent<Order>) => {
  const net = NETS.find((n) => n.id === id);
  const answer = net ? measure(net, rounds) : Promise.reject(new Error(`there is no net ${id}`));
  answer.then(
    (timings) => globalThis.postMessage({ timings, renderer: renderer() }, []),
    (error: unknown) => globalThis.postMessage({ error: String(error) }, []),
  );
};
