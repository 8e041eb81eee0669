/** What the server sends of a surface: the drawing in lines, and what height means. */
import { significant } from '../../core/format.ts';
import { groundOf } from './ground.ts';
import { Lines } from './lines.tsx';
import type { DrawnProps } from './types.ts';

export default function Still(props: DrawnProps) {
  const [low, high] = groundOf(props).range;
  return (
    <>
      <Lines {...props} />
      <p className="legend">
        {props.height} from {significant(low)} to {significant(high)}
      </p>
    </>
  );
}
