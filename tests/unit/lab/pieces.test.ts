import { describe, expect, it } from 'vitest';
import { ReaderError } from '../../../src/core/failures.ts';
import { TraceBuilder } from '../../../src/core/trace.ts';
import { chooseBackend } from '../../../src/lab/choose-backend.ts';
import { hasWasmSimd, isSafari, isSoftware, type Device } from '../../../src/lab/device.ts';
import { makeLab } from '../../../src/lab/make-lab.ts';
import { PaceMeter } from '../../../src/lab/pace.ts';
import { Questions } from '../../../src/lab/questions.ts';
import { Results } from '../../../src/lab/results.ts';
import { TraceBuffer } from '../../../src/lab/trace-buffer.ts';
import { Seat, Turn } from '../../../src/lab/turn.ts';
import { seeds, sleep } from './harness.ts';

describe('the pace', () => {
  it('is exact for a steady run', () => {
    const meter = new PaceMeter();
    let pace = meter.update(1, 0.01, 0);
    expect(pace.secondsLeft).toBeUndefined();
    for (let k = 2; k <= 51; k++) pace = meter.update(k, k / 100, (k - 1) / 20);
    expect(pace.stepsPerSecond).toBeCloseTo(20, 6);
    expect(pace.secondsLeft).toBeCloseTo(0.49 / 0.2, 6);
  });

  it('follows a change of speed within a few seconds', () => {
    const meter = new PaceMeter();
    let seconds = 0;
    let k = 0;
    for (; k < 40; k++) meter.update(k, k / 1000, (seconds += 0.1));
    let pace = meter.update(k, k / 1000, seconds);
    for (; k < 80; k++) pace = meter.update(k, k / 1000, (seconds += 0.5));
    expect(pace.stepsPerSecond).toBeGreaterThan(1.9);
    expect(pace.stepsPerSecond).toBeLessThan(2.2);
  });

  it('leaves out stretches in which no step is made', () => {
    const meter = new PaceMeter();
    for (let k = 0; k <= 20; k++) meter.update(k, k / 40, k / 10);
    let pace = meter.update(20, 0.6, 4);
    expect(pace.stepsPerSecond).toBeCloseTo(10, 6);
    pace = meter.update(21, 0.6, 4.1);
    expect(pace.stepsPerSecond).toBeCloseTo(10, 6);
  });

  it('never divides by zero', () => {
    const meter = new PaceMeter();
    for (let i = 0; i < 3; i++) expect(meter.update(5, 0.5, 1)).toEqual({ stepsPerSecond: 0 });
  });
});

describe('a growing trace', () => {
  it('holds every row, and what it gave out before does not change', () => {
    const builder = new TraceBuilder(['a', 'b']);
    const buffer = new TraceBuffer(['a', 'b']);
    const before = buffer.trace();
    for (let k = 0; k < 1000; k++) {
      builder.append(k, k % 2 ? { a: k } : { a: k, b: -k });
      if (k % 7 === 0) buffer.append(builder.take());
    }
    const middle = buffer.trace();
    const copy = Float64Array.from(middle.t);
    buffer.append(builder.take());
    const { t, columns } = buffer.trace();
    expect(before.t).toHaveLength(0);
    expect(middle.t).toEqual(copy);
    expect([...t]).toEqual(Array.from({ length: 1000 }, (_, k) => k));
    expect(columns.a).toEqual(t);
    expect(columns.b?.[998]).toBe(-998);
    expect(columns.b?.[999]).toBeNaN();
  });
});

describe('the turn', () => {
  it('lets one compute at a time, in the order of asking', async () => {
    const turn = new Turn();
    const log: string[] = [];
    const work = (name: string) =>
      turn.during(async () => {
        log.push(`${name}+`);
        await sleep(1);
        log.push(`${name}-`);
      });
    await Promise.all([work('a'), work('b'), work('c')]);
    expect(log.join(' ')).toBe('a+ a- b+ b- c+ c-');
  });

  it('goes on after somebody threw', async () => {
    const turn = new Turn();
    await expect(turn.during(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    expect(await turn.during(async () => 1)).toBe(1);
  });

  it('counts each one’s tensors, whatever others make while one is away', async () => {
    const turn = new Turn();
    let tensors = 0;
    const seat = () =>
      new Seat(
        turn,
        () => {},
        () => tensors,
      );
    const [a, b] = [seat(), seat()];
    await Promise.all([
      a.during(async () => {
        tensors += 3;
        await a.away(() => sleep(5));
        tensors -= 1;
      }),
      b.during(() => {
        tensors += 10;
      }),
    ]);
    expect([a.tensors, b.tensors]).toEqual([2, 10]);
  });

  it('gives the turn back when the backend cannot be entered', async () => {
    const turn = new Turn();
    const broken = new Seat(
      turn,
      () => Promise.reject(new Error('no card')),
      () => 0,
    );
    await expect(broken.during(() => 1)).rejects.toThrow('no card');
    expect(await turn.during(async () => 1)).toBe(1);
  });
});

describe('results', () => {
  it('lets go of the one asked least recently', () => {
    const gone: number[] = [];
    const results = new Results<string>(2, (run) => gone.push(run));
    results.add(1, 'a');
    results.add(2, 'b');
    expect(results.use(1)).toBe('a');
    results.add(3, 'c');
    expect(gone).toEqual([2]);
    results.remove(1);
    results.remove(1);
    expect(gone).toEqual([2, 1]);
    expect(results.use(2)).toBeUndefined();
  });
});

describe('questions', () => {
  it('keeps one under way and the latest waiting, each name for itself', async () => {
    const sent: string[] = [];
    const questions = new Questions<null>((ask, name, input) => sent.push(`${ask} ${name} ${String(input)}`));
    const asked = [1, 2, 3].map((x) => questions.ask('move', x, null));
    const other = questions.ask('draw', 9, null);
    expect(sent).toEqual(['1 move 1', '2 draw 9']);
    expect(await asked[1]).toBeUndefined();
    questions.answered(1, 'one');
    expect(await asked[0]).toBe('one');
    expect(sent.at(-1)).toBe('3 move 3');
    questions.answered(3, 'three');
    questions.answered(3, 'again');
    expect(await asked[2]).toBe('three');
    expect(questions.open).toBe(true);
    questions.abandon({ kind: 'worker-died', sentence: 'gone', wayOn: 'retry' });
    await expect(other).rejects.toThrow('gone');
    expect(questions.open).toBe(false);
  });

  it('rejects an input that cannot be copied, and goes on', async () => {
    const questions = new Questions<null>((_ask, _name, input) => void structuredClone(input));
    await expect(questions.ask('move', () => {}, null)).rejects.toThrow();
    expect(questions.open).toBe(false);
  });
});

describe('the lab', () => {
  it('gives the same stream on each call, and another for another tag', () => {
    const lab = makeLab({ backend: 'cpu', seeds, note: () => {}, loadImages: () => Promise.reject(new Error('none')) });
    expect(lab.random('init').bits()).toBe(lab.random('init').bits());
    expect(lab.random('init').bits()).not.toBe(lab.random('init', 'b').bits());
    expect(lab.finite(1, 'the loss')).toBe(1);
    for (const bad of [NaN, Infinity, -Infinity])
      expect(() => lab.finite(bad, 'the loss')).toThrow(/^The run diverged: the loss is no longer a finite number\./);
  });
});

describe('the choice of backend', () => {
  const device = (gpu: Device['gpu'], wasmSimd = true): Device => ({ gpu, wasmSimd });
  const choose = (d: Device, choice: 'auto' | 'wasm' | 'webgl' = 'auto', work: 'tiny' | 'dense' = 'dense', gpuLost = false) =>
    chooseBackend(d, { choice, work, gpuLost });
  const timed = (wasm: number, webgl: number, work: 'tiny' | 'dense' = 'dense', d = device('ready')) =>
    chooseBackend(d, { choice: 'auto', work, gpuLost: false }, { wasm, webgl });

  const ofAmount = (steps: number) =>
    chooseBackend(device('ready'), { choice: 'auto', work: 'dense', amount: { in: 'dense', steps }, gpuLost: false }, { wasm: 10, webgl: 2 });

  it.each([
    ['a card', choose(device('ready')), 'webgl', /graphics card that computes/],
    ['a card and a tiny net', choose(device('ready'), 'auto', 'tiny'), 'wasm', /small/],
    ['a lost card', choose(device('ready'), 'auto', 'dense', true), 'wasm', /gave up/],
    ['a software rasteriser', choose(device('software')), 'wasm', /imitates/],
    ['half floats', choose(device('half-floats')), 'wasm', /too few digits/],
    ['Safari', choose(device('not-in-workers')), 'wasm', /background work/],
    ['no card', choose(device('none')), 'wasm', /no graphics card/],
    ['no card, WebGL chosen', choose(device('none'), 'webgl'), 'wasm', /although you chose WebGL/],
    ['a software rasteriser, chosen', choose(device('software'), 'webgl'), 'webgl', /slow/],
    ['a card, WASM chosen', choose(device('ready'), 'wasm'), 'wasm', /you chose it/],
    ['a card without SIMD', choose(device('ready', false), 'wasm'), 'webgl', /no SIMD/],
    ['a card that failed', choose(device('failed')), 'wasm', /did not start/],
    ['a card that is faster', timed(12, 4), 'webgl', /^WebGL, because a step of a network of this kind took 3 times as long on WASM here\.$/],
    ['a card that is faster even on tiny nets', timed(1, 0.414, 'tiny'), 'webgl', / took 2\.4 times as long on WASM here/],
    [
      'a faster card and a short run',
      ofAmount(500),
      'wasm',
      /^WASM, because it does the whole run in about 5\u202fs here, before the graphics card is ready\.$/,
    ],
    ['a faster card and a long run', ofAmount(2000), 'webgl', / took 5 times as long/],
    ['a card that is slower', timed(1, 34.6), 'wasm', /^WASM, because a step .* took 35 times as long on the graphics card here\.$/],
    ['a card that is as fast', timed(1, 0.9), 'wasm', /about as long on the graphics card/],
    ['a faster card that was lost', chooseBackend(device('ready'), { choice: 'auto', work: 'dense', gpuLost: true }, { wasm: 9, webgl: 1 }), 'wasm', /gave up/],
    ['a timed software rasteriser', timed(9, 1, 'dense', device('software')), 'wasm', /imitates/],
    ['a card that was timed on WASM only', chooseBackend(device('ready'), { choice: 'auto', work: 'dense', gpuLost: false }, { wasm: 9 }), 'webgl', /32-bit/],
    ['a tiny net without SIMD', choose(device('software', false), 'auto', 'tiny'), 'webgl', /no SIMD/],
  ])('%s', (_name, chosen, backend, reason) => {
    expect(chosen.backend).toBe(backend);
    expect(chosen.reason).toMatch(reason);
    expect(chosen.reason).toMatch(/^(WASM|WebGL), .*\.$/);
  });

  it.each(['none', 'half-floats', 'not-in-workers'] as const)('a device with neither (%s) gets a sentence', (gpu) => {
    try {
      choose(device(gpu, false));
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(ReaderError);
      expect(thrown).toMatchObject({ kind: 'no-backend', message: expect.stringMatching(/^This browser cannot train networks: .+\.$/) });
    }
  });

  it('knows a software rasteriser and Safari by name', () => {
    for (const name of [
      'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
      'llvmpipe (LLVM 15.0.6, 256 bits)',
      'Mesa softpipe',
      'Microsoft Basic Render Driver',
    ])
      expect(isSoftware(name)).toBe(true);
    for (const name of ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11)', 'Apple M1', 'Mali-G78']) expect(isSoftware(name)).toBe(false);
    expect(isSafari('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15')).toBe(true);
    expect(
      isSafari('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/130.0.0.0 Mobile/15E148 Safari/604.1'),
    ).toBe(true);
    expect(isSafari('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36')).toBe(false);
    expect(isSafari('Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0')).toBe(false);
    expect(hasWasmSimd()).toBe(true); // every Node that this project runs on
  });
});
