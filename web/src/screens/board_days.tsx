/** BoardDays: the sails day by day, and the week at a glance. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { mayOperate } from '../api/may';
import type { Charter, Operation, Role, SailAnswer, Warning } from '../api/types';
import { edits } from '../offline/outbox';
import { type Berth, berthsOf, isOff, tally } from '../sails/berths';
import { words } from '../strings';
import { clockSpan, type Day, dayName, dayOf, daysBetween, fromNow, weekdayName, zoneName } from '../time';
import { now } from '../ui/clock';
import { Shape, Status } from '../ui/shape';

interface DayListProps {
  readonly days: readonly Day[];
  readonly sails: readonly Charter[];
  readonly operation: Operation;
  readonly warnings: readonly Warning[];
  readonly answers: readonly SailAnswer[];
  readonly today: Day;
  readonly showEmpty: boolean;
  readonly onAssign: (charter: Charter, role: Role) => void;
}

/** About so many sails are drawn at a time, so that a long range is there, and answers a key, at once. */
const sails_at_once = 24;

/** How many of the days to draw so that another handful of sails comes with them; at least one more. */
function drawMore(
  days: readonly Day[],
  sails_of: ReadonlyMap<Day, readonly Charter[]>,
  drawn: number,
): number {
  let sails = 0;
  let until = drawn;
  while (until < days.length && sails < sails_at_once) {
    sails += Math.max(1, sails_of.get(days[until] as Day)?.length ?? 0);
    until += 1;
  }
  return until;
}

export function byDay(sails: readonly Charter[], zone: string): Map<Day, Charter[]> {
  const found = new Map<Day, Charter[]>();
  for (const sail of sails) {
    const day = dayOf(sail.start, zone);
    const there = found.get(day);
    if (there) there.push(sail);
    else found.set(day, [sail]);
  }
  for (const list of found.values()) {
    list.sort((a, b) => Date.parse(a.start) - Date.parse(b.start) || a.id.localeCompare(b.id));
  }
  return found;
}

export function DayList({
  days,
  sails,
  operation,
  warnings,
  answers,
  today,
  showEmpty,
  onAssign,
}: DayListProps) {
  const sails_of = byDay(sails, operation.zone);
  const shown = days.filter((day) => showEmpty || sails_of.has(day));
  const drawn = useSignal(drawMore(shown, sails_of, 0));
  useEffect(() => {
    if (drawn.value >= shown.length) return;
    const timer = setTimeout(() => {
      drawn.value = drawMore(shown, sails_of, drawn.value);
    }, 16);
    return () => clearTimeout(timer);
  }, [drawn.value, shown.length]);
  return (
    <div class="days">
      {shown.slice(0, drawn.value).map((day) => (
        <section class="day" key={day} id={`day-${day}`} aria-label={dayName(day)}>
          <header>
            <h2>
              {weekdayName(day)}
              <span>{dayName(day).replace(/^\S+ /, '')}</span>
            </h2>
            {day === today && <span class="today">{words.board.today_word}</span>}
            {daysBetween(today, day) === 1 && <span class="soft small">{words.board.tomorrow_word}</span>}
          </header>
          {sails_of.has(day) ? (
            <div class="sails">
              {sails_of.get(day)?.map((charter) => (
                <Sail
                  key={charter.id}
                  charter={charter}
                  operation={operation}
                  warnings={warnings}
                  answers={answers}
                  onAssign={onAssign}
                />
              ))}
            </div>
          ) : (
            <p class="empty">{day === today ? words.board.none_today : words.board.none}</p>
          )}
        </section>
      ))}
    </div>
  );
}

/** One word for a whole sail. */
export function SailStatus({ charter, berths }: { charter: Charter; berths: readonly Berth[] }) {
  const counts = tally(berths);
  if (charter.status === 'cancelled') return <Status kind="off">{words.status.cancelled}</Status>;
  if (charter.cancelled_by_mail) return <Status kind="drift">{words.status.off}</Status>;
  if (counts.clashes > 0) return <Status kind="clash">{words.status.clash}</Status>;
  if (counts.open > 0) return <Status kind="open">{words.roles_open(counts.open)}</Status>;
  if (counts.waiting > 0) return <Status kind="waiting">{words.status.waiting}</Status>;
  return <Status kind="full">{words.status.full}</Status>;
}

function Sail({
  charter,
  operation,
  warnings,
  answers,
  onAssign,
}: {
  charter: Charter;
  operation: Operation;
  warnings: readonly Warning[];
  answers: readonly SailAnswer[];
  onAssign: DayListProps['onAssign'];
}) {
  const { zone } = operation;
  const berths = berthsOf(charter, operation.roles, warnings, edits.value, answers);
  const off = isOff(charter);
  const vessel = operation.vessels.find((v) => v.id === charter.vessel)?.name ?? words.charter.no_vessel;
  const start = Date.parse(charter.start);
  const distance =
    start > now.value.getTime()
      ? fromNow(charter.start, now.value)
      : Date.parse(charter.end) > now.value.getTime()
        ? words.board.departed
        : words.board.ended;
  return (
    <article
      class="sail"
      data-charter={charter.id}
      data-off={charter.status === 'cancelled' ? '' : undefined}
    >
      <header>
        <time
          class="when"
          dateTime={charter.start}
          title={`${clockSpan(charter.start, charter.end, zone)} ${zoneName(charter.start, zone)}`}
        >
          {clockSpan(charter.start, charter.end, zone)} <span>· {distance}</span>
        </time>
        <SailStatus charter={charter} berths={berths} />
        <h3>
          <a href={`/charters/${charter.id}`}>{charter.client}</a>
        </h3>
        <p class="vessel">
          {vessel}
          {charter.status === 'hold' && ` · ${words.status.hold}`}
        </p>
      </header>
      <ul class="berths">
        {berths.map((berth) => (
          <BerthLine key={berth.key} berth={berth} charter={charter} off={off} onAssign={onAssign} />
        ))}
      </ul>
    </article>
  );
}

function BerthLine({
  berth,
  charter,
  off,
  onAssign,
}: {
  berth: Berth;
  charter: Charter;
  off: boolean;
  onAssign: DayListProps['onAssign'];
}) {
  const { role } = berth;
  if (berth.kind === 'open') {
    if (off) return null;
    return (
      <li data-kind="open">
        <span class="role">{role.title}</span>
        {!mayOperate() && (
          <span class="name">
            <Shape kind="open" />
            {words.board.open_role}
          </span>
        )}
        <button type="button" class="take" hidden={!mayOperate()} onClick={() => onAssign(charter, role)}>
          <Shape kind="open" />
          <span>
            {words.board.open_role} · <u>{words.board.assign}</u>
            <span class="aside-text"> {words.board.assign_to(role.title, charter.client)}</span>
          </span>
        </button>
      </li>
    );
  }
  const why = berth.kind === 'waiting' ? words.charter.not_sent : berth.warnings.map((w) => w.what).join(' ');
  const kind = berth.kind === 'filled' ? undefined : berth.kind;
  return (
    <li data-kind={kind}>
      <span class="role">{role.title}</span>
      <span class="name">
        <Shape kind={berth.kind} />
        {berth.person?.name}
        <AnswerMark berth={berth} />
      </span>
      {why && <span class="why">{why}</span>}
    </li>
  );
}

/** What the person said to the sail; nothing while they have not. */
export function AnswerMark({ berth }: { berth: Berth }) {
  if (!berth.answer) return null;
  const said = berth.answer.answer;
  return (
    <span class="answer" data-answer={said} title={berth.answer.note || undefined}>
      <Shape kind={said === 'confirmed' ? 'agrees' : 'clash'} /> {words.answers[said]}
    </span>
  );
}

export function DaysAtAGlance({
  days,
  sails,
  operation,
  warnings,
  today,
}: {
  days: readonly Day[];
  sails: readonly Charter[];
  operation: Operation;
  warnings: readonly Warning[];
  today: Day;
}) {
  const sails_of = byDay(
    sails.filter((charter) => charter.status !== 'cancelled'),
    operation.zone,
  );
  return (
    <nav class="week no-print" aria-label={words.board.at_a_glance}>
      {days.map((day) => {
        const here = sails_of.get(day) ?? [];
        const counts = here.map((charter) =>
          tally(berthsOf(charter, operation.roles, warnings, edits.value)),
        );
        const open = counts.reduce((sum, count) => sum + count.open, 0);
        const clashes = counts.reduce((sum, count) => sum + count.clashes, 0);
        const word =
          clashes > 0
            ? words.status.clash
            : open > 0
              ? words.roles_open(open)
              : here.length > 0
                ? words.status.full
                : '';
        return (
          <a
            key={day}
            href={`#day-${day}`}
            data-today={day === today ? '' : undefined}
            onClick={(event) => jumpTo(event, day)}
          >
            <b>
              {weekdayName(day)} {Number(day.slice(8))}
            </b>
            <span>
              {here.length > 0 ? (
                <>
                  <Shape kind={clashes > 0 ? 'clash' : open > 0 ? 'open' : 'full'} />
                  <em>{word}</em>
                  <span class="aside-text">, {words.board.sails(here.length)}</span>
                </>
              ) : (
                <>
                  <Shape kind="off" />
                  <span class="aside-text">{words.board.none}</span>
                </>
              )}
            </span>
          </a>
        );
      })}
    </nav>
  );
}

/** Scrolls without touching the address, so that Back leaves the board. */
function jumpTo(event: MouseEvent, day: Day): void {
  event.preventDefault();
  const section = document.getElementById(`day-${day}`);
  section?.scrollIntoView({ block: 'start', behavior: 'smooth' });
  section?.querySelector<HTMLAnchorElement>('.sail h3 a')?.focus({ preventScroll: true });
}
