/** The shown run's numbers as CSV: its series, and the curves of each chart. */
import { chartsOf } from '../../../core/charts.ts';
import type { ChartSpec } from '../../../core/experiment.ts';
import { outcomeOf } from '../../../core/outcomes.ts';
import { Button } from '../../controls/button.tsx';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { fileName } from './file-name.ts';
import { csvFile, save } from './save.ts';
import { chartTable, seriesTable } from './tables.ts';

export function Numbers({ figure, say }: { figure: Figure; say: (sentence: string) => void }) {
  const { declaration, shown } = figure;
  const hand = (what: string, text: string) => {
    const name = fileName(figure, what, 'csv');
    save(name, csvFile(text));
    say(`Saved ${name}.`);
  };
  const curves = (spec: ChartSpec) => chartTable(spec, (curve) => figure.curveOf(outcomeOf(shown), curve));
  const charts = Object.entries(chartsOf(declaration));
  return (
    <div className="row">
      <Button onPress={() => hand('series', seriesTable(declaration, shown.trace))}>all series</Button>
      {charts.map(([key, spec]) => (
        <Button key={key} onPress={() => hand(key, curves(spec))}>
          {charts.length === 1 ? 'curves of the chart' : `curves of “${spec.title}”`}
        </Button>
      ))}
    </div>
  );
}
