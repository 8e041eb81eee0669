/** The figure's address with all its settings. */
import { useState } from 'react';
import type { ParamTable } from '../../core/params.ts';
import { Button } from '../controls/button.tsx';
import { linkTo } from './address.ts';
import type { Figure } from './use-figure.ts';

const SHOWN_MS = 2500;

export function Permalink<T extends ParamTable, V>({ figure, anchor }: { figure: Figure<T, V>; anchor: string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    const link = linkTo(location.href, figure.declaration.id, figure.link, anchor);
    try {
      await navigator.clipboard.writeText(link);
      setSaid('link copied');
    } catch {
      // no permission, or a page without https: the address bar holds the same link
      setSaid('copy the address of this page instead');
    }
    setTimeout(() => setSaid(''), SHOWN_MS);
  };
  return (
    <span className="permalink">
      <Button look="link" onPress={copy}>
        link to these settings
      </Button>
      <span role="status">{said}</span>
    </span>
  );
}
