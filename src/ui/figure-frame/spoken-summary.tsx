/** A polite live region: says at once when the run's state changes, and now and then how it goes. */
import { useEffect, useRef, useState } from 'react';

/** A screen reader needs about this long for a sentence. */
const PAUSE_MS = 6000;

interface Words {
  /** A change of it is said at once. */
  readonly status: string;
  /** May change often, and is said at most every few seconds. */
  readonly sentence: string;
}

export function SpokenSummary(words: Words) {
  return (
    <p className="spoken" role="status">
      {useSaid(words)}
    </p>
  );
}

/** What to say now, for a live region that is there already. */
export function useSaid({ status, sentence }: Words): string {
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
  return said;
}
