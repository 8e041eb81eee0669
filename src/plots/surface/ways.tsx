/** A way over the surface: with a rim of paper where it is seen, faint where a hill hides it, a dot at its end, and its name. */
import type { Ground } from './ground.ts';
import type { Projection } from './projection.ts';
import { inSight } from './sight.ts';
import type { Way } from './types.ts';

interface WaysProps {
  ways: readonly Way[];
  ground: Ground;
  project: Projection;
}

/** Names stand above all ways. */
export function Ways({ ways, ground, project }: WaysProps) {
  const placed = ways.flatMap((way) => {
    const places = way.points.map(ground.place);
    const known = places.filter(([, , z]) => !Number.isNaN(z));
    const at = (share: number) => {
      const place = known[Math.round(share * (known.length - 1))];
      return place && project(place).map((v) => v.toFixed(1));
    };
    const [end, named] = [at(1), at(way.nameAt ?? 1)];
    return end && named ? [{ ...way, ...inSight(ground, places, project), end, named }] : [];
  });
  return (
    <>
      {placed.map(({ name, concept, seen, hidden, end }) => (
        <g key={name} className={`c-${concept}`}>
          <path className="line surface-hidden" d={hidden} />
          <path className="surface-rim" d={seen} />
          <path className="line" d={seen} />
          <circle className="surface-end" cx={end[0]} cy={end[1]} />
        </g>
      ))}
      {placed.map(({ name, concept, named, nameBelow }) => (
        <text key={name} className={`name c-${concept}`} x={named[0]} y={named[1]} dy={nameBelow ? '1.5em' : '-0.8em'} textAnchor="middle">
          {name}
        </text>
      ))}
    </>
  );
}
