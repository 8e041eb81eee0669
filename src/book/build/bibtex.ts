/** The entry of a key in a BibTeX file, as it was written there; undefined when there is none. */
export function bibtexOf(text: string, key: string): string | undefined {
  for (const start of text.matchAll(/^@\w+\s*\{\s*([^,\s]+)\s*,/gm)) {
    if (start[1] !== key) continue;
    let depth = 0;
    for (let end = start.index; end < text.length; end++) {
      // a brace after a backslash is a letter
      if (text[end] === '\\') end++;
      else if (text[end] === '{') depth++;
      else if (text[end] === '}' && --depth === 0) return text.slice(start.index, end + 1);
    }
  }
  return undefined;
}
