/** AssignSheet: sets a person into a role by typing a name; says who is not free that day, and why. Never blocks. */
import { useSignal } from '@preact/signals';
import { useId, useMemo, useRef } from 'preact/hooks';
import { assign } from '../api/acts';
import { useCharters } from '../api/reads';
import type { Charter, CrewMember, Operation, Person, Role } from '../api/types';
import { type Availability, availabilityOf } from '../sails/availability';
import { words } from '../strings';
import { addDays, clockSpan, dayOf } from '../time';
import { Status } from '../ui/shape';
import { Sheet } from '../ui/sheet';
import { fold } from './fold';

interface AssignProps {
  readonly operation: Operation;
  readonly charter: Charter;
  readonly role: Role;
  readonly onClose: () => void;
}

interface Choice {
  readonly person: Person;
  readonly free: Availability;
}

const choices_max = 40;

export function AssignSheet({ operation, charter, role, onClose }: AssignProps) {
  const { zone } = operation;
  const day = dayOf(charter.start, zone);
  const around = useCharters(addDays(day, -1), addDays(day, 2));
  const typed = useSignal('');
  const chosen = useSignal<number | null>(null);
  const note = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  const list = useId();

  const choices = useMemo(
    () => choicesFor(operation, charter, role, around.data?.value.charters ?? [], typed.value),
    [operation, charter, role, around.data, typed.value],
  );
  // Enter must not put somebody aboard whom nobody chose: only a free or a typed one is chosen beforehand.
  const first = typed.value.trim() !== '' || choices[0]?.free.kind === 'free' ? 0 : -1;
  const at = Math.min(chosen.value ?? first, choices.length - 1);
  const choice = choices[at];
  const holders = charter.crew.filter((seat) => seat.role === role.id);
  const replaced = role.max === 1 ? holders[0] : undefined;

  const put = (who: Choice | undefined) => {
    if (!who) return;
    onClose();
    void assign(charter, role, who.person, note.value.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      chosen.value = Math.min(Math.max(0, at + step), Math.max(0, choices.length - 1));
      document.getElementById(`${list}-${chosen.value}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      put(choice);
    }
  };

  return (
    <Sheet title={words.charter.change_role(role.title, charter.client)} onClose={onClose}>
      <div class="field">
        <label for={`${list}-name`}>{words.picker.label}</label>
        <input
          id={`${list}-name`}
          ref={field}
          // The sheet is opened to type a name; nothing stands before this field that could be missed.
          autofocus
          class="input"
          type="text"
          role="combobox"
          autocomplete="off"
          autocapitalize="words"
          spellcheck={false}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={list}
          aria-activedescendant={choice ? `${list}-${at}` : undefined}
          aria-describedby={`${list}-hint`}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            chosen.value = null;
          }}
          onKeyDown={onKeyDown}
        />
        <span class="hint" id={`${list}-hint`}>
          {around.isPending
            ? words.picker.checking
            : around.data?.as_of
              ? words.picker.unchecked
              : words.picker.hint}
        </span>
      </div>
      <div class="people" role="listbox" id={list} aria-label={words.picker.people}>
        {choices.map((one, index) => (
          <div
            key={one.person.id || `name:${one.person.name}`}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => {
              chosen.value = index;
              field.current?.focus();
            }}
            onDblClick={() => put(one)}
            onKeyDown={onKeyDown}
          >
            <span>{one.person.id ? one.person.name : words.picker.someone_else(one.person.name)}</span>
            {around.data && <FreeStatus of={one.free} />}
            {one.free.why(zone, clockSpan) && <span class="why">{one.free.why(zone, clockSpan)}</span>}
          </div>
        ))}
        {choices.length === 0 && <p class="soft">{words.picker.none}</p>}
      </div>
      <label class="field">
        {words.picker.note}
        <input
          type="text"
          maxLength={200}
          placeholder={words.picker.note_hint}
          value={note.value}
          onInput={(event) => {
            note.value = event.currentTarget.value;
          }}
          onKeyDown={(event) => event.key === 'Enter' && put(choice)}
        />
      </label>
      <div class="sheet-acts">
        {replaced && <span class="soft small push">{words.picker.replaces(replaced.person.name)}</span>}
        <button type="button" class="button" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="button" class="button main" disabled={!choice} onClick={() => put(choice)}>
          {choice ? words.picker.put(choice.person.name, role.title) : words.picker.put_nobody}
        </button>
      </div>
    </Sheet>
  );
}

function FreeStatus({ of }: { of: Availability }) {
  if (of.kind === 'free') return <Status kind="well">{words.picker.free}</Status>;
  if (of.kind === 'busy') return <Status kind="clash">{words.picker.busy}</Status>;
  if (of.kind === 'aboard') return <Status kind="plain">{words.picker.here}</Status>;
  return <Status kind="warn">{of.kind === 'tight' ? words.picker.tight : words.picker.unqualified}</Status>;
}

const order = { free: 0, tight: 1, unqualified: 2, aboard: 3, busy: 4 } as const;

/** Free and qualified people first, then who would clash; last a name that is not on the roster. */
function choicesFor(
  operation: Operation,
  charter: Charter,
  role: Role,
  around: readonly Charter[],
  typed: string,
): Choice[] {
  const wanted = fold(typed.trim());
  const fits = (member: CrewMember) =>
    wanted === '' || [member.name, ...member.aliases].some((name) => fold(name).includes(wanted));
  const choices: Choice[] = operation.crew
    .filter(fits)
    .map((member) => ({
      person: { id: member.id, name: member.name },
      free: availabilityOf(member, role, charter, around, operation),
    }))
    .sort((a, b) => order[a.free.kind] - order[b.free.kind] || a.person.name.localeCompare(b.person.name))
    .slice(0, choices_max);
  const exact = operation.crew.some((member) => fold(member.name) === wanted);
  if (typed.trim().length > 1 && !exact) {
    const person = { id: '', name: typed.trim().replace(/\s+/g, ' ') };
    choices.push({ person, free: { kind: 'unqualified', why: () => '' } });
  }
  return choices;
}
