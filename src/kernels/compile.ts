/** Compiles the AssemblyScript kernels, in Node. Only the command line and the tests import this. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import asc from 'assemblyscript/asc';

const ENTRY = 'src/kernels/assembly/index.ts';

/**
 * The module's bytes; the same source gives the same bytes. No fused multiply-add and no relaxed instruction, so every
 * engine computes the same bits. No runtime and no static data: the memory belongs to tfjs.
 */
export async function compileKernels(root: string): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const options = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--noExportMemory',
    '--enable',
    'simd',
    '--noColors',
    '--disableWarning',
    '112',
    '--outFile',
    'kernels.wasm',
  ];
  const { error, stderr } = await asc.main([ENTRY, ...options], {
    readFile: (name) => {
      try {
        return readFileSync(join(root, name), 'utf8');
      } catch {
        return null; // the compiler tries several places for each import
      }
    },
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') binary = contents;
    },
    listFiles: () => null,
  });
  if (error || !binary) throw new Error(`the kernels do not compile: ${error?.message ?? 'no output'}\n${stderr.toString()}`);
  const warnings = stderr.toString();
  if (warnings.includes('WARNING')) throw new Error(`the kernels compile with warnings:\n${warnings}`);
  return binary;
}

/**
 * The TypeScript module that carries the bytes to browsers, workers, bundles and tests alike, with nothing to fetch.
 * Deflated, because a script that is sent compressed cannot squeeze what base64 has scattered: a third less to load.
 */
export function asTypeScript(binary: Uint8Array): string {
  const text = deflateRawSync(binary, { level: 9 }).toString('base64');
  const lines = text.match(/.{1,120}/g) ?? [];
  return [
    '/** GENERATED from src/kernels/assembly: the compiled kernels, deflated, as base64. */',
    `export const deflated = \`\n${lines.join('\n')}\n\`;`,
    '',
  ].join('\n');
}
