/** Begins a lecture on this page, or the window with its notes. Fetched when the reader asks for one. */
import { createRoot } from 'react-dom/client';
import { notesAddress } from './address.ts';
import { openLine } from './channel.ts';
import { listenForKeys } from './listen.ts';
import { Lecture, type Wake } from './lecture.ts';
import { notesOf } from './notes.ts';
import { Screen } from './screen.tsx';
import { swipes } from './swipes.ts';
import './lecture.css';
import './figure-slide.css';
import './bar.css';
import './notes.css';

export { showNotes } from './notes-window.tsx';

/** Milliseconds between two reports to the notes' window while a run goes on. */
const REPORT_MS = 250;

let open: Lecture | undefined;

export function present(wake: Wake): void {
  if (open) return;
  const title = document.querySelector('h1')?.textContent ?? '';
  const before = document.activeElement;
  const place = document.createElement('div');
  place.className = 'lecture';
  document.body.append(place);
  const root = createRoot(place);
  const line = openLine((message) => {
    if (message.type === 'act') lecture.act(message.action);
    else if (message.type === 'hello') report();
  });

  let timer: ReturnType<typeof setTimeout> | undefined;
  const report = () => {
    timer = undefined;
    const notes = notesOf(lecture);
    if (notes) line.send({ type: 'notes', notes });
  };
  const end = () => {
    open = undefined;
    for (const stop of stops) stop();
    clearTimeout(timer);
    line.send({ type: 'end' });
    line.close();
    root.unmount();
    place.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
  const lecture = new Lecture(document, location.hash, wake, () => window.open(notesAddress(), 'lecture-notes', 'popup,width=960,height=760'), end);
  const stops = [
    lecture.subscribe(() => (timer ??= setTimeout(report, REPORT_MS))),
    listenForKeys((action) => lecture.act(action)),
    swipes((to) => lecture.act(to)),
  ];
  open = lecture;
  root.render(<Screen lecture={lecture} title={title} />);
  report();
}
