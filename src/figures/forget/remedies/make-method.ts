/** The methods by their names. */
import { makeVaeDreamer, USUAL_DREAMER } from '../../../nn/remedies/dreaming.ts';
import { makeGaussianDreamer } from '../../../nn/remedies/gaussian.ts';
import { dreaming } from './dreaming.ts';
import { gem } from './gem.ts';
import { hat } from './hat.ts';
import { anchored, joint, naive, rehearsal } from './learners.ts';
import type { Course, Method } from './method.ts';
import type { MethodName } from './declaration.ts';

export function makeMethod(name: MethodName, course: Course): Method {
  switch (name) {
    case 'naive':
      return naive(course);
    case 'joint':
      return joint(course);
    case 'l2':
    case 'ewc':
      return anchored(course, name);
    case 'rehearsal':
      return rehearsal(course);
    case 'gem':
      return gem(course);
    case 'dreaming':
      return dreaming(course, makeVaeDreamer({ ...USUAL_DREAMER, pixels: 784 }, course.lab.random('init', 'generator')), LEARNING, DECODER);
    case 'gaussian':
      return dreaming(course, makeGaussianDreamer(), 0, 0);
    case 'hat':
      return hat(course);
  }
}

const { hidden, codes, batch, steps } = USUAL_DREAMER;
const ENCODER = 784 * hidden + hidden * 2 * codes;
const DECODER = codes * hidden + hidden * 784;
/** Of the generator, for one task. */
const LEARNING = steps * batch * (ENCODER + DECODER);

/** Hard attention has to be told the task, so it cannot take part where the task is to be found out. */
export const canTakePart = (name: MethodName, stream: string): boolean => name !== 'hat' || stream !== 'split';
