/** `node tests/tools/check-imports.mjs`: enforces the one-way imports of src. Exit status 1 when one points the wrong way. */
import { filesUnder } from './files.mjs';
import { check, importsOf } from './imports.mjs';

const files = filesUnder('src', /\.(ts|tsx|mts|mjs)$/).filter((file) => !file.startsWith('src/kernels/assembly/'));
const problems = check(new Map(files.map((file) => [file, importsOf(file)])));
for (const { file, line, message } of problems) console.error(`${file}:${line} ${message}`);
console.log(`${files.length} files, ${problems.length} imports that point the wrong way`);
process.exit(problems.length > 0 ? 1 : 0);
