/** `npm run kernels`: compiles src/kernels/assembly and writes the two forms of the module that are kept in the repository. */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { asTypeScript, compileKernels } from '../kernels/compile.ts';

const root = process.cwd();
const binary = await compileKernels(root);
writeFileSync('src/kernels/kernels.wasm', binary);
writeFileSync('src/kernels/kernels.wasm.ts', asTypeScript(binary));
console.log(
  `src/kernels/kernels.wasm: ${binary.length} bytes, ${gzipSync(binary, { level: 9 }).length} gzipped; its TypeScript form ${gzipSync(asTypeScript(binary), { level: 9 }).length} gzipped`,
);
