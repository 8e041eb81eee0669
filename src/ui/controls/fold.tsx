import type { ReactNode } from 'react';

/** Native `details`: opens without JavaScript, by keyboard, and by the browser's find in page. */
export function Fold({ summary, children, className = '' }: { summary: string; children: ReactNode; className?: string }) {
  return (
    <details className={`fold ${className}`}>
      <summary>{summary}</summary>
      <div className="fold-body">{children}</div>
    </details>
  );
}
