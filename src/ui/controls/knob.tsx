/** The control of one parameter, by its kind. Points are placed on the figure's own plot. */
import { lazy, Suspense } from 'react';
import type { AnyValue, Param } from '../../core/params.ts';
import { RadioGroup } from './radio-group.tsx';
import { Slider } from './slider.tsx';
import { Toggle } from './toggle.tsx';

const MatrixGrid = lazy(() => import('../inputs/matrix-grid.tsx'));

interface KnobProps {
  param: Param;
  value: AnyValue;
  onChange: (value: AnyValue) => void;
  describedBy?: string;
}

export function Knob({ param, value, onChange, describedBy }: KnobProps) {
  switch (param.kind) {
    case 'number':
      return <Slider param={param} value={typeof value === 'number' ? value : param.default} onChange={onChange} describedBy={describedBy} />;
    case 'choice':
      return (
        <RadioGroup
          label={param.label}
          options={param.options}
          value={typeof value === 'string' ? value : param.default}
          onChange={onChange}
          describedBy={describedBy}
        />
      );
    case 'toggle':
      return <Toggle label={param.label} value={typeof value === 'boolean' ? value : param.default} onChange={onChange} describedBy={describedBy} />;
    case 'matrix':
      return (
        <Suspense>
          <MatrixGrid param={param} value={value} onChange={onChange} describedBy={describedBy} />
        </Suspense>
      );
    case 'points':
      return null;
  }
}
