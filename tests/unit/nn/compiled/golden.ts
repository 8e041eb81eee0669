/** What `trainedHash` in five-nets.ts gives. Change it only with a change of the kernels' arithmetic, and say so. */
export const GOLDEN: Readonly<Record<string, string>> = {
  'i: 2-32-32-2, batch 128': '00d5f9db',
  'ii: 784-128-10, batch 64': 'd012ab68',
  'iii: 784-512-512-10, batch 128, Adam': '0e7214ad',
  'iv: convolutions 8-16 of 5 × 5, batch 64': 'bac1c70c',
  'v: 64 of i at once': 'fdb44acd',
};
