/** Answer: what to draw while a question to the API is open, has failed, or is answered. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Seen } from '../api/client';
import { words } from '../strings';
import { Shape } from './shape';

/** A skeleton before that only flickers. */
const patience_ms = 300;

interface Question<T> {
  readonly data: Seen<T> | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

interface AnswerProps<T> {
  readonly of: Question<T>;
  readonly children: (value: T, seen: Seen<T>) => ComponentChildren;
  readonly lines?: number;
}

/** Data that is there is always shown, however old; an error only where there is none. */
export function Answer<T>({ of, children, lines = 4 }: AnswerProps<T>) {
  if (of.data) return <>{children(of.data.value, of.data)}</>;
  if (of.error) return <Failed problem={of.error} onRetry={() => void of.refetch()} />;
  return <Waiting lines={lines} />;
}

export function Failed({ problem, onRetry }: { problem: Error; onRetry: () => void }) {
  return (
    <div class="note" data-kind="ill" role="alert">
      <Shape kind="ill" />
      <div>{problem.message}</div>
      <button type="button" class="button" onClick={onRetry}>
        {words.retry}
      </button>
    </div>
  );
}

function Waiting({ lines }: { lines: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience_ms);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div class="stack" role="status">
      <span class="aside-text">{words.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div class="wait-line" key={line} style={{ width: `${90 - ((line * 17) % 50)}%` }} />
      ))}
    </div>
  );
}
