/** Crew: the roster, each person's sails and clashes, and the roster's upkeep. */
import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { forgetAlias, importRoster } from '../api/acts';
import { mayOperate } from '../api/may';
import { useCharters, useLearnedAliases, useOperation } from '../api/reads';
import type { Charter, CrewMember, Operation, Warning } from '../api/types';
import { line } from '../offline/line';
import { isOff } from '../sails/berths';
import { rosterCsv } from '../sails/roster_csv';
import { words } from '../strings';
import { addDays, clockSpan, dayName, dayOf, fromNow, stamp } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { saveFile } from '../ui/csv';
import { useTitle } from '../ui/head';
import { Icon } from '../ui/icon';
import { type Shortcut, useShortcuts } from '../ui/keys';
import { Shape, Status } from '../ui/shape';
import { CrewLinksPanel } from './crew_links_panel';
import { CrewMemberSheet } from './crew_member_sheet';
import { fold } from './fold';
import { roleTitle } from './history_panel';

const days_back = 14;
const days_ahead = 92;

export function CrewScreen() {
  const operation = useOperation();
  return <Answer of={operation}>{(known) => <Crew operation={known} />}</Answer>;
}

function Crew({ operation }: { operation: Operation }) {
  const { params } = useRoute();
  const { route } = useLocation();
  const id = params['id'] ? decodeURIComponent(params['id']) : '';
  const member = operation.crew.find((one) => one.id === id);
  useTitle(member?.name ?? words.crew.title);
  const today = dayOf(now.value, operation.zone);
  const charters = useCharters(addDays(today, -days_back), addDays(today, days_ahead));
  const editing = useSignal<CrewMember | 'new' | null>(null);
  const find = useSignal('');
  const shown = useMemo(() => {
    const wanted = fold(find.value.trim());
    return operation.crew
      .filter((one) =>
        [one.name, ...one.aliases, ...one.roles.map((role) => roleTitle(operation, role))].some((text) =>
          fold(text).includes(wanted),
        ),
      )
      .sort((a, b) => a.name.localeCompare(b.name));
  }, [operation, find.value]);

  const shortcuts = useMemo<readonly Shortcut[]>(() => {
    const step = (by: number) => {
      const at = shown.findIndex((one) => one.id === id);
      const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
      if (next) route(`/crew/${encodeURIComponent(next.id)}`, true);
    };
    return [
      { keys: 'j', does: words.help.next, run: () => step(1) },
      { keys: 'k', does: words.help.previous, run: () => step(-1) },
      {
        keys: 'e',
        does: words.help.edit,
        run: () => {
          editing.value = mayOperate() ? (member ?? null) : null;
        },
      },
    ];
  }, [shown, id, member, route]);
  useShortcuts(words.crew.title, shortcuts);

  return (
    <>
      <div class="screen-head roster-head" data-chosen={id ? '' : undefined}>
        <h1>{words.crew.title}</h1>
        <RosterActs operation={operation} onAdd={() => (editing.value = 'new')} />
      </div>
      {operation.crew.length === 0 ? (
        <div class="panel nothing">
          <strong>{words.crew.none}</strong>
          <span>{words.crew.none_hint}</span>
        </div>
      ) : (
        <div class="people-grid" data-chosen={id ? '' : undefined}>
          <div class="stack">
            <label class="field">
              <span class="aside-text">{words.crew.find}</span>
              <input
                type="search"
                placeholder={words.crew.find}
                value={find.value}
                onInput={(event) => {
                  find.value = event.currentTarget.value;
                }}
              />
            </label>
            <Roster
              shown={shown}
              chosen={id}
              operation={operation}
              charters={charters.data?.value.charters ?? []}
              warnings={charters.data?.value.warnings ?? []}
            />
          </div>
          {id && (
            <a class="back alone-on-phone" href="/crew">
              <Icon name="left" size={16} /> {words.crew.roster}
            </a>
          )}
          <Answer of={charters}>
            {(answer) =>
              member ? (
                <Member
                  member={member}
                  operation={operation}
                  charters={answer.charters}
                  warnings={answer.warnings}
                  onEdit={() => (editing.value = member)}
                />
              ) : (
                <p class="panel nothing">{id ? words.crew.not_found(id) : words.crew.choose}</p>
              )
            }
          </Answer>
        </div>
      )}
      {editing.value && (
        <CrewMemberSheet
          operation={operation}
          member={editing.value === 'new' ? null : editing.value}
          onClose={() => (editing.value = null)}
        />
      )}
    </>
  );
}

function RosterActs({ operation, onAdd }: { operation: Operation; onAdd: () => void }) {
  const file = useRef<HTMLInputElement>(null);
  return (
    <span class="row push">
      <button type="button" class="button" onClick={() => saveFile('crew.csv', rosterCsv(operation.crew))}>
        <Icon name="down" size={18} /> {words.crew.export}
      </button>
      <button
        type="button"
        class="button"
        hidden={!mayOperate()}
        disabled={line.value === 'offline'}
        onClick={() => file.current?.click()}
      >
        <Icon name="up" size={18} /> {words.crew.import}
      </button>
      <input
        ref={file}
        type="file"
        accept=".csv,text/csv"
        hidden
        aria-label={words.crew.import}
        onChange={async (event) => {
          const input = event.currentTarget;
          const chosen = input.files?.[0];
          if (chosen) await importRoster(await chosen.text(), operation);
          input.value = '';
        }}
      />
      <button
        type="button"
        class="button main"
        hidden={!mayOperate()}
        disabled={line.value === 'offline'}
        onClick={onAdd}
      >
        <Icon name="add" size={18} /> {words.crew.add}
      </button>
    </span>
  );
}

const clash_kinds = new Set<Warning['kind']>(['double_booked']);
const isAhead = (charter: Charter) => Date.parse(charter.end) > now.value.getTime();
const sailsOf = (member: CrewMember, charters: readonly Charter[]) =>
  charters.filter((charter) => !isOff(charter) && charter.crew.some((seat) => seat.person.id === member.id));

function Roster({
  shown,
  chosen,
  operation,
  charters,
  warnings,
}: {
  shown: readonly CrewMember[];
  chosen: string;
  operation: Operation;
  charters: readonly Charter[];
  warnings: readonly Warning[];
}) {
  return (
    <nav class="panel roster" aria-label={words.crew.roster}>
      <ul>
        {shown.map((member) => {
          const ahead = sailsOf(member, charters).filter(isAhead).length;
          const clashes = warnings.filter((w) => clash_kinds.has(w.kind) && w.person.id === member.id).length;
          return (
            <li key={member.id}>
              <a
                href={`/crew/${encodeURIComponent(member.id)}`}
                aria-current={member.id === chosen ? 'true' : undefined}
              >
                <b>{member.name}</b>
                {clashes > 0 ? (
                  <Status kind="clash">{words.crew.clash(Math.ceil(clashes / 2))}</Status>
                ) : (
                  ahead > 0 && <span class="soft small">{words.crew.next_sails(ahead)}</span>
                )}
                <small>
                  {member.roles.map((role) => roleTitle(operation, role)).join(', ') || words.crew.no_roles}
                </small>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

interface MemberProps {
  readonly member: CrewMember;
  readonly operation: Operation;
  readonly charters: readonly Charter[];
  readonly warnings: readonly Warning[];
  readonly onEdit: () => void;
}

function Member({ member, operation, charters, warnings, onEdit }: MemberProps) {
  const sails = sailsOf(member, charters).sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  const mine = warnings.filter((warning) => warning.person.id === member.id);
  return (
    <div class="stack">
      <section class="panel" aria-labelledby="member">
        <header>
          <h2 id="member">{member.name}</h2>
          {mayOperate() && (
            <button type="button" class="button push" disabled={line.value === 'offline'} onClick={onEdit}>
              {words.crew.edit} <kbd>e</kbd>
            </button>
          )}
        </header>
        <dl class="panel-body facts-list">
          <dt>{words.crew.roles}</dt>
          <dd>{member.roles.map((role) => roleTitle(operation, role)).join(', ') || words.crew.no_roles}</dd>
          {member.aliases.length > 0 && (
            <>
              <dt>{words.crew.aliases}</dt>
              <dd>
                <Aliases member={member} zone={operation.zone} />
              </dd>
            </>
          )}
          {member.email && (
            <>
              <dt>{words.crew.email}</dt>
              <dd>
                <a href={`mailto:${member.email}`}>{member.email}</a>
              </dd>
            </>
          )}
          {member.phone && (
            <>
              <dt>{words.crew.phone}</dt>
              <dd>
                <a href={`tel:${member.phone.replace(/[^+\d]/g, '')}`}>{member.phone}</a>
              </dd>
            </>
          )}
        </dl>
      </section>
      <section class="panel" aria-labelledby="sails">
        <header>
          <h2 id="sails">{words.crew.sails}</h2>
          <span class="soft small push">{words.crew.window}</span>
        </header>
        {sails.length === 0 ? (
          <p class="panel-body soft">{words.crew.no_sails}</p>
        ) : (
          <ul class="sail-rows">
            {sails.map((charter) => (
              <SailRow
                key={charter.id}
                charter={charter}
                member={member}
                operation={operation}
                warnings={mine.filter((w) => w.charter === charter.id)}
              />
            ))}
          </ul>
        )}
      </section>
      {mayOperate() && <CrewLinksPanel key={member.id} member={member} zone={operation.zone} />}
    </div>
  );
}

/** The other names; those that a mail taught say so, and can be taken back. */
function Aliases({ member, zone }: { member: CrewMember; zone: string }) {
  const learned = useLearnedAliases();
  const of = (alias: string) =>
    learned.data?.value.aliases.find((one) => one.person === member.id && fold(one.alias) === fold(alias));
  const taught = member.aliases.filter(of);
  return (
    <>
      <span>{member.aliases.map((alias) => `“${alias}”`).join(', ')}</span>
      {taught.length > 0 && (
        <ul class="learned small">
          {taught.map((alias) => {
            const from = of(alias);
            return (
              <li key={alias}>
                <Shape kind="agrees" />
                <span>
                  {words.crew.learned(
                    alias,
                    from?.title ?? '',
                    from?.by ?? '',
                    stamp(from?.at ?? '', zone, now.value),
                  )}
                </span>
                {mayOperate() && (
                  <button
                    type="button"
                    class="button quiet tight"
                    disabled={line.value === 'offline'}
                    onClick={() => void forgetAlias(member, alias)}
                  >
                    {words.crew.forget}
                    <span class="aside-text"> “{alias}”</span>
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}

function SailRow({
  charter,
  member,
  operation,
  warnings,
}: {
  charter: Charter;
  member: CrewMember;
  operation: Operation;
  warnings: readonly Warning[];
}) {
  const { zone } = operation;
  const seats = charter.crew.filter((seat) => seat.person.id === member.id);
  const vessel = operation.vessels.find((v) => v.id === charter.vessel)?.name;
  return (
    <li>
      <time dateTime={charter.start}>
        {dayName(dayOf(charter.start, zone))}{' '}
        <span class="soft">{clockSpan(charter.start, charter.end, zone)}</span>
      </time>
      <span>
        <a href={`/charters/${charter.id}`}>{charter.client}</a>
        <span class="soft">
          {' '}
          · {seats.map((seat) => roleTitle(operation, seat.role)).join(', ')}
          {vessel && ` · ${vessel}`}
        </span>
      </span>
      <span class="soft small">
        {isAhead(charter) ? fromNow(charter.start, now.value) : words.status.over}
      </span>
      {warnings.map((warning) => (
        <span class="why" key={warning.kind + warning.other}>
          <Shape kind={warning.kind === 'double_booked' ? 'clash' : 'warn'} /> {warning.what}
        </span>
      ))}
    </li>
  );
}
