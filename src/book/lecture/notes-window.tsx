/** The window with the speaker's notes: the chapter's own page with nothing of the chapter on it, fed by the lecture. */
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { openLine } from './channel.ts';
import { listenForKeys } from './listen.ts';
import type { Action } from './keys.ts';
import type { Notes } from './notes.ts';
import { NotesView } from './notes-view.tsx';

/** What changes only the lecture's own window is left to it. */
const HERE: readonly Action[] = ['notes', 'notes-window', 'help', 'full-screen', 'back'];

export function showNotes(): void {
  document.documentElement.dataset['notesWindow'] = '';
  const title = document.querySelector('h1')?.textContent ?? '';
  document.title = `Notes: ${title}`;
  const place = document.createElement('main');
  place.className = 'notes-window';
  document.body.append(place);
  createRoot(place).render(<NotesWindow title={title} />);
}

function NotesWindow({ title }: { readonly title: string }) {
  const [notes, setNotes] = useState<Notes>();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const line = openLine((message) => {
      if (message.type === 'notes') setNotes(message.notes);
      if (message.type === 'notes' || message.type === 'end') setOver(message.type === 'end');
    });
    const stop = listenForKeys((action) => !HERE.includes(action) && line.send({ type: 'act', action }));
    line.send({ type: 'hello' });
    return () => {
      stop();
      line.close();
    };
  }, []);
  return (
    <>
      <h1>{title}</h1>
      {over && <p role="status">The lecture is over; these were its last notes.</p>}
      {notes ? <NotesView notes={notes} /> : <p>Waiting for the lecture: press Present on the chapter’s page, in another window of this browser.</p>}
    </>
  );
}
