/** Reads what each source file imports, and judges it by the table of layers.mjs. */
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import { parseSync, Visitor } from 'vite';
import { APART, figureOf, layerOf } from './layers.mjs';

/**
 * @typedef {{ line: number, to: string, type: boolean, worker: boolean }} Import `to` is a file from the root, or a
 *   package's name; `worker` marks `new URL(…, import.meta.url)`, which starts another program.
 */

/**
 * Every import, re-export, dynamic import, glob and worker of one module.
 * @param {string} file
 * @param {string} text
 * @returns {Import[]}
 */
export function importsOf(file, text = readFileSync(file, 'utf8')) {
  const { program, module, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const found = [];
  const add = (start, specifier, type = false, worker = false) => {
    const line = text.slice(0, start).split('\n').length;
    found.push({ line, to: resolve(file, specifier), type, worker });
  };
  for (const { start, moduleRequest, entries } of module.staticImports) add(start, moduleRequest.value, entries.length > 0 && entries.every((e) => e.isType));
  for (const { start, entries } of module.staticExports) {
    const from = entries.filter((e) => e.moduleRequest);
    if (from.length > 0)
      add(
        start,
        from[0].moduleRequest.value,
        from.every((e) => e.isType),
      );
  }
  new Visitor({
    ImportExpression: ({ start, source }) => typeof source.value === 'string' && add(start, source.value),
    CallExpression: ({ start, callee, arguments: [pattern] }) => {
      if (callee.type === 'MemberExpression' && callee.object.type === 'MetaProperty' && callee.property.name === 'glob')
        for (const p of texts(pattern)) if (!p.startsWith('!')) add(start, p.replaceAll('**', 'any/any').replaceAll('*', 'any'));
    },
    NewExpression: ({ start, callee, arguments: [path, base] }) => {
      if (callee.name === 'URL' && typeof path?.value === 'string' && base?.type === 'MemberExpression') add(start, path.value, false, true);
    },
  }).visit(program);
  return found;
}

const texts = (node) => (node?.type === 'ArrayExpression' ? node.elements : [node]).map((n) => n?.value).filter((v) => typeof v === 'string');

function resolve(file, specifier) {
  const path = specifier.replace(/\?.*$/, '');
  if (path.startsWith('.')) return posix.join(posix.dirname(file), path);
  return path.startsWith('/') ? path.slice(1) : path;
}

const isFile = (to) => /^(src|content|public|tests)\//.test(to);
const isBuiltin = (to) => to.startsWith('node:') || builtinModules.includes(to);

/**
 * What is wrong with one import, as a sentence.
 * @param {string} file
 * @param {Import} imported
 * @returns {string | undefined}
 */
export function judge(file, imported) {
  const { to, type, worker } = imported;
  const layer = layerOf(file);
  if (!layer || worker) return undefined;
  if (isBuiltin(to) && layer.packages?.test('node:')) return undefined;
  if (!isFile(to)) {
    if (type || layer.packages?.test(to)) return undefined;
    return `${layer.name} may not import the package ${to}: ${layer.why}`;
  }
  if (!to.startsWith('src/')) return layer.name === 'book' ? undefined : `${layer.name} may not import ${to}: only src/book reads the content`;
  const target = layerOf(to);
  if (!target) return `${to} is in no layer of architecture`;
  const allowed = [...layer.may, ...(type ? (layer.mayType ?? []) : [])].includes(target.name);
  if (!allowed) return `${layer.name} may not import ${type ? 'types of ' : ''}${target.name} (${to}): ${layer.why}`;
  const [from, into] = [figureOf(file), figureOf(to)];
  if (from && into && from !== into) return `a figure may not import another figure (${to}): what two figures share moves down a layer`;
  return undefined;
}

/**
 * The shortest way by which a file reaches another that `isThere`, file by file; empty when there is none.
 * @param {string} file
 * @param {Map<string, Import[]>} graph imports by file
 * @param {(to: string) => boolean} isThere
 * @returns {string[]}
 */
export function wayTo(file, graph, isThere) {
  const seen = new Set([file]);
  const queue = [[file]];
  while (queue.length > 0) {
    const way = queue.shift() ?? [];
    for (const { to, type, worker } of graph.get(way.at(-1) ?? '') ?? []) {
      if (type || worker || seen.has(to)) continue;
      if (isThere(to)) return [...way, to];
      seen.add(to);
      queue.push([...way, to]);
    }
  }
  return [];
}

/**
 * Every broken rule of a set of files.
 * @param {Map<string, Import[]>} graph imports by file
 * @returns {{ file: string, line: number, message: string }[]}
 */
export function check(graph) {
  const problems = [];
  for (const [file, imports] of graph) {
    for (const one of imports) {
      const message = judge(file, one);
      if (message) problems.push({ file, line: one.line, message });
    }
    for (const { from, files, packages, what } of APART) {
      const way = from.test(file) ? wayTo(file, graph, (to) => files.test(to) || packages.test(to)) : [];
      if (way.length > 0) problems.push({ file, line: imports.find((i) => i.to === way[1])?.line ?? 1, message: `${what}: ${way.join(' → ')}` });
    }
  }
  return problems;
}
