/** `node tests/tools/serve.mjs PORT`: serves the built book as `npm start` does, for the browser tests. Builds it unless BUILT is set. */
import { createBuilder } from 'vite';
import { serve } from '../../src/cli/serve.mjs';

if (!process.env.BUILT) {
  const builder = await createBuilder({ logLevel: 'warn' });
  await builder.buildApp();
}
const { address } = await serve({ root: 'dist', base: process.env.BASE ?? '/', from: Number(process.argv[2]) });
console.log(address);
