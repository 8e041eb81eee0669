import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';

interface LazyFoldProps {
  summary: string;
  children: ReactNode;
  className?: string;
  /** Under which name the content keeps something as long as the tab: while there is any, the fold opens by itself. */
  keeps?: string;
}

/** A fold whose content is rendered, and its code fetched, when the reader first opens it. */
export function LazyFold({ summary, children, className = '', keeps }: LazyFoldProps) {
  const [opened, setOpened] = useState(false);
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (fold.current && keeps && hasKept(keeps)) fold.current.open = true;
  }, [keeps]);
  return (
    <details ref={fold} className={`fold ${className}`} onToggle={(event) => event.currentTarget.open && setOpened(true)}>
      <summary>{summary}</summary>
      <div className="fold-body">{opened && <Suspense fallback="one moment …">{children}</Suspense>}</div>
    </details>
  );
}

function hasKept(name: string): boolean {
  try {
    return sessionStorage.getItem(`book:${name}`) !== null;
  } catch {
    return false;
  }
}
