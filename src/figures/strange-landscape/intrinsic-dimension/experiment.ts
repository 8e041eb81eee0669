/** Trains two networks in all their weights, and in 50 to 800 random directions among them. */
import { experiment } from '../../../core/experiment.ts';
import type { ImageSet, Lab, Step } from '../../../core/experiment.ts';
import { gather, part, shuffled, slice } from '../../../nn/batches.ts';
import * as tf from '../../../nn/tf.ts';
import { changesOf } from './changes.ts';
import { crossing, MOST, PICTURED, TRIED } from './crossing.ts';
import { declaration, DIGITS, TEST_DIGITS } from './declaration.ts';
import { halved, mislabelled, reordered, PIXELS } from './pictures.ts';
import { makeTeam, type Judged, type Team } from './team.ts';
import { NETS, type IntrinsicMeasure, type IntrinsicValues, type IntrinsicView, type Net, type Standing } from './types.ts';

type Frame = Step<IntrinsicView, keyof typeof declaration.series>;
type Teams = Readonly<Record<Net, Team>>;

const BATCH = 100;
/** Steps between two chances for the page to look. */
const STRETCH = 2;
/** Looks at all curves along the run, besides those at the first steps. */
const LOOKS = 8;
const FIRST_LOOKS: readonly number[] = [10, 25];

interface IntrinsicResult {
  readonly measures: Readonly<Record<IntrinsicMeasure, number>>;
}

async function* run(lab: Lab, values: IntrinsicValues): AsyncGenerator<Frame, IntrinsicResult, void> {
  const { lessons, asked } = await digitsFor(lab, values);
  const teams: { [net in Net]?: Team } = {};
  const examined = slice(asked, 0, asked.count);
  const judged: Judged = { x: examined.x, labels: asked.labels };
  try {
    const narrow = (teams.narrow = await makeTeam(lab, values.hidden, values.draws, values.rate));
    const wide = (teams.wide = await makeTeam(lab, values.hidden * Number(values.times), values.draws, values.rate));
    const both: Teams = { narrow, wide };
    const batches = shuffled(lab.random('order'), lessons.count, BATCH);
    const each = Math.ceil(values.steps / LOOKS);
    let standing = beforeTraining(both);
    const before = standing;
    yield { t: 0, progress: 0, view: () => viewOf(both, values, before, 0) };
    for (let step = 1; step <= values.steps; step++) {
      const batch = gather(lessons, batches.next().value);
      try {
        for (const net of NETS) lab.finite(await both[net].step(batch), 'the loss');
      } finally {
        tf.dispose([batch.x, batch.y]);
      }
      const progress = (0.99 * step) / values.steps;
      if (step % each === 0 || step === values.steps || FIRST_LOOKS.includes(step)) {
        standing = yield* look(both, judged, step, progress);
        const shown = standing;
        yield { t: step, progress: step === values.steps ? 1 : progress, series: seriesOf(shown), view: () => viewOf(both, values, shown, step) };
      } else if (step % STRETCH === 0) yield { t: step, progress };
    }
    return { measures: measuresOf(standing) };
  } finally {
    tf.dispose([examined.x, examined.y]);
    for (const net of NETS) teams[net]?.dispose();
  }
}

/** What the networks learn from, and what they are judged by: other digits, unless no rule leads from one to another. */
async function digitsFor(lab: Lab, { digits, pixels, labels }: IntrinsicValues): Promise<{ lessons: ImageSet; asked: ImageSet }> {
  const order = pixels === 'shuffled' ? lab.random('data', 'pixels').permutation(PIXELS) : undefined;
  const drawn = (set: ImageSet) => (order ? reordered(halved(set), order) : halved(set));
  const lessons = drawn(part(await lab.images('mnist', 'train', DIGITS), 0, digits));
  if (labels === 'true') return { lessons, asked: drawn(await lab.images('mnist', 'test', TEST_DIGITS)) };
  const random = mislabelled(lessons, lab.random('data', 'labels'));
  return { lessons: random, asked: part(random, 0, Math.min(digits, TEST_DIGITS)) };
}

/** No network has learned anything, and there is nothing to compare with. */
function beforeTraining(teams: Teams): Record<Net, Standing> {
  const of = (net: Net): Standing => ({ weights: teams[net].weights, full: NaN, inside: new Float32Array() });
  return { narrow: of('narrow'), wide: of('wide') };
}

/** How well all networks of both teams read, one number of directions after another. */
async function* look(teams: Teams, judged: Judged, t: number, progress: number): AsyncGenerator<Frame, Record<Net, Standing>, void> {
  const rows = { narrow: new Float32Array(TRIED.length), wide: new Float32Array(TRIED.length) };
  const full = { narrow: await teams.narrow.accuracy('all', judged), wide: await teams.wide.accuracy('all', judged) };
  const least = 1 / judged.labels.length; // a share of nothing would be no number
  for (const place of TRIED.keys()) {
    for (const net of NETS) rows[net][place] = (await teams[net].accuracy(place, judged)) / Math.max(full[net], least);
    yield { t, progress };
  }
  const of = (net: Net): Standing => ({ weights: teams[net].weights, full: full[net], inside: rows[net] });
  return { narrow: of('narrow'), wide: of('wide') };
}

const viewOf = async ({ narrow }: Teams, { hidden, steps }: IntrinsicValues, standing: Record<Net, Standing>, step: number): Promise<IntrinsicView> => ({
  stage: step === steps ? 'done' : 'training',
  step,
  ...standing,
  changes: { full: changesOf(await narrow.change('all'), hidden), inside: changesOf(await narrow.change(PICTURED), hidden) },
});

const seriesOf = ({ narrow, wide }: Record<Net, Standing>): Record<Net, number> => ({ narrow: needed(narrow), wide: needed(wide) });

/** Directions needed for 90 %; where even the most are too few, their number. At least 1, so that ratios are finite where nothing was learned. */
function needed({ inside }: Standing): number {
  const count = crossing(TRIED, inside);
  return Number.isNaN(count) ? MOST : Math.max(count, 1);
}

function measuresOf({ narrow, wide }: Record<Net, Standing>): Record<IntrinsicMeasure, number> {
  const [narrow90, wide90] = [needed(narrow), needed(wide)];
  const pictured = ({ inside, full }: Standing) => (inside[PICTURED] ?? NaN) * full;
  return {
    narrow90,
    wide90,
    growth: wide90 / narrow90,
    weightsGrowth: wide.weights / narrow.weights,
    narrowShare: narrow90 / narrow.weights,
    wideShare: wide90 / wide.weights,
    narrowFull: narrow.full,
    wideFull: wide.full,
    narrowInside: pictured(narrow),
    wideInside: pictured(wide),
  };
}

export default experiment({ declaration, run, measure: ({ measures }: IntrinsicResult) => measures, probes: {}, dispose: () => {} });
