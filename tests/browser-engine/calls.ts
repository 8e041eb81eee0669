/** Counts what is asked of WebGL, by standing in front of the context's methods. */
const counts = { draws: 0, links: 0, textures: 0, framebuffers: 0, reads: 0 };
export type Calls = typeof counts;

const COUNTED: Readonly<Record<string, keyof Calls>> = {
  drawElements: 'draws',
  drawArrays: 'draws',
  linkProgram: 'links',
  createTexture: 'textures',
  createFramebuffer: 'framebuffers',
  readPixels: 'reads',
};
/** While set, nothing is drawn: what remains is the cost of asking. */
export const drawing = { off: false };

for (const [method, what] of Object.entries(COUNTED)) {
  const original: unknown = Reflect.get(WebGL2RenderingContext.prototype, method);
  if (typeof original !== 'function') continue;
  Reflect.set(WebGL2RenderingContext.prototype, method, function (this: WebGL2RenderingContext, ...rest: unknown[]): unknown {
    counts[what]++;
    return drawing.off && what === 'draws' ? undefined : Reflect.apply(original, this, rest);
  });
}

/** What was asked for while `f` ran. */
export function callsOf(f: () => void): Calls {
  const before = { ...counts };
  f();
  return {
    draws: counts.draws - before.draws,
    links: counts.links - before.links,
    textures: counts.textures - before.textures,
    framebuffers: counts.framebuffers - before.framebuffers,
    reads: counts.reads - before.reads,
  };
}
