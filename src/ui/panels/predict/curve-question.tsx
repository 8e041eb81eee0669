/** One prediction by drawing: puts the pad on its chart, and says in words what is drawn. */
import { useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { chartsOf } from '../../../core/charts.ts';
import type { CurveGuess } from '../../../core/experiment.ts';
import { format } from '../../../core/format.ts';
import { outcomeOf } from '../../../core/outcomes.ts';
import { heightAt } from '../../../plots/curves.ts';
import { Button } from '../../controls/button.tsx';
import { typeset } from '../../figure-frame/typeset.ts';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { layerOf } from './curve-layer.tsx';
import type { Drawn } from './drawing.ts';
import { curveText, placeText } from './sentences.ts';
import { fromOf } from './settings.ts';
import { Sheet, type SheetState } from './sheet.ts';

/** Of the layer on the chart. */
const OWNER = 'guess';

interface CurveQuestionProps {
  figure: Figure;
  question: CurveGuess;
  drawn: Drawn;
  onDraw: (drawn: Drawn) => void;
}

export function CurveQuestion({ figure, question, drawn, onDraw }: CurveQuestionProps) {
  const { declaration, shown, veiled, layers, stale, curveOf } = figure;
  const chart = chartsOf(declaration)[question.chart];
  const spec = chart?.curves[question.curve];
  const from = fromOf(question, figure.values);
  // curveOf is new with every rendering; what it reads is in `shown`
  // oxlint-disable-next-line react/exhaustive-deps
  const measured = useMemo(() => curveOf(outcomeOf(shown), question.curve), [shown.trace, shown.view, question.curve]);
  const start = stale || !Number.isFinite(from) ? NaN : heightAt(measured, from);
  const state: SheetState = {
    drawn,
    drawing: veiled,
    from,
    start: Number.isNaN(start) ? undefined : start,
    measured,
    concept: spec?.concept ?? 'neutral',
    words: (x, y) => (chart ? `${y === undefined ? 'nothing drawn' : format(y, chart.y.unit)} at ${placeText(chart.x, x)}` : ''),
    onDraw,
  };
  const [sheet] = useState(() => new Sheet(state));
  const [Layer] = useState(() => layerOf(sheet));
  useLayoutEffect(() => sheet.show(state));
  const shownOnChart = veiled || drawn.length > 0;
  // of another setting's run nothing is shown beside the guess
  const known = stale ? -Infinity : from;
  useEffect(() => {
    if (!shownOnChart) return;
    layers.put(question.chart, OWNER, Layer, { from: known });
    return () => layers.put(question.chart, OWNER, undefined);
  }, [layers, question.chart, Layer, shownOnChart, known]);

  if (!veiled || !chart) return null;
  return (
    <div className="question">
      <p>
        {drawn.length > 0 ? typeset(curveText(drawn, chart)) : 'Drag over the chart, from left to right.'}{' '}
        {drawn.length > 0 && (
          <Button look="link" onPress={() => onDraw([])}>
            start over
          </Button>
        )}
      </p>
      <p className="small">With the keyboard: go to the chart with Tab; up and down arrows raise and lower your guess, left and right carry it along.</p>
    </div>
  );
}
