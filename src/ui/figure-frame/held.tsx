import type { ReactNode } from 'react';

/** Controls that a link has locked: to be seen, not to be moved; or hidden. */
export function Held({ hidden = false, children }: { hidden?: boolean | undefined; children: ReactNode }) {
  return hidden ? null : (
    <fieldset className="bare held" disabled>
      {children}
    </fieldset>
  );
}
