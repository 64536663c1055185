/** Shape: every status is a shape, a word and a colour, so that it reads in grey and in the sun. */
import type { JSX } from 'preact';

export type Kind =
  | 'filled'
  | 'full'
  | 'open'
  | 'clash'
  | 'proposed'
  | 'drift'
  | 'agrees'
  | 'well'
  | 'warn'
  | 'ill'
  | 'waiting'
  | 'plain'
  | 'off';

const disc = <circle cx="6" cy="6" r="4.5" fill="currentColor" />;
const ring = <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="2" />;
const diamond = <path d="M6 .6 11.4 6 6 11.4.6 6z" fill="currentColor" />;
const half = (
  <>
    <circle
      cx="6"
      cy="6"
      r="4.3"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-dasharray="2.2 1.4"
    />
    <path d="M6 1.700a4.3 4.3 0 0 0 0 8.600z" fill="currentColor" />
  </>
);
const triangle = (
  <path
    d="M6 1.5 11 10.500H1z"
    fill="none"
    stroke="currentColor"
    stroke-width="1.8"
    stroke-linejoin="round"
  />
);
const tick = (
  <path
    d="m1.6 6.5 2.9 2.9 6-6.6"
    fill="none"
    stroke="currentColor"
    stroke-width="2.2"
    stroke-linecap="round"
    stroke-linejoin="round"
  />
);
const clock = (
  <>
    <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.5" />
    <path
      d="M6 3.300V6l1.8 1.4"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
    />
  </>
);
const dash = <path d="M2 6h8" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" />;

const shapes: Record<Kind, JSX.Element> = {
  filled: disc,
  full: tick,
  open: ring,
  clash: diamond,
  proposed: half,
  drift: triangle,
  agrees: tick,
  well: disc,
  warn: triangle,
  ill: diamond,
  waiting: clock,
  plain: dash,
  off: dash,
};

export function Shape({ kind, size = 12 }: { kind: Kind; size?: number }) {
  return (
    <svg class="shape" data-kind={kind} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {shapes[kind]}
    </svg>
  );
}

export function Status({ kind, children }: { kind: Kind; children: preact.ComponentChildren }) {
  return (
    <span class="status" data-kind={kind}>
      <Shape kind={kind} />
      <span>{children}</span>
    </span>
  );
}
