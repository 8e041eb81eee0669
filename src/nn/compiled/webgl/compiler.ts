/** The WebGL step as a compiler that the backend offers when it starts. */
import type { StepCompiler } from '../offered.ts';
import { canCompileWebGL, compileWebGLStep } from './step.ts';

export const webglCompiler: StepCompiler = { can: canCompileWebGL, compile: compileWebGLStep };
