/** HistoryPanel: what happened to a charter, the newest first; any past moment can be shown, any line undone. */
import type { UseQueryResult } from '@tanstack/preact-query';
import { undoFact } from '../api/acts';
import type { Seen } from '../api/client';
import { mayOperate } from '../api/may';
import type { Charter, Fact, FactList, Operation } from '../api/types';
import { inOrderSaid, undoneFacts } from '../sails/history';
import { words } from '../strings';
import { stamp } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { Icon } from '../ui/icon';
import { Shape } from '../ui/shape';

interface HistoryProps {
  readonly charter: Charter;
  readonly facts: UseQueryResult<Seen<FactList>, Error>;
  readonly operation: Operation;
  readonly moment: string | null;
  readonly onMoment: (at: string | null) => void;
}

export function HistoryPanel({ charter, facts, operation, moment, onMoment }: HistoryProps) {
  return (
    <section class="panel" aria-labelledby="history">
      <header>
        <h2 id="history">{words.charter.history}</h2>
      </header>
      <Answer of={facts}>
        {({ facts: all }) =>
          all.length === 0 ? (
            <p class="panel-body soft">{words.charter.nobody_aboard}</p>
          ) : (
            <>
              <Moments facts={all} zone={operation.zone} moment={moment} onMoment={onMoment} />
              <Timeline facts={all} charter={charter} operation={operation} moment={moment} />
            </>
          )
        }
      </Answer>
    </section>
  );
}

/** The moments at which something was recorded, oldest first. */
function momentsOf(facts: readonly Fact[]): string[] {
  return [...new Set(facts.map((fact) => fact.recorded))].sort((a, b) => Date.parse(a) - Date.parse(b));
}

function Moments({
  facts,
  zone,
  moment,
  onMoment,
}: {
  facts: readonly Fact[];
  zone: string;
  moment: string | null;
  onMoment: (at: string | null) => void;
}) {
  const moments = momentsOf(facts);
  if (moments.length < 2) return null;
  const last = moments.length - 1;
  const at = moment ? moments.indexOf(moment) : last;
  return (
    <div class="as-of-row no-print">
      <label for="as-of" class="small soft">
        {words.charter.as_of}
      </label>
      <input
        id="as-of"
        type="range"
        min={0}
        max={last}
        step={1}
        value={at}
        aria-label={words.charter.as_of_label}
        aria-valuetext={at === last ? words.charter.now : stamp(moments[at] ?? '', zone, now.value)}
        onInput={(event) => {
          const index = Number(event.currentTarget.value);
          onMoment(index === last ? null : (moments[index] ?? null));
        }}
      />
      <output for="as-of">
        {at === last ? words.charter.now : stamp(moments[at] ?? '', zone, now.value)}
      </output>
    </div>
  );
}

function Timeline({
  facts,
  charter,
  operation,
  moment,
}: {
  facts: readonly Fact[];
  charter: Charter;
  operation: Operation;
  moment: string | null;
}) {
  const undone = undoneFacts(facts);
  const newest_first = inOrderSaid(facts).reverse();
  return (
    <ol class="timeline">
      {newest_first.map((fact) => (
        <li
          key={fact.id}
          data-undone={undone.has(fact.id) ? '' : undefined}
          data-after={moment && Date.parse(fact.recorded) > Date.parse(moment) ? '' : undefined}
        >
          <Shape
            kind={
              undone.has(fact.id)
                ? 'off'
                : fact.op === 'assign'
                  ? 'filled'
                  : fact.op === 'cancel'
                    ? 'clash'
                    : 'open'
            }
          />
          <time
            dateTime={fact.said}
            title={`${words.audit.when}: ${stamp(fact.recorded, operation.zone, now.value)}`}
          >
            {stamp(fact.said, operation.zone, now.value)}
          </time>
          <div class="did">
            <span>
              <Did fact={fact} operation={operation} />
            </span>
            <small>
              {fact.source.actor}, {words.charter.by[fact.source.kind]}
              {fact.note && ` · “${fact.note}”`}
              {undone.has(fact.id) && ` · ${words.charter.undone}`}
              {fact.evidence.quote && ` · “${fact.evidence.quote}”`}
            </small>
          </div>
          {!undone.has(fact.id) && mayOperate() && (
            <button
              type="button"
              class="button quiet tight no-print"
              onClick={() => void undoFact(fact.id, charter.etag)}
            >
              <Icon name="undo" size={16} />
              {fact.op === 'undo' ? words.charter.redo_fact : words.charter.undo_fact}
              <span class="aside-text">: {didText(fact, operation)}</span>
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}

export function roleTitle(operation: Operation, role: string): string {
  return operation.roles.find((r) => r.id === role)?.title ?? role;
}

export function Did({
  fact,
  operation,
}: {
  fact: Pick<Fact, 'op' | 'role' | 'person'>;
  operation: Operation;
}) {
  if (fact.op === 'cancel') return <b>{words.charter.did.cancel}</b>;
  if (fact.op === 'undo') return <>{words.charter.did.undo}</>;
  const [before, name] = words.charter.did[fact.op](
    fact.person?.name ?? '',
    roleTitle(operation, fact.role ?? ''),
  );
  return (
    <>
      {before}
      <b>{name}</b>
    </>
  );
}

export function didText(fact: Pick<Fact, 'op' | 'role' | 'person'>, operation: Operation): string {
  if (fact.op === 'cancel') return words.charter.did.cancel;
  if (fact.op === 'undo') return words.charter.did.undo;
  return words.charter.did[fact.op](fact.person?.name ?? '', roleTitle(operation, fact.role ?? '')).join('');
}
