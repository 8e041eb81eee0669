// `npm start`: builds the book, serves it on a free port from 4173, and prints the address.
import { join, resolve } from 'node:path';
import { createBuilder } from 'vite';
import { serve } from './serve.mjs';

const root = resolve(import.meta.dirname, '../..');
process.chdir(root);
console.log('Building the book …');
const builder = await createBuilder({ root, logLevel: 'warn' });
await builder.buildApp();

const { server, address } = await serve({ root: join(root, 'dist'), base: builder.config.base });
console.log(`The book is at ${address}\nCtrl-C ends it.`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
}
