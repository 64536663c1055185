/** Board: who sails when, what is open; what needs a person comes first. View and filters live in the address. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { mayOperate } from '../api/may';
import { useAnswers, useCharters, useNearestSails, useOperation } from '../api/reads';
import type { Charter, Operation, Role, SailAnswer } from '../api/types';
import { edits } from '../offline/outbox';
import { isOff } from '../sails/berths';
import { needsOf } from '../sails/needs';
import { words } from '../strings';
import { addDays, type Day, dayName, dayOf, daySpanName, mondayOf, stamp, zoneName } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { needs_count, useTitle } from '../ui/head';
import { Icon } from '../ui/icon';
import { type Shortcut, useShortcuts } from '../ui/keys';
import { AssignSheet } from './assign_sheet';
import { DayList, DaysAtAGlance } from './board_days';
import { Filters, RangeFields } from './board_filters';
import { Calm, NeedList } from './board_needs';
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
  const answers = useAnswers(asked.from, addDays(asked.to, 1));
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
            answers={answers}
            operation={operation}
            asked={asked}
            today={today}
            asOf={seen.as_of}
            list={list}
            onAssign={(charter, role) => (opening.value = { charter, role })}
          />
        )}
      </Answer>
      {opening.value && mayOperate() && (
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

interface SailsProps {
  readonly all: readonly Charter[];
  readonly warnings: Parameters<typeof needsOf>[2];
  readonly answers: readonly SailAnswer[];
  readonly operation: Operation;
  readonly asked: BoardQuery;
  readonly today: Day;
  readonly asOf: string | null;
  readonly list: { current: HTMLDivElement | null };
  readonly onAssign: (charter: Charter, role: Role) => void;
}

function Sails({ all, warnings, answers, operation, asked, today, asOf, list, onAssign }: SailsProps) {
  const waiting = edits.value;
  const needs = useMemo(
    () => needsOf(all, operation.roles, warnings, waiting, now.value, answers),
    [all, operation.roles, warnings, waiting, now.value, answers],
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
            answers={answers}
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
