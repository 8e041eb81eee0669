/** One time for all that a figure shows: to go back in a finished run or in the recording. */
import { format } from '../../core/format.ts';
import type { ParamTable } from '../../core/params.ts';
import { Scrubber } from '../controls/scrubber.tsx';
import { latestText } from './latest.ts';
import type { Figure } from './use-figure.ts';

export function TimeCursor<T extends ParamTable, V>({ figure: { declaration, shown, live, replay } }: { figure: Figure<T, V> }) {
  const { pictures, index, now, go } = replay;
  if (!now || pictures.length < 2) return null;
  const t = format(now.t, 'count');
  return (
    <Scrubber
      label={declaration.time}
      position={index}
      last={pictures.length - 1}
      text={t}
      spoken={`${declaration.time} ${t}: ${latestText(declaration, shown, now.t)}`}
      onChange={live ? go : undefined}
    />
  );
}
