/** Links in a text start at the book's root; this leads them there, wherever the book is served. */
import { createContext, useContext, type ReactNode } from 'react';

/** Where the book is served, with a slash at its end. */
export const BaseContext = createContext('/');

interface Props {
  readonly href?: string;
  readonly children?: ReactNode;
}

export function Anchor({ href = '', children, ...rest }: Props) {
  const base = useContext(BaseContext);
  return (
    <a href={href.startsWith('/') ? base + href.slice(1) : href} {...rest}>
      {children}
    </a>
  );
}
