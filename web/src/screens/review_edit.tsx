/** ReviewEdit: puts the proposed changes right before they are accepted. */
import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useCharters } from '../api/reads';
import type { Operation, Person, Proposal, Review } from '../api/types';
import { type Lesson, lessonsOf } from '../sails/learning';
import { words } from '../strings';
import { addDays, clock, dayName, dayOf } from '../time';
import { Icon } from '../ui/icon';
import { Sheet } from '../ui/sheet';
import { fold } from './fold';

type Op = 'assign' | 'unassign' | 'cancel';
interface Line {
  readonly key: number;
  readonly op: Op;
  readonly charter: string;
  readonly role: string;
  readonly name: string;
  readonly from: Proposal | null;
}

interface EditProps {
  readonly item: Review;
  readonly operation: Operation;
  readonly onClose: () => void;
  readonly onAccept: (proposals: Proposal[], lessons: readonly Lesson[]) => void;
}

/** Charters that a mail may speak of, when it is put right by hand. */
const days_before = 7;
const days_after = 120;
const lines_max = 40;

export function ReviewEdit({ item, operation, onClose, onAccept }: EditProps) {
  const day = dayOf(item.said, operation.zone);
  const charters = useCharters(addDays(day, -days_before), addDays(day, days_after));
  const names = useId();
  const next_key = useSignal(item.proposals.length);
  const lines = useSignal<readonly Line[]>(
    item.proposals.map((proposal, key) => ({
      key,
      op: proposal.op === 'undo' ? 'unassign' : proposal.op,
      charter: proposal.charter,
      role: proposal.role ?? '',
      name: proposal.person?.name ?? '',
      from: proposal,
    })),
  );
  const offered = charters.data?.value.charters ?? [];
  const set = (key: number, change: Partial<Line>) => {
    lines.value = lines.value.map((line) => (line.key === key ? { ...line, ...change } : line));
  };
  const add = () => {
    const like = lines.value.at(-1);
    lines.value = [
      ...lines.value,
      {
        key: next_key.value++,
        op: 'assign',
        charter: like?.charter ?? offered[0]?.id ?? '',
        role: operation.roles[0]?.id ?? '',
        name: '',
        from: null,
      },
    ];
  };
  const complete = lines.value.every(
    (line) => line.charter && (line.op === 'cancel' || (line.role && line.name.trim())),
  );
  const accept = () => {
    const corrections = lines.value.map((line) => ({
      was: line.from,
      now: proposalOf(line, operation, item),
    }));
    onAccept(
      corrections.map(({ now }) => now),
      lessonsOf(corrections, operation.crew),
    );
  };

  return (
    <Sheet title={words.review.edit_title} onClose={onClose}>
      <datalist id={names}>
        {operation.crew.map((member) => (
          <option key={member.id} value={member.name} />
        ))}
      </datalist>
      <div class="edit-lines">
        {lines.value.map((line, at) => (
          <fieldset key={line.key}>
            <legend>{words.review.edit_line(at + 1)}</legend>
            <label class="field wide">
              {words.review.which}
              <select
                value={line.charter}
                onChange={(e) => set(line.key, { charter: e.currentTarget.value })}
              >
                {!offered.some((c) => c.id === line.charter) && line.charter && (
                  <option value={line.charter}>{line.charter}</option>
                )}
                {offered.map((c) => (
                  <option key={c.id} value={c.id}>
                    {dayName(dayOf(c.start, operation.zone))} {clock(c.start, operation.zone)} · {c.client}
                  </option>
                ))}
              </select>
            </label>
            <label class="field">
              {words.review.person}
              <input
                type="text"
                list={names}
                disabled={line.op === 'cancel'}
                value={line.name}
                onInput={(e) => set(line.key, { name: e.currentTarget.value })}
              />
            </label>
            <label class="field">
              {words.review.what}
              <select value={line.op} onChange={(e) => set(line.key, { op: e.currentTarget.value as Op })}>
                {Object.entries(words.review.ops).map(([op, word]) => (
                  <option key={op} value={op}>
                    {word}
                  </option>
                ))}
              </select>
            </label>
            <label class="field">
              {words.review.role}
              <select
                value={line.role}
                disabled={line.op === 'cancel'}
                onChange={(e) => set(line.key, { role: e.currentTarget.value })}
              >
                {operation.roles.map((role) => (
                  <option key={role.id} value={role.id}>
                    {role.title}
                  </option>
                ))}
              </select>
            </label>
            <span class="row">
              <button
                type="button"
                class="button quiet"
                onClick={() => {
                  lines.value = lines.value.filter((other) => other.key !== line.key);
                }}
              >
                <Icon name="close" size={16} /> {words.review.edit_drop}
              </button>
            </span>
          </fieldset>
        ))}
        {lines.value.length === 0 && <p class="soft">{words.review.edit_empty}</p>}
      </div>
      <div class="sheet-acts">
        <button type="button" class="button push" disabled={lines.value.length >= lines_max} onClick={add}>
          <Icon name="add" size={16} /> {words.review.edit_add}
        </button>
        <button
          type="button"
          class="button main"
          disabled={lines.value.length === 0 || !complete}
          onClick={accept}
        >
          {words.review.edit_accept}
        </button>
      </div>
    </Sheet>
  );
}

/** A typed name is a roster member by name or alias; else a person who is not on the roster. */
export function personByName(typed: string, operation: Operation): Person {
  const name = typed.trim().replace(/\s+/g, ' ');
  const wanted = fold(name);
  const member = operation.crew.find((m) => [m.name, ...m.aliases].some((known) => fold(known) === wanted));
  return member ? { id: member.id, name: member.name } : { id: '', name };
}

function proposalOf(line: Line, operation: Operation, item: Review): Proposal {
  return {
    op: line.op,
    charter: line.charter,
    role: line.op === 'cancel' ? '' : line.role,
    person: line.op === 'cancel' ? { id: '', name: '' } : personByName(line.name, operation),
    confidence: 1,
    evidence: line.from?.evidence ?? { quote: '', part: '' },
    reason: item.why,
  };
}
