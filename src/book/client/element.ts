/** Makes an element with properties, and with words and elements in it: what the page's scripts build is short. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...inside: readonly (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

/** A button that does something. */
export function button(words: string, onPress: () => void): HTMLButtonElement {
  return element('button', { type: 'button', className: 'plain-button', onclick: onPress }, words);
}
