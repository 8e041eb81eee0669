/** What the compiled module exports. Addresses are byte offsets into the memory that it shares with tfjs. */
export { matMul, matMulScratch } from './product';
export { conv, convFilterGrad, convFilterGradScratch, convInputGrad, convInputGradScratch, convScratch } from './convolution';
export { maxPool, maxPoolAny, maxPoolGrad, maxPoolGradAny } from './pooling';
export { columnSums, plane, reluGrad, segmentSums, sigmoid, sigmoidGrad, tanh, tanhGrad } from './elementwise';
export { logisticLoss, softmaxCrossEntropy, squaredError } from './losses';
export { adam, momentum, sgd } from './optimisers';
