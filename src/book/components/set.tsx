/** `<Set figure="…" values={{ epsilon: 0.1 }} run>set ε to 0.1</Set>`: words that set a figure, and run it. Without JavaScript, words. */
import type { ReactNode } from 'react';
import type { FigureId } from '../../core/experiment.ts';
import { check, type AnyValue } from '../../core/params.ts';
import type { SetDetail } from '../../ui/figure-props.ts';
import { usePage } from './page.ts';

interface Props {
  readonly figure: FigureId;
  readonly values: Readonly<Record<string, AnyValue>>;
  /** Run the figure too, when what it shows was made with other settings. */
  readonly run?: boolean;
  readonly children: ReactNode;
}

export function Set({ figure, values, run, children }: Props) {
  const { figures } = usePage();
  const shown = figures.get(figure);
  if (!shown) throw new Error(`<Set figure="${figure}">: that figure is not in this chapter`);
  for (const [key, value] of Object.entries(values)) {
    const param = shown.declaration.params[key];
    if (!param) throw new Error(`<Set figure="${figure}">: the figure has no parameter “${key}”`);
    const { problem } = check(param, value);
    if (problem) throw new Error(`<Set figure="${figure}">: ${problem}`);
  }
  const detail: SetDetail = { figure, values, ...(run && { run }) };
  return (
    <span className="set" data-set={JSON.stringify(detail)} data-number={shown.number}>
      {children}
    </span>
  );
}
