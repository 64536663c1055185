/** Toast: what was just done, and its undo. Stays while it is pointed at or focused. */
import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { words } from '../strings';
import { Icon } from './icon';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly kind: 'done' | 'ill';
  readonly undo?: () => void;
}

const toasts = signal<readonly Toast[]>([]);
const toast_ms = 10_000;
const toasts_max = 3;
let next_id = 1;

export function say(text: string, undo?: () => void): void {
  show(undo ? { id: next_id++, text, kind: 'done', undo } : { id: next_id++, text, kind: 'done' });
}
export function sayProblem(text: string): void {
  show({ id: next_id++, text, kind: 'ill' });
}
function show(toast: Toast): void {
  toasts.value = [...toasts.value, toast].slice(-toasts_max);
}
function drop(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}
/** The undo of the newest toast that has one. */
export function undoLast(): void {
  const last = toasts.value.findLast((toast) => toast.undo);
  if (!last) return;
  drop(last.id);
  last.undo?.();
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function OneToast({ toast }: { toast: Toast }) {
  const [held, setHeld] = useState(false);
  const left = useRef(toast_ms);
  useEffect(() => {
    if (held) return;
    const began = performance.now();
    const timer = setTimeout(() => drop(toast.id), left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(2000, left.current - (performance.now() - began));
    };
  }, [held, toast.id]);
  return (
    <div
      class="toast"
      data-kind={toast.kind}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <span>{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          class="button"
          onClick={() => {
            drop(toast.id);
            toast.undo?.();
          }}
        >
          {words.undo} <kbd>u</kbd>
        </button>
      )}
      <button type="button" class="button tight" aria-label={words.close} onClick={() => drop(toast.id)}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
