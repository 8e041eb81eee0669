/** `<Figure id="forget/line" />`: a numbered figure, rendered with its recording and brought to life near the viewport. */
import { createElement } from 'react';
import type { FigureId } from '../../core/experiment.ts';
import { figureAnchor } from '../../ui/figure-props.ts';
import { IslandRoot } from './island-root.tsx';
import { placeholder, usePage } from './page.ts';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'x-island': React.HTMLAttributes<HTMLElement> & { [data: `data-${string}`]: string | undefined };
    }
  }
}

export function Figure({ id }: { readonly id: FigureId }) {
  const { base, figures, islands } = usePage();
  const figure = figures.get(id);
  if (!figure) throw new Error(`the figure ${id} was not loaded`);
  const { component, declaration, number, recording, sources } = figure;
  const anchor = figureAnchor(id);
  const props = { number, base, sources };
  islands.push({ id: anchor, element: <IslandRoot>{createElement(component, recording ? { ...props, recording: recording.recording } : props)}</IslandRoot> });
  return (
    <x-island
      id={anchor}
      data-figure={id}
      data-props={JSON.stringify(props)}
      data-notes={declaration.notes && JSON.stringify(declaration.notes)}
      data-recording={recording && base + recording.address}
      dangerouslySetInnerHTML={{ __html: placeholder(anchor) }}
    />
  );
}
