/**
 * How tfjs waits for the graphics card: it asks again and again whether a fence has passed. A card has done a small step
 * in half a millisecond, but tfjs asks by setTimeout, which browsers stretch to 4 ms. Here it asks by messages at first.
 */
import { env } from '@tensorflow/tfjs-core';
import { now } from '../clock.ts';
import { macrotasks } from '../macrotask.ts';

/** Milliseconds that a wait is spent asking without rest. A longer one is not made much longer by a timer, and the core is free meanwhile. */
const EAGER = 5;

/** tfjs calls it with the same function at every turn of one wait. */
export function askSoon(macrotask: () => Promise<void>, clock: () => number, eager = EAGER): (ask: () => void) => void {
  let asking: (() => void) | undefined;
  let began = 0;
  return (ask) => {
    if (ask !== asking) [asking, began] = [ask, clock()];
    if (clock() - began < eager) void macrotask().then(ask);
    else setTimeout(ask, 0);
  };
}

/** From now on tfjs waits so. `eager` in milliseconds. */
export function waitEagerly(eager = EAGER): void {
  env().platform.setTimeoutCustom = askSoon(macrotasks(), now, eager);
}
