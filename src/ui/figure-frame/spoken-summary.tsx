/** A polite live region: says at once when the run's state changes, and now and then how it goes. */
import { useEffect, useRef, useState } from 'react';

/** A screen reader needs about this long for a sentence. */
const PAUSE_MS = 6000;

/** `now` is said at once; `sentence` may change often and is said at most every few seconds. */
export function SpokenSummary({ status, sentence }: { status: string; sentence: string }) {
  const [said, setSaid] = useState('');
  const latest = useRef(sentence);
  useEffect(() => {
    latest.current = sentence;
  });
  useEffect(() => {
    setSaid(latest.current);
    if (status !== 'running') return;
    const timer = setInterval(() => setSaid(latest.current), PAUSE_MS);
    return () => clearInterval(timer);
  }, [status]);
  return (
    <p className="spoken" role="status">
      {said}
    </p>
  );
}
