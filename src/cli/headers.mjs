// `_headers`, the file by which static hosts are told which headers to send: a path, and under it, indented, its headers.

/**
 * @typedef {{ path: string, headers: Record<string, string> }} Rule
 * @param {string} text
 * @returns {Rule[]} in their order
 */
export function readHeaders(text) {
  /** @type {Rule[]} */
  const rules = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const header = /^\s+([\w-]+):\s*(.*)$/.exec(line);
    const rule = rules.at(-1);
    if (!header) rules.push({ path: line.trim(), headers: {} });
    else if (rule) rule.headers[(header[1] ?? '').toLowerCase()] = header[2] ?? '';
  }
  return rules;
}

/**
 * The headers for an address: a path with a star at its end means everything below it, and later rules win.
 * @param {readonly Rule[]} rules
 * @param {string} pathname
 * @returns {Record<string, string>}
 */
export function headersFor(rules, pathname) {
  const fits = ({ path }) => (path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path);
  return Object.assign({}, ...rules.filter(fits).map((rule) => rule.headers));
}
