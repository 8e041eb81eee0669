/** The frame around every page: head, header, contents, text, footer. */
import type { ReactNode } from 'react';
import { BaseContext } from '../components/anchor.tsx';
import type { Assets } from './assets.ts';
import { book } from './content.ts';
import { Contents, LISTS, type Place } from './contents.tsx';
import { Mark } from './mark.tsx';

interface Props {
  readonly assets: Assets;
  /** Of the page; the book's own title follows it in the tab. */
  readonly title: string;
  readonly description: string;
  /** For the style sheets: "cover", "chapter", "list". */
  readonly kind: string;
  readonly place?: Place;
  readonly formulas?: boolean;
  readonly figures?: readonly string[];
  /** Not to be found by search engines. */
  readonly hidden?: boolean;
  /** The page that this one repeats a part of. */
  readonly canonical?: string;
  /** Without header, contents and footer, to stand in another page; links open beside that page. */
  readonly bare?: boolean;
  readonly children: ReactNode;
}

export function Shell({
  assets,
  title,
  description,
  kind,
  place = {},
  formulas = false,
  figures = [],
  hidden = false,
  canonical,
  bare = false,
  children,
}: Props) {
  const { base, policy, script, first, styles, formulaStyles, coverStyles, fonts, figureStyles } = assets;
  const sheets = [
    ...styles,
    ...(kind === 'cover' ? coverStyles : []),
    ...(formulas ? formulaStyles : []),
    ...new Set(figures.flatMap((id) => figureStyles[id] ?? [])),
  ];
  const full = title === book.title ? title : `${title} · ${book.title}`;
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        {policy && <meta httpEquiv="Content-Security-Policy" content={policy} />}
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{full}</title>
        <meta name="description" content={description} />
        {hidden && <meta name="robots" content="noindex" />}
        {canonical && <link rel="canonical" href={canonical} />}
        {bare && <base target="_blank" />}
        <meta property="og:type" content={kind === 'chapter' ? 'article' : 'book'} />
        <meta property="og:title" content={title} />
        <meta property="og:site_name" content={book.title} />
        <meta property="og:description" content={description} />
        <meta property="og:locale" content="en_GB" />
        <meta name="theme-color" content="#fdfdfe" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#14161b" media="(prefers-color-scheme: dark)" />
        <link rel="icon" href={`${base}favicon.svg`} type="image/svg+xml" />
        <script src={first} />
        {fonts.map((href) => (
          <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="" />
        ))}
        {sheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        <script type="module" src={script} />
      </head>
      <body className={kind} data-base={base} data-page={place.page}>
        {!bare && <Top base={base} place={place} />}
        <main id="main" tabIndex={-1}>
          <BaseContext value={base}>{children}</BaseContext>
        </main>
        {!bare && <Bottom base={base} />}
      </body>
    </html>
  );
}

function Top({ base, place }: { readonly base: string; readonly place: Place }) {
  return (
    <>
      <a className="skip" href="#main">
        Skip to the text
      </a>
      <header className="top">
        <a className="home" href={base}>
          <Mark />
          <span className="home-title">Ahead of understanding</span>
        </a>
        <button className="search-button" type="button" aria-keyshortcuts="/" title="Search the book (press /)">
          Search
        </button>
        <button className="contents-button" type="button" popoverTarget="contents">
          Contents
        </button>
        <ThemeChoice />
      </header>
      <Contents base={base} place={place} />
    </>
  );
}

function Bottom({ base }: { readonly base: string }) {
  return (
    <footer className="bottom">
      <p>
        {LISTS.map(({ page, name }) => (
          <a key={page} href={`${base}${page}/`}>
            {name}
          </a>
        ))}
        <a href={`${base}licences.txt`}>Licences</a>
      </p>
      <p>Everything runs on your device. Nothing that you do here is sent anywhere.</p>
    </footer>
  );
}

/** Needs JavaScript, so the style sheet shows it only where there is some. */
function ThemeChoice() {
  return (
    <label className="theme">
      <span className="theme-label">Theme</span>
      <select id="theme" defaultValue="auto" autoComplete="off">
        <option value="auto">auto</option>
        <option value="light">light</option>
        <option value="dark">dark</option>
        <option value="projector">projector</option>
      </select>
    </label>
  );
}
