/** CrewMemberSheet: adds or edits one member of the roster. */
import { useSignal } from '@preact/signals';
import { removeMember, saveMember, useBusy } from '../api/acts';
import type { CrewMember, Operation } from '../api/types';
import { freeId } from '../sails/roster_csv';
import { words } from '../strings';
import { Sheet } from '../ui/sheet';

interface MemberSheetProps {
  readonly operation: Operation;
  readonly member: CrewMember | null; // null: a new one
  readonly onClose: () => void;
}

export function CrewMemberSheet({ operation, member, onClose }: MemberSheetProps) {
  const { busy, run } = useBusy();
  const draft = useSignal<CrewMember>(
    member ?? { id: '', name: '', aliases: [], email: '', roles: [], phone: '' },
  );
  const aliases = useSignal(draft.value.aliases.join(', '));
  const sure = useSignal(false);
  const set = (change: Partial<CrewMember>) => {
    draft.value = { ...draft.value, ...change };
  };
  const toggle = (role: string, on: boolean) =>
    set({
      roles: operation.roles
        .map((r) => r.id)
        .filter((id) => (id === role ? on : draft.value.roles.includes(id))),
    });
  const save = (event: Event) => {
    event.preventDefault();
    const name = draft.value.name.trim();
    const saved: CrewMember = {
      ...draft.value,
      id: draft.value.id || freeId(name, new Set(operation.crew.map((one) => one.id))),
      name,
      aliases: aliases.value
        .split(',')
        .map((alias) => alias.trim())
        .filter(Boolean),
    };
    void run(async () => {
      if (await saveMember(saved)) onClose();
    });
  };
  return (
    <Sheet title={member ? words.crew.edit_title(member.name) : words.crew.add_title} onClose={onClose}>
      <form class="stack" onSubmit={save}>
        <label class="field">
          {words.crew.name}
          <input
            type="text"
            required
            autocomplete="off"
            maxLength={120}
            value={draft.value.name}
            onInput={(e) => set({ name: e.currentTarget.value })}
          />
        </label>
        <label class="field">
          {words.crew.aliases}
          <input
            type="text"
            autocomplete="off"
            value={aliases.value}
            onInput={(e) => {
              aliases.value = e.currentTarget.value;
            }}
          />
          <span class="hint">{words.crew.aliases_hint}</span>
        </label>
        <label class="field">
          {words.crew.email}
          <input
            type="email"
            autocomplete="off"
            value={draft.value.email}
            onInput={(e) => set({ email: e.currentTarget.value })}
          />
        </label>
        <label class="field">
          {words.crew.phone}
          <input
            type="tel"
            autocomplete="off"
            value={draft.value.phone}
            onInput={(e) => set({ phone: e.currentTarget.value })}
          />
        </label>
        <fieldset class="role-picks">
          <legend>{words.crew.roles}</legend>
          {operation.roles.map((role) => (
            <label class="check" key={role.id}>
              <input
                type="checkbox"
                checked={draft.value.roles.includes(role.id)}
                onChange={(e) => toggle(role.id, e.currentTarget.checked)}
              />
              {role.title}
            </label>
          ))}
        </fieldset>
        {sure.value && member && <p role="alert">{words.crew.remove_sure(member.name)}</p>}
        <div class="sheet-acts">
          {member && (
            <button
              type="button"
              class="button push"
              disabled={busy}
              onClick={() => {
                if (!sure.value) {
                  sure.value = true;
                  return;
                }
                void run(async () => {
                  if (await removeMember(member)) onClose();
                });
              }}
            >
              {words.crew.remove}
            </button>
          )}
          <button type="button" class="button" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" class="button main" disabled={busy || !draft.value.name.trim()}>
            {words.save}
          </button>
        </div>
      </form>
    </Sheet>
  );
}
