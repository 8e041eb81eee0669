/** Every plot of the figure as SVG and as PNG. */
import { useEffect, useState, type RefObject } from 'react';
import { Button } from '../../controls/button.tsx';
import { RadioGroup } from '../../controls/radio-group.tsx';
import type { Figure } from '../../figure-frame/use-figure.ts';
import { fileName } from './file-name.ts';
import { pngOf, svgOf, type Look } from './picture/picture.ts';
import { save } from './save.ts';
import { settingsText, shownLink } from './settings.ts';

interface PlotsProps {
  figure: Figure;
  number: string;
  /** Inside the figure's frame. */
  panel: RefObject<HTMLElement | null>;
  say: (sentence: string) => void;
}

const LOOKS: readonly { value: Look; label: string }[] = [
  { value: 'as-shown', label: 'as shown' },
  { value: 'light', label: 'light, for paper' },
];

const chartsIn = (panel: HTMLElement | null): Element[] => [...(panel?.closest('figure')?.querySelectorAll('.plots .chart') ?? [])];
const titleOf = (chart: Element) => chart.querySelector('.chart-title')?.textContent ?? 'plot';

export function Plots({ figure, number, panel, say }: PlotsProps) {
  const [look, setLook] = useState<Look>('as-shown');
  const [titles, setTitles] = useState<readonly string[]>([]);
  // a figure may show other plots as its run goes on
  const { shown } = figure;
  useEffect(() => {
    const found = shown && chartsIn(panel.current).map(titleOf);
    setTitles((known) => (known.join('\n') === found.join('\n') ? known : found));
  }, [panel, shown]);

  const hand = async (at: number, ending: 'svg' | 'png') => {
    const chart = chartsIn(panel.current)[at];
    if (!chart) return;
    const caption = { title: `Figure ${number}. ${figure.declaration.headline}`, settings: settingsText(figure), address: shownLink(figure) };
    const name = fileName(figure, titleOf(chart), ending);
    try {
      const file = ending === 'png' ? await pngOf(chart, caption, look) : new Blob([(await svgOf(chart, caption, look)).text], { type: 'image/svg+xml' });
      save(name, file);
      say(`Saved ${name}.`);
    } catch (error) {
      console.warn('the plot could not be drawn', error);
      say('This plot could not be drawn as a picture. A screenshot may still do.');
    }
  };

  return (
    <>
      <RadioGroup label="colours" options={LOOKS} value={look} onChange={setLook} />
      <ul className="takeaway-list">
        {titles.map((title, at) => (
          // the place is what tells two plots of one title apart
          // oxlint-disable-next-line react/no-array-index-key
          <li key={`${at} ${title}`}>
            <span>{title}</span>
            <Button label={`“${title}” as SVG`} onPress={() => void hand(at, 'svg')}>
              SVG
            </Button>
            <Button label={`“${title}” as PNG`} onPress={() => void hand(at, 'png')}>
              PNG
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
