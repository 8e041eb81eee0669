/** The one place that tfjs is imported from: core and every gradient, in the order that registers them once. */
export * from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
