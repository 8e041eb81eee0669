/**
 * Links that set the stage: what an address says besides a figure's settings.
 *
 *     theme=light|dark|projector    the page's theme, for this visit
 *     only=forget.line              this figure alone, as large as the window
 *     hide=angle,spread  hide=all   knobs that are not shown
 *     lock=angle,seed    lock=all   knobs that are shown and cannot be moved
 *     run=1                         runs by itself when it is seen, unless the device saves data
 *     ask=…                         a question, with a field for the answer
 *
 * `hide`, `lock`, `run` and `ask` speak of the figure that `only` names; else of those whose settings the address has;
 * else of every figure on the page. Names are the parameters' keys, and `seed`. What cannot be understood is left out,
 * with a sentence. All of it is a courtesy of the link: the reader can open the full figure.
 */
import type { FigureId } from './experiment.ts';
import { LONGEST_QUESTION } from './run-file.ts';

export interface Stage {
  readonly hidden: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  readonly run: boolean;
  readonly question?: string;
}

export const THEMES = ['light', 'dark', 'projector'] as const;
export type Theme = (typeof THEMES)[number];

/** What a link is made of; `theme` and `only` are the page's, the others the figure's. */
export interface Staging {
  readonly hide: readonly string[];
  readonly lock: readonly string[];
  readonly run: boolean;
  readonly only: boolean;
  readonly theme?: Theme;
  readonly ask?: string;
}

const FIGURES_KEYS = ['hide', 'lock', 'run', 'ask'] as const;
const MOST_NAMES = 100;
const SEED = 'seed';

const keyOf = (figure: FigureId): string => figure.replace('/', '.');

/** Whether the address sets a stage for this figure. */
function speaksOf(query: URLSearchParams, figure: FigureId): boolean {
  const only = query.get('only');
  if (only !== null) return only === keyOf(figure);
  const named = [...query.keys()].filter((key) => key.includes('.'));
  return named.length === 0 || named.includes(keyOf(figure));
}

/** @param params keys of the figure's parameters */
export function readStage(search: string, figure: FigureId, params: readonly string[]): { stage?: Stage; problems: string[] } {
  const query = new URLSearchParams(search);
  if (!FIGURES_KEYS.some((key) => query.has(key)) || !speaksOf(query, figure)) return { problems: [] };
  const problems: string[] = [];
  const all = [...params, SEED];
  const told = query.has('only') || query.has(keyOf(figure));
  const namesIn = (key: 'hide' | 'lock', verb: string): ReadonlySet<string> => {
    const given = (query.get(key) ?? '').split(',').filter(Boolean);
    if (given.length > MOST_NAMES) problems.push(`The link ${verb} more knobs than any figure has; the rest was left out.`);
    return new Set(
      given.slice(0, MOST_NAMES).flatMap((name) => {
        if (name === 'all') return all;
        if (all.includes(name)) return [name];
        if (told) problems.push(`The link ${verb} “${name.slice(0, 24)}”, which this figure does not have.`);
        return [];
      }),
    );
  };
  const hidden = namesIn('hide', 'hides');
  const locked = new Set([...namesIn('lock', 'locks')].filter((name) => !hidden.has(name)));
  const run = query.has('run') && !/^(0|no|off|false)$/.test(query.get('run') ?? '');
  const asked = plainText(query.get('ask') ?? '');
  if (asked.length > LONGEST_QUESTION)
    problems.push(`The question of this link is longer than ${LONGEST_QUESTION.toLocaleString('en-GB')} characters and was cut.`);
  const question = asked.slice(0, LONGEST_QUESTION);
  return { stage: { hidden, locked, run, ...(question && { question }) }, problems };
}

/** Without the invisible characters that could turn a text's direction or hide a part of it. */
export function plainText(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').trim();
}

/** The address's search for a figure's settings and a stage. Readable, and in the same order every time. */
export function writeStage(figure: FigureId, state: string, { hide, lock, run, only, theme, ask }: Staging): string {
  const pairs: (readonly [string, string])[] = [[keyOf(figure), state]];
  if (only) pairs.push(['only', keyOf(figure)]);
  if (hide.length) pairs.push(['hide', hide.join(',')]);
  if (lock.length) pairs.push(['lock', lock.join(',')]);
  if (run) pairs.push(['run', '1']);
  if (theme) pairs.push(['theme', theme]);
  if (ask) pairs.push(['ask', ask]);
  return `?${pairs.map(([key, value]) => `${key}=${readable(value)}`).join('&')}`;
}

const readable = (text: string) => encodeURIComponent(text).replace(/%(7E|3A|2C|2F)/gi, (hex) => decodeURIComponent(hex));
