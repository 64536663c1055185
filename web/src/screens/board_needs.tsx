/** BoardNeeds: what needs a person, the soonest first; or that nothing does. */
import { useSignal } from '@preact/signals';
import { mayOperate } from '../api/may';
import { useReviews } from '../api/reads';
import type { Charter, Operation, Role } from '../api/types';
import { isOff } from '../sails/berths';
import type { Need } from '../sails/needs';
import { words } from '../strings';
import { clock, dayName, dayOf, fromNow } from '../time';
import { now } from '../ui/clock';
import { Shape, Status } from '../ui/shape';

/** The soonest; more would push the sails themselves off the screen. */
const needs_shown = 8;

type OnAssign = (charter: Charter, role: Role) => void;

export function NeedList({
  needs,
  operation,
  onAssign,
}: {
  needs: readonly Need[];
  operation: Operation;
  onAssign: OnAssign;
}) {
  const all = useSignal(false);
  return (
    <section class="panel needs" aria-labelledby="needs">
      <header>
        <h2 id="needs">
          {words.board.needs} <span class="count">{needs.length}</span>
        </h2>
      </header>
      <ul>
        {needs.slice(0, all.value ? needs.length : needs_shown).map((need) => (
          <NeedLine key={need.key} need={need} operation={operation} onAssign={onAssign} />
        ))}
      </ul>
      {!all.value && needs.length > needs_shown && (
        <button type="button" class="button quiet more" onClick={() => (all.value = true)}>
          {words.board.all_needs(needs.length)}
        </button>
      )}
    </section>
  );
}

const need_shape = { clash: 'clash', open: 'open', off: 'drift', warn: 'warn', declined: 'clash' } as const;

function NeedLine({ need, operation, onAssign }: { need: Need; operation: Operation; onAssign: OnAssign }) {
  const { charter } = need;
  const vessel = operation.vessels.find((v) => v.id === charter.vessel)?.name;
  const when = `${dayName(dayOf(charter.start, operation.zone))}, ${clock(charter.start, operation.zone)}`;
  const coming = Date.parse(charter.start) > now.value.getTime();
  const about = [
    when,
    vessel,
    coming ? words.board.departs(fromNow(charter.start, now.value)) : words.board.departed,
  ]
    .filter(Boolean)
    .join(' · ');
  const first = need.roles[0];
  return (
    <li data-need={need.kind}>
      <Status kind={need_shape[need.kind]}>{words.board.need[need.kind]}</Status>
      <span class="what">
        {need.kind === 'open' && (
          <a href={`/charters/${charter.id}`}>
            {need.roles.map((role) => role.title).join(', ')} · {charter.client}
          </a>
        )}
        {need.kind === 'off' && (
          <a href={`/charters/${charter.id}`}>{words.board.need.off_text(charter.client)}</a>
        )}
        {need.kind === 'declined' && need.berth?.person && (
          <a href={`/charters/${charter.id}`}>
            {words.board.need.declined_text(need.berth.person.name, need.berth.role.title, charter.client)}
            {need.berth.answer?.note && ` “${need.berth.answer.note}”`}
          </a>
        )}
        {need.warning && <a href={`/charters/${charter.id}`}>{need.warning.what}</a>}
        <small>{about}</small>
      </span>
      {(need.kind === 'open' || need.kind === 'declined') && first && mayOperate() ? (
        <button type="button" class="button" onClick={() => onAssign(charter, first)}>
          {need.kind === 'declined' ? words.board.need.replace : words.board.need.assign}
          <span class="aside-text"> {words.board.assign_to(first.title, charter.client)}</span>
        </button>
      ) : (
        <a
          class="button"
          href={`/charters/${charter.id}`}
          aria-label={`${words.board.need.resolve}: ${charter.client}`}
        >
          {need.kind === 'clash' ? words.board.need.resolve : words.board.need.look}
        </a>
      )}
    </li>
  );
}

export function Calm({ all, operation }: { all: readonly Charter[]; operation: Operation }) {
  const reviews = useReviews();
  const open_reviews = reviews.data?.value.reviews.length ?? 0;
  const ahead = all.filter((c) => !isOff(c) && Date.parse(c.end) > now.value.getTime());
  if (all.length === 0) return null;
  return (
    <section class="calm">
      <Shape kind="full" size={26} />
      <div>
        <strong>{words.board.calm}</strong>
        <span class="soft">
          {ahead.length > 0
            ? words.board.calm_roles(ahead.length * operation.roles.length, ahead.length)
            : words.board.calm_none}
        </span>
      </div>
      {open_reviews > 0 && (
        <a class="button push" href="/review">
          {words.nav.review}: {words.review.left(open_reviews)}
        </a>
      )}
    </section>
  );
}
