/**
 * What every figure needs travels as one file. Left to itself the bundler splits it wherever some panel, fetched later,
 * needs a part too; packed piece by piece it weighs a fiftieth more.
 */

/** Modules that a figure loads at once, by folder. None that the text of a page needs, or every page would load them all. */
const MODULES: Readonly<Record<string, string>> = {
  core: 'charts|claims|format|outcomes|params|permalinks|seeds|trace',
  lab: 'page|deferred-session|first-snapshot|nothing-to-ask',
  plots: 'axes|chart|curves|labels|line-chart|pointer|scale',
  'ui/controls': 'button|fold|knob|lazy-fold|number-field|radio-group|readout|slider|toggle',
  'ui/figure-frame':
    'address|chart-layers|claim-lines|control-strip|figure-frame|panels|permalink|predict-first|run-bar|sentences|series-table|trouble|typeset|use-chart|use-figure|use-veil',
};

const paths = Object.entries(MODULES).map(([folder, names]) => `${folder}/(${names})`);

export const FRAME = { name: 'frame', test: new RegExp(`/src/(${paths.join('|')})\\.tsx?$`) };
