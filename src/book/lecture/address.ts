/** `?lecture` in the address, beside whatever else it says: a page that is loaded again in the middle of a lecture is in it again. */
const KEY = 'lecture';

/** The search string with the lecture put into it or taken out; the rest stays as it is written. */
export function withLecture(search: string, on: boolean): string {
  const others = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part && part !== KEY && !part.startsWith(`${KEY}=`));
  const all = on ? [KEY, ...others] : others;
  return all.length ? `?${all.join('&')}` : '';
}

export function setAddress(hash: string, on: boolean): void {
  const { pathname, search } = location;
  history.replaceState(history.state, '', pathname + withLecture(search, on) + hash);
}

/** Where the second window finds the notes of this chapter. */
export const notesAddress = (): string => `${location.pathname}?${KEY}=notes`;
