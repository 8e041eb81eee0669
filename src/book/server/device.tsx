/** "This device": what the book keeps here, and the copy for reading offline. The page's script fills it in. */

import { typeset } from '../../ui/figure-frame/typeset.ts';
import type { Timed } from '../client/device/timed.ts';
import { figureHref } from '../build/links.ts';
import { book } from './content.ts';
import type { PageFigure } from './figures.ts';

interface Props {
  readonly base: string;
  readonly figures: readonly PageFigure[];
}

export function DevicePage({ base, figures }: Props) {
  return (
    <article className="device">
      <header className="opener">
        <h1>This device</h1>
        <p className="opener-surprise">What the book keeps here. It is sent nowhere: there is nobody to send it to.</p>
      </header>
      <noscript>
        <p className="device-note">Your browser runs no JavaScript here, so the book keeps nothing on this device and has nothing to show on this page.</p>
      </noscript>
      <section aria-labelledby="offline" className="device-part" hidden>
        <h2 id="offline">Read and run it offline</h2>
        <div data-part="offline" />
      </section>
      <section aria-labelledby="speed" className="device-part" hidden>
        <h2 id="speed">How long the figures take here</h2>
        <p>Each with its starting settings. The check trains three small networks for about a second, on what this device has.</p>
        <table>
          <thead>
            <tr>
              <th scope="col">figure</th>
              <th scope="col">a run takes</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <tr key={figure.id}>
                <th scope="row">
                  {figure.number} <a href={figureHref(book, figure.id, base)}>{typeset(figure.declaration.headline)}</a>
                </th>
                <td data-timed={JSON.stringify(timedOf(figure))}>not known yet</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div data-part="speed" />
      </section>
      <section aria-labelledby="stored" className="device-part" hidden>
        <h2 id="stored">What is stored</h2>
        <div data-part="stored" />
      </section>
    </article>
  );
}

/** What an estimate needs, without the rest of the recording. */
function timedOf({ declaration: { watch }, recording }: PageFigure): Timed {
  const { made, trace } = recording?.recording ?? {};
  return { ...(watch && { watch }), ...(made?.work && { work: made.work }), first: trace?.t[0] ?? 0, last: trace?.t.at(-1) ?? 0 };
}
