/** Links that somebody mistyped, truncated or made up, and what the figure `dumb-errors/perturbation` says of each. */
export const LINKS: readonly { readonly link: string; readonly sentence: RegExp }[] = [
  { link: 'nonsense', sentence: /This link cannot be read/ },
  { link: '7~epsilon:0.1', sentence: /made by a newer version of the book/ },
  { link: '1~epsilon:9', sentence: /“ε” goes from 0 to 0\.4; 9 became 0\.4/ },
  { link: '1~epsilon:NaN', sentence: /“ε” must be a number/ },
  { link: '1~method:<img src=x onerror=alert(1)>', sentence: /has no option “<img src=x onerror/ },
  { link: '1~__proto__:1', sentence: /which this figure does not have/ },
  { link: '1~seed:-1', sentence: /A seed is a whole number from 0 to 999999/ },
  { link: `1~epsilon:0.1${'~seed:1'.repeat(1000)}`, sentence: /too long to be one of ours/ },
];
