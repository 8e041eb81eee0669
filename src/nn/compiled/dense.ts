/** Calls of the fully connected layer. */
import type { DenseLayer } from '../model.ts';
import { activationCalls, activationGradCalls } from './activation.ts';
import { type Call, sizeOf } from './buffers.ts';
import { type Back, epilogueOf, outputsOf, type Place, type Weights } from './place.ts';

/** y = activation(x · W + b). */
export function denseForward(place: Place, { activation }: DenseLayer, { weight, bias }: Weights): Call[] {
  const { kernels: k, replicas: r, batch, x, y } = place;
  const [inputs, units] = [sizeOf(place.inShape), sizeOf(place.outShape)];
  const [sizeX, sizeW, sizeY] = [place.sharedX ? 0 : batch * inputs, inputs * units, batch * units];
  const scratch = place.buffers.scratch(k.matMulScratch(batch, inputs));
  const end = epilogueOf(activation);
  const product = () =>
    k.matMul(0, 0, batch, units, inputs, x.address, weight.address, y.address, bias.address, end, r, sizeX, sizeW, sizeY, units, scratch.address);
  return [product, ...activationCalls(k, activation, y, outputsOf(place))];
}

/** dW = xᵀ · dy, db = Σ dy, dx = dy · Wᵀ. */
export function denseBackward(place: Place, { activation }: DenseLayer, { weight }: Weights, gradient: Weights, { dy, dx, reluDone }: Back): Call[] {
  const { kernels: k, replicas: r, batch, x, y } = place;
  const [inputs, units] = [sizeOf(place.inShape), sizeOf(place.outShape)];
  const [sizeX, sizeW, sizeY] = [place.sharedX ? 0 : batch * inputs, inputs * units, batch * units];
  const scratch = place.buffers.scratch(Math.max(k.matMulScratch(inputs, batch), k.matMulScratch(batch, units)));
  const calls: Call[] = reluDone ? [] : activationGradCalls(k, activation, dy, y, outputsOf(place));
  const dW = gradient.weight;
  calls.push(
    () => k.matMul(1, 0, inputs, units, batch, x.address, dy.address, dW.address, 0, 0, r, sizeX, sizeY, sizeW, 0, scratch.address),
    () => k.columnSums(dy.address, batch, units, gradient.bias.address, r),
  );
  if (dx)
    calls.push(() => k.matMul(0, 1, batch, inputs, units, dy.address, weight.address, dx.address, 0, 0, r, sizeY, sizeW, batch * inputs, 0, scratch.address));
  return calls;
}
