/** Options of a command, and what is said when they make no sense. */
import { parseArgs } from 'node:util';

/** A mistake in how the command was called: printed as a sentence, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** What stands after the option in the usage line, e.g. "N". */
  readonly value?: string;
}

export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** Reads the options of a command. Throws a UsageError at anything that the command does not know. */
export function readOptions(command: string, specs: Readonly<Record<string, OptionSpec>>, argv: readonly string[]): Given {
  const usage = `Usage: npm run ${command} --${Object.entries(specs)
    .map(([name, { value }]) => ` [--${name}${value ? ` ${value}` : ''}]`)
    .join('')}`;
  const options = Object.fromEntries(Object.entries(specs).map(([name, { type }]) => [name, { type }]));
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  const given: Record<string, string | boolean> = {};
  for (const token of tokens) {
    if (token.kind === 'positional') throw new UsageError(`“${token.value}” is not an option.\n${usage}`);
    if (token.kind !== 'option') continue;
    const spec = Object.hasOwn(specs, token.name) ? specs[token.name] : undefined;
    if (!spec) throw new UsageError(`There is no option ${token.rawName}.\n${usage}`);
    if (spec.type === 'boolean') {
      if (token.value !== undefined) throw new UsageError(`--${token.name} takes no value.\n${usage}`);
      given[token.name] = true;
    } else {
      if (token.value === undefined || token.value.startsWith('--'))
        throw new UsageError(`--${token.name} needs a value: --${token.name} ${spec.value ?? 'VALUE'}.\n${usage}`);
      given[token.name] = token.value;
    }
  }
  return given;
}

/** A whole number in [least, most], or the fallback when the option was not given. */
export function wholeNumber(given: Given, name: string, fallback: number, least: number, most: number): number {
  const text = given[name];
  if (text === undefined) return fallback;
  const value = typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most)) throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not “${String(text)}”.`);
  return value;
}

/** One of the options, or the fallback when the option was not given. */
export function oneOf<const C extends string>(given: Given, name: string, choices: readonly C[], fallback: C): C {
  const text = given[name];
  if (text === undefined) return fallback;
  const found = choices.find((c) => c === text);
  if (found === undefined) throw new UsageError(`--${name} is ${choices.join(' or ')}, not “${String(text)}”.`);
  return found;
}

/** `i/n` as [i, n] with 1 ≤ i ≤ n, or [1, 1] when the option was not given. */
export function shard(given: Given, name = 'shard'): readonly [i: number, n: number] {
  const text = given[name];
  if (text === undefined) return [1, 1];
  const [, i = 0, n = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(String(text)) ?? []).map(Number);
  if (!(i >= 1 && i <= n)) throw new UsageError(`--${name} is i/n with i from 1 to n, e.g. 2/5, not “${String(text)}”.`);
  return [i, n];
}

/** Runs a command: its status is the process's; a UsageError is printed as a sentence and makes it 2, any other error 1. */
export async function main(run: (argv: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (thrown) {
    // not thrown on: tfjs's WASM program listens for uncaught errors and prints itself, whole, in front of them
    const usage = thrown instanceof UsageError;
    console.error(usage || !(thrown instanceof Error) ? String(usage ? thrown.message : thrown) : thrown.stack);
    process.exitCode = usage ? 2 : 1;
  }
}
