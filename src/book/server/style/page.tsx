/** `/style/`: every plot, control and state of a figure in all themes, for looking at. In no list of contents. */
import { StandardFigure } from '../../../ui/standard-figure.tsx';
import { sampleDeclaration } from './samples.ts';
import { sampleLab, STATES } from './sample-lab.ts';
import { Colours, Controls, Plots, TypeScale } from './parts.tsx';

const THEMES = ['light', 'dark', 'projector'] as const;
const heading = { margin: '2.5rem 0 1rem', fontFamily: 'var(--sans)' } as const;

export function StylePage({ base }: { readonly base: string }) {
  return (
    <article style={{ maxInlineSize: 'none' }}>
      <header className="opener">
        <h1>How the book looks</h1>
        <p className="opener-surprise">Every plot and control in every theme. The data on this page are made up; nothing was measured.</p>
      </header>
      {THEMES.map((theme) => (
        <section
          key={theme}
          data-theme={theme}
          aria-label={`${theme} theme`}
          style={{ background: 'var(--paper)', color: 'var(--ink)', padding: '1px 1.25rem 2rem', fontSize: 'var(--text-m)' }}
        >
          <h2 style={heading}>{theme}</h2>
          <TypeScale />
          <Colours />
          <div className="figure">
            <Controls />
            <Plots />
          </div>
          {STATES.filter((s) => theme === 'light' || s.inAllThemes).map(({ name, state, old }) => (
            <div key={name}>
              <h3 style={heading}>{name}</h3>
              <StandardFigure
                declaration={{ ...sampleDeclaration, id: `style/${theme}-${name.replaceAll(/\W+/g, '-')}` }}
                lab={sampleLab(state, old)}
                number="0.0"
                base={base}
                sources={{}}
              />
            </div>
          ))}
        </section>
      ))}
    </article>
  );
}
