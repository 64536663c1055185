/** Board: who sails when, what is open; what needs a person comes first. View and filters live in the address. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useCharters, useNearestSails, useOperation, useReviews } from '../api/reads';
import type { Charter, Operation, Role } from '../api/types';
import { edits } from '../offline/outbox';
import { isOff } from '../sails/berths';
import { type Need, needsOf } from '../sails/needs';
import { words } from '../strings';
import { addDays, type Day, dayName, dayOf, daySpanName, fromNow, mondayOf, stamp, zoneName } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { needs_count, useTitle } from '../ui/head';
import { Icon } from '../ui/icon';
import { type Shortcut, useShortcuts } from '../ui/keys';
import { Shape, Status } from '../ui/shape';
import { AssignSheet } from './assign_sheet';
import { DayList, DaysAtAGlance } from './board_days';
import { type BoardQuery, boardAddress, readBoardQuery } from './board_query';
import { fold } from './fold';

export interface Opening {
  readonly charter: Charter;
  readonly role: Role;
}

export function BoardScreen() {
  useTitle(words.board.title);
  const operation = useOperation();
  return <Answer of={operation}>{(known) => <Board operation={known} />}</Answer>;
}

function Board({ operation }: { operation: Operation }) {
  const { query, route } = useLocation();
  const today = dayOf(now.value, operation.zone);
  const asked = useMemo(() => readBoardQuery(query as Record<string, string>, today), [query, today]);
  const charters = useCharters(asked.from, addDays(asked.to, 1));
  const opening = useSignal<Opening | null>(null);
  const list = useRef<HTMLDivElement>(null);

  const shift = (direction: number) => {
    const days = asked.view === 'today' ? 1 : asked.view === 'week' ? 7 : asked.length;
    const from = addDays(asked.from, direction * days);
    return boardAddress({ ...asked, from, to: addDays(from, asked.length - 1) }, today);
  };
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      {
        keys: 't',
        does: words.help.today,
        run: () => route(boardAddress({ ...asked, view: 'today', from: today, to: today }, today)),
      },
      { keys: 'w', does: words.help.week, run: () => route(boardAddress(weekOf(asked, today), today)) },
      { keys: '[', does: words.help.earlier, run: () => route(shift(-1)) },
      { keys: ']', does: words.help.later, run: () => route(shift(1)) },
      { keys: 'j', does: words.help.next, run: () => stepSail(list.current, 1) },
      { keys: 'k', does: words.help.previous, run: () => stepSail(list.current, -1) },
      {
        keys: 'p',
        does: words.help.print,
        run: () => route(`/day/${asked.view === 'today' ? asked.from : today}/print`),
      },
    ],
    [asked, today, route],
  );
  useShortcuts(words.board.title, shortcuts);

  return (
    <>
      <div class="screen-head">
        <h1>{daySpanName(asked.from, asked.to)}</h1>
        <nav class="choices" aria-label={words.board.view}>
          <a
            href={boardAddress({ ...asked, view: 'today', from: today, to: today }, today)}
            aria-current={asked.view === 'today' && asked.from === today ? 'true' : undefined}
          >
            {words.board.today}
          </a>
          <a
            href={boardAddress(weekOf(asked, today), today)}
            aria-current={asked.view === 'week' && asked.from === mondayOf(today) ? 'true' : undefined}
          >
            {words.board.week}
          </a>
          <a
            href={boardAddress(
              { ...asked, view: 'range', to: addDays(asked.from, Math.max(asked.length, 28) - 1) },
              today,
            )}
            aria-current={asked.view === 'range' ? 'true' : undefined}
          >
            {words.board.range}
          </a>
        </nav>
        <span class="row">
          <a
            class="button tight"
            href={shift(-1)}
            aria-label={words.board.earlier[kindOf(asked)]}
            title={`${words.board.earlier[kindOf(asked)]}  [`}
          >
            <Icon name="left" />
          </a>
          <a
            class="button tight"
            href={shift(1)}
            aria-label={words.board.later[kindOf(asked)]}
            title={`${words.board.later[kindOf(asked)]}  ]`}
          >
            <Icon name="right" />
          </a>
        </span>
        <span class="soft small push">
          {words.board.zone(operation.zone, zoneName(now.value, operation.zone))}
        </span>
        {asked.view === 'range' && <RangeFields asked={asked} today={today} />}
      </div>
      <Answer of={charters} lines={8}>
        {(answer, seen) => (
          <Sails
            all={answer.charters}
            warnings={answer.warnings}
            operation={operation}
            asked={asked}
            today={today}
            asOf={seen.as_of}
            list={list}
            onAssign={(charter, role) => (opening.value = { charter, role })}
          />
        )}
      </Answer>
      {opening.value && (
        <AssignSheet
          operation={operation}
          charter={opening.value.charter}
          role={opening.value.role}
          onClose={() => (opening.value = null)}
        />
      )}
    </>
  );
}

type Kind = 'day' | 'week' | 'range';
const kindOf = (asked: BoardQuery): Kind => (asked.view === 'today' ? 'day' : asked.view);

function weekOf(asked: BoardQuery, day: Day): BoardQuery {
  const from = mondayOf(day);
  return { ...asked, view: 'week', from, to: addDays(from, 6), length: 7 };
}

/** j and k: the focus goes from sail to sail. */
function stepSail(list: HTMLElement | null, step: number): void {
  const links = [...(list?.querySelectorAll<HTMLAnchorElement>('.sail h3 a') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const next =
    links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function RangeFields({ asked, today }: { asked: BoardQuery; today: Day }) {
  const { route } = useLocation();
  const set = (from: string, to: string) =>
    route(boardAddress(readBoardQuery({ ...asked.filters, from, to, view: 'range' }, today), today), true);
  return (
    <div class="row">
      <label class="row small">
        {words.board.from}
        <input
          class="input"
          type="date"
          value={asked.from}
          onChange={(e) => set(e.currentTarget.value, asked.to)}
        />
      </label>
      <label class="row small">
        {words.board.to}
        <input
          class="input"
          type="date"
          value={asked.to}
          onChange={(e) => set(asked.from, e.currentTarget.value)}
        />
      </label>
    </div>
  );
}

interface SailsProps {
  readonly all: readonly Charter[];
  readonly warnings: Parameters<typeof needsOf>[2];
  readonly operation: Operation;
  readonly asked: BoardQuery;
  readonly today: Day;
  readonly asOf: string | null;
  readonly list: { current: HTMLDivElement | null };
  readonly onAssign: (charter: Charter, role: Role) => void;
}

function Sails({ all, warnings, operation, asked, today, asOf, list, onAssign }: SailsProps) {
  const waiting = edits.value;
  const needs = useMemo(
    () => needsOf(all, operation.roles, warnings, waiting, now.value),
    [all, operation.roles, warnings, waiting, now.value],
  );
  const shown = useMemo(
    () => all.filter((charter) => matches(charter, asked, operation, waiting)),
    [all, asked, waiting, operation],
  );
  useEffect(() => {
    needs_count.value = needs.length;
  }, [needs.length]);
  const days = useMemo(() => {
    const found: Day[] = [];
    for (let day = asked.from; day <= asked.to; day = addDays(day, 1)) found.push(day);
    return found;
  }, [asked.from, asked.to]);
  return (
    <>
      {asOf && <p class="soft small">{words.line.as_of(stamp(asOf, operation.zone, now.value))}</p>}
      {needs.length > 0 ? (
        <NeedList needs={needs} operation={operation} onAssign={onAssign} />
      ) : (
        <Calm all={all} operation={operation} />
      )}
      <Filters asked={asked} operation={operation} today={today} />
      {asked.view === 'week' && (
        <DaysAtAGlance days={days} sails={all} operation={operation} warnings={warnings} today={today} />
      )}
      <div ref={list}>
        {shown.length > 0 ? (
          <DayList
            days={days}
            sails={shown}
            operation={operation}
            warnings={warnings}
            today={today}
            showEmpty={asked.view !== 'range' && !asked.filtered}
            onAssign={onAssign}
          />
        ) : (
          <NoSails some={all.length > 0} asked={asked} operation={operation} today={today} />
        )}
      </div>
    </>
  );
}

function matches(
  charter: Charter,
  asked: BoardQuery,
  operation: Operation,
  waiting: typeof edits.value,
): boolean {
  const { vessel, crew, open, find } = asked.filters;
  if (vessel && charter.vessel !== vessel) return false;
  if (crew && !charter.crew.some((seat) => seat.person.id === crew)) return false;
  if (open) {
    const held = new Set(charter.crew.map((seat) => seat.role));
    for (const edit of waiting) if (edit.charter === charter.id && !edit.removes) held.add(edit.role);
    if (isOff(charter) || operation.roles.every((role) => held.has(role.id))) return false;
  }
  if (find) {
    const hay = fold(`${charter.client} ${charter.title} ${charter.id} ${charter.aliases.join(' ')}`);
    if (
      !fold(find)
        .split(/\s+/)
        .every((word) => hay.includes(word))
    )
      return false;
  }
  return true;
}

function NeedList({
  needs,
  operation,
  onAssign,
}: {
  needs: readonly Need[];
  operation: Operation;
  onAssign: SailsProps['onAssign'];
}) {
  return (
    <section class="panel needs" aria-labelledby="needs">
      <header>
        <h2 id="needs">
          {words.board.needs} <span class="count">{needs.length}</span>
        </h2>
      </header>
      <ul>
        {needs.map((need) => (
          <NeedLine key={need.key} need={need} operation={operation} onAssign={onAssign} />
        ))}
      </ul>
    </section>
  );
}

const need_shape = { clash: 'clash', open: 'open', off: 'drift', warn: 'warn' } as const;

function NeedLine({
  need,
  operation,
  onAssign,
}: {
  need: Need;
  operation: Operation;
  onAssign: SailsProps['onAssign'];
}) {
  const { charter } = need;
  const vessel = operation.vessels.find((v) => v.id === charter.vessel)?.name;
  const when = `${dayName(dayOf(charter.start, operation.zone))}, ${stamp(charter.start, operation.zone, now.value).split(', ')[1]}`;
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
        {need.warning && <a href={`/charters/${charter.id}`}>{need.warning.what}</a>}
        <small>{about}</small>
      </span>
      {need.kind === 'open' && first ? (
        <button
          type="button"
          class="button"
          aria-label={words.board.assign_to(first.title, charter.client)}
          onClick={() => onAssign(charter, first)}
        >
          {words.board.need.assign}
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

function Calm({ all, operation }: { all: readonly Charter[]; operation: Operation }) {
  const reviews = useReviews();
  const open_reviews = reviews.data?.value.length ?? 0;
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

function Filters({ asked, operation, today }: { asked: BoardQuery; operation: Operation; today: Day }) {
  const { route } = useLocation();
  const set = (change: Partial<BoardQuery['filters']>) =>
    route(boardAddress({ ...asked, filters: { ...asked.filters, ...change } }, today), true);
  return (
    <search class="filters no-print">
      <label class="find">
        <span class="aside-text">{words.board.find}</span>
        <Icon name="search" size={18} />
        <input
          class="input"
          type="search"
          placeholder={words.board.find}
          value={asked.filters.find ?? ''}
          onInput={(event) => set({ find: event.currentTarget.value })}
        />
      </label>
      <select
        class="input"
        aria-label={words.board.vessel}
        value={asked.filters.vessel ?? ''}
        onChange={(event) => set({ vessel: event.currentTarget.value })}
      >
        <option value="">{words.board.all_vessels}</option>
        {operation.vessels.map((vessel) => (
          <option key={vessel.id} value={vessel.id}>
            {vessel.name}
          </option>
        ))}
      </select>
      <select
        class="input"
        aria-label={words.board.person}
        value={asked.filters.crew ?? ''}
        onChange={(event) => set({ crew: event.currentTarget.value })}
      >
        <option value="">{words.board.anyone}</option>
        {operation.crew.map((member) => (
          <option key={member.id} value={member.id}>
            {member.name}
          </option>
        ))}
      </select>
      <label class="check">
        <input
          type="checkbox"
          checked={asked.filters.open === '1'}
          onChange={(event) => set({ open: event.currentTarget.checked ? '1' : '' })}
        />
        {words.board.only_open}
      </label>
      <a
        class="button push"
        href={`/day/${asked.view === 'today' ? asked.from : asked.from > today ? asked.from : today}/print`}
      >
        <Icon name="print" size={18} />
        {words.board.print}
      </a>
    </search>
  );
}

/** Says which kind of empty this is, and the way out. */
function NoSails({
  some,
  asked,
  operation,
  today,
}: {
  some: boolean;
  asked: BoardQuery;
  operation: Operation;
  today: Day;
}) {
  const nearest = useNearestSails(asked.from, asked.to, !some);
  const address = (start: string) => {
    const day = dayOf(start, operation.zone);
    return boardAddress({ ...weekOf(asked, day), filters: {}, filtered: false }, today);
  };
  const name = (charter: Charter) => `${dayName(dayOf(charter.start, operation.zone))}, ${charter.client}`;
  return (
    <div class="panel nothing">
      <strong>{some ? words.board.none_match : words.board.none_here}</strong>
      {some ? (
        <a class="button" href={boardAddress({ ...asked, filters: {}, filtered: false }, today)}>
          {words.board.clear}
        </a>
      ) : (
        <span class="row">
          {nearest.before && (
            <a class="button" href={address(nearest.before.start)}>
              <Icon name="left" size={16} />
              {words.board.nearest_last(name(nearest.before))}
            </a>
          )}
          {nearest.after && (
            <a class="button" href={address(nearest.after.start)}>
              {words.board.nearest_next(name(nearest.after))}
              <Icon name="right" size={16} />
            </a>
          )}
        </span>
      )}
    </div>
  );
}
