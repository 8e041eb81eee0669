/** The figure's address with all its settings. */
import { useState } from 'react';
import type { ParamTable } from '../../core/params.ts';
import { Button } from '../controls/button.tsx';
import type { Figure } from './use-figure.ts';

export function Permalink<T extends ParamTable, V>({ figure, anchor }: { figure: Figure<T, V>; anchor: string }) {
  const [said, setSaid] = useState('');
  const copy = () => void import('./copy-link.ts').then(({ copyLink }) => copyLink(figure, anchor, setSaid));
  return (
    <span className="permalink">
      <Button look="link" onPress={copy}>
        link to these settings
      </Button>
      <span role="status">{said}</span>
    </span>
  );
}
