/** Everything that a page needs of a figure before it can be rendered: its code, its recording, its sources. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ComponentType } from 'react';
import type { Declaration, FigureId } from '../../core/experiment.ts';
import { readRecording, type Recording } from '../../core/recordings.ts';
import type { FigureProps, Multiple, Source } from '../../ui/figure-props.ts';
import { label } from '../build/bibliography.ts';
import { numberOf } from '../build/figures.ts';
import { book, loadDeclaration, loadFigure, loadMultiple, references } from './content.ts';

export interface PageFigure {
  readonly id: FigureId;
  readonly number: string;
  readonly component: ComponentType<FigureProps>;
  readonly declaration: Declaration;
  readonly recording?: RecordingFile;
  readonly sources: Readonly<Record<string, Source>>;
}

export interface RecordingFile {
  readonly recording: Recording;
  /** Without the base; its query changes with the content, so that caches may keep it for ever. */
  readonly address: string;
}

/** The figure's recording, if one has been made. A file that is no recording fails the build. */
export function recordingOf(id: FigureId, root: string): RecordingFile | undefined {
  const file = `public/recordings/${id}.json`;
  let text: string;
  try {
    text = readFileSync(join(root, file), 'utf8');
  } catch {
    return undefined;
  }
  const recording = readRecording(text, id);
  if (!recording) throw new Error(`${file} is no recording of ${id} in the present format; make it again with “npm run record”`);
  return { recording, address: `recordings/${id}.json?v=${createHash('sha256').update(text).digest('hex').slice(0, 8)}` };
}

export async function figureFor(id: FigureId, root: string): Promise<PageFigure> {
  const number = numberOf(book, id);
  if (number === undefined) throw new Error(`no chapter shows the figure ${id}`);
  const [component, declaration] = await Promise.all([loadFigure(id), loadDeclaration(id)]);
  return { id, number, component, declaration, sources: sourcesOf(declaration), ...optional('recording', recordingOf(id, root)) };
}

const optional = <K extends string, V>(key: K, value: V | undefined) => (value === undefined ? {} : ({ [key]: value } as { readonly [k in K]: V }));

/** The works that the figure's claims rest on; an unknown key fails the build. */
function sourcesOf({ id, claims }: Declaration): Record<string, Source> {
  const keys = [...new Set(claims.map((c) => c.paper.cite))];
  return Object.fromEntries(
    keys.map((key) => {
      const reference = references.get(key);
      if (!reference) throw new Error(`src/figures/${id}/declaration.ts cites “${key}”, which is not in references.bib`);
      return [key, { label: label(reference), href: `#ref-${key}` }];
    }),
  );
}

/** A chapter's small multiple: of its first figure that has a recording and knows how to draw one. */
export async function multipleFor(figures: readonly FigureId[], root: string): Promise<(Multiple & { readonly figure: FigureId }) | undefined> {
  for (const id of figures) {
    const file = recordingOf(id, root);
    const draw = file && (await loadMultiple(id));
    if (draw) return { ...draw(file.recording), figure: id };
  }
  return undefined;
}
