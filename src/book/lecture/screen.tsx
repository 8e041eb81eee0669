/** Everything of a lecture that is not the slide itself. */
import { useSyncExternalStore } from 'react';
import { Bar } from './bar.tsx';
import { Help } from './help.tsx';
import type { Lecture } from './lecture.ts';
import { notesOf } from './notes.ts';
import { NotesView } from './notes-view.tsx';
import { textOf } from './slides.ts';

export function Screen({ lecture, title }: { readonly lecture: Lecture; readonly title: string }) {
  const state = useSyncExternalStore(lecture.subscribe, lecture.snapshot);
  const { slide } = lecture;
  if (!slide) return null;
  const { number, headline } = textOf(slide);
  const notes = state.open.notes ? notesOf(lecture) : undefined;
  return (
    <>
      {notes && (
        <aside className="lecture-notes" aria-label="speaker’s notes">
          <NotesView notes={notes}>
            <button type="button" className="lecture-key" onClick={() => lecture.act('notes-window')}>
              Open in a second window
            </button>
          </NotesView>
        </aside>
      )}
      <Bar lecture={lecture} state={state}>
        {slide.figure && <h1 className="spoken">{title}</h1>}
        <p className="spoken" role="status">
          {`${state.at + 1} of ${lecture.slides.length}: ${number}. ${headline}`}
        </p>
      </Bar>
      {state.open.help && <Help onClose={() => lecture.snapshot().open.help && lecture.act('help')} />}
      {state.open.blank && <button type="button" className="lecture-blank" aria-label="Show the screen again" onClick={() => lecture.act('blank')} />}
    </>
  );
}
