/** Charter: who sails, who said so in which words, what happened, and whether every copy agrees. */
import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { unassign } from '../api/acts';
import { mayOperate } from '../api/may';
import { useAnswersTo, useCharter, useFacts, useOperation, useWarnings } from '../api/reads';
import type { Assignment, Charter, Operation, Role, Warning } from '../api/types';
import { edits } from '../offline/outbox';
import { type Berth, berthsOf, isOff } from '../sails/berths';
import { crewAsOf } from '../sails/history';
import { words } from '../strings';
import { clockSpan, dayFullName, dayOf, fromNow, stamp, zoneName } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { useTitle } from '../ui/head';
import { Icon } from '../ui/icon';
import { type Shortcut, useShortcuts } from '../ui/keys';
import { Shape } from '../ui/shape';
import { AgreementPanel } from './agreement_panel';
import { AssignSheet } from './assign_sheet';
import { AnswerMark, SailStatus } from './board_days';
import { EvidencePanel } from './evidence_panel';
import { HistoryPanel } from './history_panel';

export function CharterScreen() {
  const { params } = useRoute();
  const id = params['id'] ?? '';
  const operation = useOperation();
  const charter = useCharter(id);
  useTitle(charter.data?.value.client ?? id);
  return (
    <Answer of={operation}>
      {(known) => (
        <Answer of={charter} lines={8}>
          {(found, seen) => (
            <CharterView key={found.id} charter={found} asOf={seen.as_of} operation={known} />
          )}
        </Answer>
      )}
    </Answer>
  );
}

interface ViewProps {
  readonly charter: Charter;
  readonly asOf: string | null;
  readonly operation: Operation;
}

function CharterView({ charter, asOf, operation }: ViewProps) {
  const { zone } = operation;
  const facts = useFacts(charter.id);
  const warnings = useWarnings(charter, zone);
  const answers = useAnswersTo(charter, zone);
  const chosen = useSignal<string | null>(null);
  const assigning = useSignal<Role | null>(null);
  const moment = useSignal<string | null>(null); // null: now

  const past = useMemo(
    () =>
      moment.value && facts.data ? crewAsOf(facts.data.value.facts, moment.value, operation.roles) : null,
    [moment.value, facts.data, operation.roles],
  );
  const shown: Charter = past ? { ...charter, crew: past.crew, cancelled_by_mail: past.cancelled } : charter;
  const berths = berthsOf(
    shown,
    operation.roles,
    past ? [] : warnings,
    past ? [] : edits.value,
    past ? [] : answers,
  );
  const focus =
    berths.find((berth) => berth.key === chosen.value) ?? berths.find((berth) => berth.assignment);

  const shortcuts = useMemo<readonly Shortcut[]>(() => {
    const step = (by: number) => {
      const keys = berths.map((berth) => berth.key);
      const at = keys.indexOf(chosen.value ?? focus?.key ?? '');
      chosen.value = keys[Math.min(keys.length - 1, Math.max(0, at + by))] ?? null;
    };
    return [
      { keys: 'j', does: words.help.next, run: () => step(1) },
      { keys: 'k', does: words.help.previous, run: () => step(-1) },
      {
        keys: 'e',
        does: words.help.edit,
        run: () => {
          assigning.value = focus?.role ?? null;
        },
      },
      {
        keys: 'a',
        does: words.help.assign,
        run: () => {
          assigning.value = berths.find((berth) => berth.kind === 'open')?.role ?? null;
        },
      },
    ];
  }, [berths.map((berth) => berth.key).join(), focus?.key]);
  useShortcuts(words.charter.crew, shortcuts);

  return (
    <>
      <Head charter={charter} asOf={asOf} operation={operation} berths={berths} />
      <div class="two">
        <section class="panel" aria-labelledby="crew">
          <header>
            <h2 id="crew">{words.charter.crew}</h2>
            {past && moment.value && (
              <>
                <span class="small soft">
                  {words.charter.past_note(stamp(moment.value, zone, now.value))}
                </span>
                <button type="button" class="button push" onClick={() => (moment.value = null)}>
                  {words.charter.back_to_now}
                </button>
              </>
            )}
          </header>
          <ul class="crew-list">
            {berths.map((berth) => (
              <CrewLine
                key={berth.key}
                berth={berth}
                charter={charter}
                operation={operation}
                chosen={focus?.key === berth.key}
                editable={!past && !isOff(charter) && mayOperate()}
                onChoose={() => (chosen.value = berth.key)}
                onAssign={() => (assigning.value = berth.role)}
              />
            ))}
          </ul>
        </section>
        <EvidencePanel
          assignment={focus?.assignment ?? null}
          berth={focus ?? null}
          fact={facts.data?.value.facts.find((one) => one.id === focus?.assignment?.fact)}
          operation={operation}
        />
      </div>
      <div class="later">
        <HistoryPanel
          charter={charter}
          facts={facts}
          operation={operation}
          moment={moment.value}
          onMoment={(at) => (moment.value = at)}
        />
      </div>
      <div class="later">
        <AgreementPanel charter={charter} asOf={asOf} zone={zone} />
      </div>
      {assigning.value && mayOperate() && (
        <AssignSheet
          operation={operation}
          charter={charter}
          role={assigning.value}
          onClose={() => (assigning.value = null)}
        />
      )}
    </>
  );
}

function Head({ charter, asOf, operation, berths }: ViewProps & { berths: readonly Berth[] }) {
  const { zone } = operation;
  const day = dayOf(charter.start, zone);
  const vessel = operation.vessels.find((v) => v.id === charter.vessel)?.name ?? words.charter.no_vessel;
  const note =
    charter.status === 'cancelled'
      ? words.charter.cancelled_note
      : charter.cancelled_by_mail
        ? words.charter.off_note
        : charter.status === 'hold'
          ? words.charter.hold_note
          : null;
  return (
    <div class="charter-head">
      <a class="back" href={`/?from=${day}`}>
        <Icon name="left" size={16} />
        {words.charter.back}
      </a>
      <div class="title-row">
        <h1>{charter.client}</h1>
        <SailStatus charter={charter} berths={berths} />
        <a class="button push no-print" href={`/day/${day}/print`}>
          <Icon name="print" size={18} />
          {words.board.print}
        </a>
      </div>
      <p class="facts">
        <time dateTime={charter.start}>
          <strong>
            {dayFullName(day)}, {clockSpan(charter.start, charter.end, zone)}
          </strong>{' '}
          {zoneName(charter.start, zone)} · {fromNow(charter.start, now.value)}
        </time>
        <span>{vessel}</span>
        {charter.title !== charter.client && <span>{charter.title}</span>}
        {asOf && <span>{words.line.as_of(stamp(asOf, zone, now.value))}</span>}
      </p>
      {note && (
        <div class="note" data-kind="warn">
          <Shape kind="warn" />
          <div>{note}</div>
        </div>
      )}
    </div>
  );
}

interface LineProps {
  readonly berth: Berth;
  readonly charter: Charter;
  readonly operation: Operation;
  readonly chosen: boolean;
  readonly editable: boolean;
  readonly onChoose: () => void;
  readonly onAssign: () => void;
}

function CrewLine({ berth, charter, operation, chosen, editable, onChoose, onAssign }: LineProps) {
  const { role, person, assignment } = berth;
  const several = berth.kind !== 'open' && role.max > 1;
  const word =
    berth.kind === 'open' ? words.charter.assign : several ? words.charter.add : words.charter.change;
  return (
    <li
      data-kind={berth.kind === 'filled' ? undefined : berth.kind}
      data-chosen={chosen && assignment ? '' : undefined}
    >
      <span class="role">{role.title}</span>
      <div class="who">
        <span class="name">
          <Shape kind={berth.kind} />
          {person ? person.name : words.charter.open}
          <AnswerMark berth={berth} />
        </span>
        {assignment && (
          <button
            type="button"
            class="said"
            aria-pressed={chosen}
            aria-label={`${words.charter.show_evidence(assignment.person.name)}: ${saidBy(assignment, operation.zone)}`}
            onClick={onChoose}
          >
            {saidBy(assignment, operation.zone)}
          </button>
        )}
        {berth.answer && (
          <span class="said">
            {words.answers.told(
              berth.answer.answer,
              stamp(berth.answer.at, operation.zone, now.value),
              berth.answer.note,
            )}
          </span>
        )}
        {berth.waiting && (
          <span class="said">
            {berth.kind === 'open' ? words.charter.will_be_out : words.charter.not_sent}
          </span>
        )}
      </div>
      {editable && (
        <span class="acts">
          {assignment && (
            <button
              type="button"
              class="button quiet tight"
              aria-label={words.charter.take_out(assignment.person.name)}
              title={words.charter.take_out(assignment.person.name)}
              onClick={() => void unassign(charter, role, assignment.person)}
            >
              <Icon name="close" size={16} />
            </button>
          )}
          <button type="button" class={`button ${berth.kind === 'open' ? 'main' : ''}`} onClick={onAssign}>
            {word}
            <span class="aside-text"> {role.title}</span>
          </button>
        </span>
      )}
      <Warnings of={berth.warnings} />
    </li>
  );
}

function saidBy(assignment: Assignment, zone: string): string {
  return words.charter.said(assignment.said_by, stamp(assignment.said, zone, now.value));
}

function Warnings({ of }: { of: readonly Warning[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="warnings">
      {of.map((warning) => (
        <li key={`${warning.kind}${warning.other}`}>
          <Shape kind={warning.kind === 'double_booked' ? 'clash' : 'warn'} />
          {warning.other ? <a href={`/charters/${warning.other}`}>{warning.what}</a> : warning.what}
        </li>
      ))}
    </ul>
  );
}
