import { Suspense, useState, type ReactNode } from 'react';

/** A fold whose content is rendered, and its code fetched, when the reader first opens it. */
export function LazyFold({ summary, children, className = '' }: { summary: string; children: ReactNode; className?: string }) {
  const [opened, setOpened] = useState(false);
  return (
    <details className={`fold ${className}`} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{summary}</summary>
      <div className="fold-body">{opened && <Suspense fallback="one moment …">{children}</Suspense>}</div>
    </details>
  );
}
