/** SecretAddress: an address that is told once: to copy it now, or to make another. */
import { words } from '../strings';
import { Icon } from './icon';
import { say } from './toast';

interface SecretProps {
  readonly address: string;
  readonly label: string;
  readonly hint: string;
}

export function SecretAddress({ address, label, hint }: SecretProps) {
  return (
    <div class="secret" role="status">
      <label class="field">
        {label}
        <input type="text" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <button
        type="button"
        class="button main"
        onClick={() => void navigator.clipboard.writeText(address).then(() => say(words.copied))}
      >
        <Icon name="copy" size={16} /> {words.copy}
      </button>
      <p class="hint">{hint}</p>
    </div>
  );
}
