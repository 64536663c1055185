/** AccessChoice: how much somebody may do, chosen from a list. */
import type { Access } from '../api/types';
import { words } from '../strings';

interface AccessChoiceProps {
  readonly label: string;
  readonly value: Access;
  readonly disabled?: boolean;
  readonly onChange: (access: Access) => void;
}

const kinds: readonly Access[] = ['viewer', 'operator', 'admin'];

export function AccessChoice({ label, value, disabled = false, onChange }: AccessChoiceProps) {
  return (
    <select
      class="input"
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.value as Access)}
    >
      {kinds.map((kind) => (
        <option key={kind} value={kind}>
          {words.access.kinds[kind]}
        </option>
      ))}
    </select>
  );
}
