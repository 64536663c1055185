/** MailText: the text of a mail or edit, and other boxes that scroll: reachable and named for the keyboard. */
import type { ComponentChildren } from 'preact';

interface BoxProps {
  readonly label: string;
  readonly children: ComponentChildren;
}

export function MailText({ label, children }: BoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="mail" aria-label={label} tabIndex={0}>
      <pre>{children}</pre>
    </section>
  );
}

export function Scrolling({ label, children }: BoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
