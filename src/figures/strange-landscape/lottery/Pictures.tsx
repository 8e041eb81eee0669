/** What is left of the first layer, pixel by pixel: how many connections, and what they say for a nought before training. */
import { useMemo } from 'react';
import { format } from '../../../core/format.ts';
import { inkPicture, Pixels, signedPicture } from '../../../plots/pixels.tsx';
import { SIDE } from './plan.ts';
import type { Traces } from './types.ts';

const NAMES = [
  ['ticket', 'ticket'],
  ['anew', 'drawn anew'],
  ['shuffled', 'shuffled'],
] as const;

export function Pictures({ traces }: { traces: Traces | undefined }) {
  const shown = useMemo(
    () =>
      traces && {
        nought: NAMES.map(([net, name]) => ({ name, src: signedPicture(traces.nought[net], SIDE, SIDE, 127) })),
        ticket: inkPicture(traces.connections.ticket, SIDE, SIDE),
        shuffled: inkPicture(traces.connections.shuffled, SIDE, SIDE),
      },
    [traces],
  );
  if (!traces || !shown)
    return (
      <div className="chart">
        <p className="chart-title">What the pixels say, before training</p>
        <p className="waiting">The pictures are drawn as soon as weights are cut.</p>
      </div>
    );
  const average = (x: number) => format(Math.round(x), 'count');
  return (
    <div className="chart">
      <p className="chart-title">What each pixel says for a nought (red) or against it (blue), before training</p>
      <div className="panels">
        {shown.nought.map(({ name, src }) => (
          <div className="panel" key={name}>
            <Pixels src={src} alt={`for and against a nought, ${name}`} />
            <p>{name}</p>
          </div>
        ))}
      </div>
      <div className="at-desk">
        <p className="chart-title">How many connections each pixel has left</p>
        <div className="panels">
          <div className="panel">
            <Pixels src={shown.ticket} alt="connections that the ticket has left" />
            <p>ticket</p>
          </div>
          <p>
            Rim: {average(traces.rim)} a pixel. Middle: {average(traces.middle)}. Drawn anew, the connections are the ticket’s.
          </p>
          <div className="panel">
            <Pixels src={shown.shuffled} alt="connections after shuffling" />
            <p>shuffled</p>
          </div>
        </div>
      </div>
    </div>
  );
}
