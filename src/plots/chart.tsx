/** The frame of one plot: a short title, the drawing, and a description for those who do not see it. */
import { useId, type ReactNode, type SVGAttributes } from 'react';

export interface Margins {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

interface ChartProps {
  title: string;
  /** What the drawing shows now, in a sentence. */
  description: string;
  width: number;
  height: number;
  children: ReactNode;
  /** A drawing that holds controls is a group; one that is only looked at is an image. */
  interactive?: boolean;
  svg?: SVGAttributes<SVGSVGElement> & { ref?: React.Ref<SVGSVGElement> };
  /** Under the drawing: a readout, a legend. */
  note?: ReactNode;
}

/** Width and height are the drawing's own units: 360 wide is one to one on a phone. */
export function Chart({ title, description, width, height, children, interactive = false, svg, note }: ChartProps) {
  const id = useId();
  return (
    <div className="chart">
      <p className="chart-title" id={`${id}t`}>
        {title}
      </p>
      <svg
        {...svg}
        className="plot"
        viewBox={`0 0 ${width} ${height}`}
        role={interactive ? 'group' : 'img'}
        aria-labelledby={`${id}t`}
        aria-describedby={`${id}d`}
      >
        <desc id={`${id}d`}>{description}</desc>
        {children}
      </svg>
      {note}
    </div>
  );
}
