/** Sheet: a modal dialog (the browser's own <dialog>: focus kept inside, Esc closes, focus comes back). */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { words } from '../strings';
import { Icon } from './icon';

interface SheetProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

export function Sheet({ title, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const came_from = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (came_from instanceof HTMLElement && came_from.isConnected) came_from.focus();
    };
  }, []);
  return (
    // The click is for the backdrop only; Esc and the close button do the same by keyboard.
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={heading}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close();
      }}
    >
      <header>
        <h2 id={heading}>{title}</h2>
        <button
          type="button"
          class="button quiet tight"
          aria-label={words.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="sheet-body">{children}</div>
    </dialog>
  );
}
