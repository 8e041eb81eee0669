/** Which other package trains which of the five nets. Loaded by `npm run bench` alone, which installs them first. */
import { brainjs } from './brain.mjs';
import { convnetjs } from './convnetjs.mjs';
import { jaxjs } from './jax.mjs';
import { synapticjs } from './synaptic.mjs';

/** @type {readonly import('../../src/cli/bench/peers.ts').PeerEntry[]} */
export const PEERS = [
  { make: jaxjs, nets: ['i', 'ii', 'iii', 'iv', 'v'] },
  { make: convnetjs, nets: ['i', 'ii', 'iii', 'iv'] },
  // iii would take these two ten seconds and more a step
  { make: brainjs, nets: ['i', 'ii'] },
  { make: synapticjs, nets: ['i', 'ii'] },
];
