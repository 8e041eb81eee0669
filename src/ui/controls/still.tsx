import type { ReactNode } from 'react';

/** The same object each time: with another one React would write it into the page. */
const UNTOUCHED = { __html: '' };

interface StillProps {
  as?: 'div' | 'p';
  className?: string;
  /** Called by the server only. */
  children: () => ReactNode;
}

/**
 * What never changes is drawn by the server alone: in the browser its markup stays as the server sent it, and what it is
 * made of need not travel a second time, as code. See src/book/build/lean-declarations.ts.
 */
export function Still({ as: Tag = 'div', className, children }: StillProps) {
  if (import.meta.env.SSR)
    return (
      <Tag className={className} data-still="">
        {children()}
      </Tag>
    );
  return <Tag className={className} data-still="" dangerouslySetInnerHTML={UNTOUCHED} suppressHydrationWarning />;
}
