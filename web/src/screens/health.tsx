/** Health: when each source last succeeded and is next expected; every red has the command that heals beside it. */
import { useSignal } from '@preact/signals';
import { repairAll, signOut, useBusy } from '../api/acts';
import { mayAdminister, mayOperate } from '../api/may';
import { useAgreementBetween, useHealth, useOperation, useSession } from '../api/reads';
import type { Health, Operation, SourceHealth } from '../api/types';
import { line } from '../offline/line';
import { words } from '../strings';
import { addDays, dayOf, fromNow, stamp } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { useTitle } from '../ui/head';
import { Icon } from '../ui/icon';
import { Shape, Status } from '../ui/shape';
import { say } from '../ui/toast';
import { AccessPanel } from './access_panel';
import { OneDrift } from './agreement_panel';
import { Gauges } from './gauges';

export function HealthScreen() {
  useTitle(words.health.title);
  const operation = useOperation();
  const health = useHealth();
  return (
    <Answer of={operation}>
      {(known) => (
        <Answer of={health}>
          {(found, seen) => <HealthView health={found} asOf={seen.as_of} operation={known} />}
        </Answer>
      )}
    </Answer>
  );
}

function HealthView({
  health,
  asOf,
  operation,
}: {
  health: Health;
  asOf: string | null;
  operation: Operation;
}) {
  const { zone } = operation;
  const session = useSession();
  return (
    <>
      <div class="screen-head">
        <h1>{health.well ? words.health.well : words.health.ill}</h1>
        <span class="soft small push">
          {asOf
            ? words.line.as_of(stamp(asOf, zone, now.value))
            : words.health.at(stamp(health.at, zone, now.value))}
        </span>
      </div>
      <ul class="sources">
        {health.sources.map((source) => (
          <Source key={source.source} source={source} zone={zone} />
        ))}
        <Gauges gauges={health.gauges} zone={zone} />
        <li>
          <h2>{words.health.waiting}</h2>
          <span class="big">{words.health.outbox_n(health.outbox_waiting)}</span>
          <span class="big">
            {health.reviews_open > 0 ? (
              <a href="/review">{words.health.reviews_n(health.reviews_open)}</a>
            ) : (
              words.health.reviews_n(0)
            )}
          </span>
        </li>
      </ul>
      <AgreementOfAll operation={operation} />
      {mayAdminister() && <AccessPanel />}
      <div class="later panel">
        <header>
          <h2>{words.health.line}</h2>
        </header>
        <div class="panel-body row">
          <span class="soft">
            {words.line[line.value]} · {words.health.version} {health.version}
            {session.data &&
              ` · ${words.health.signed_in} ${session.data.value.actor}, ${words.access.kinds[session.data.value.access]}`}
          </span>
          <button type="button" class="button push" onClick={() => void signOut()}>
            {words.health.sign_out}
          </button>
        </div>
      </div>
    </>
  );
}

function Source({ source, zone }: { source: SourceHealth; zone: string }) {
  const name = (words.health.sources as Record<string, string>)[source.source] ?? source.source;
  return (
    <li data-kind={source.well ? 'well' : 'ill'}>
      <h2>
        {name}
        <Status kind={source.well ? 'well' : 'ill'}>
          {source.well ? words.health.moves : words.health.stands}
        </Status>
      </h2>
      <span class="big">
        {source.last_success ? fromNow(source.last_success, now.value) : words.health.never}
      </span>
      <dl>
        <dt>{words.health.last}</dt>
        <dd>{source.last_success ? stamp(source.last_success, zone, now.value) : words.health.never}</dd>
        {source.expected_by && (
          <>
            <dt>{words.health.expected}</dt>
            <dd>{words.health.by(stamp(source.expected_by, zone, now.value))}</dd>
          </>
        )}
      </dl>
      {source.progress && <p class="soft">{words.health.progress(source.progress)}</p>}
      {source.problem && <p>{source.problem}</p>}
      {source.cure && (
        <div class="cure">
          <code>{source.cure}</code>
          <button
            type="button"
            class="button tight"
            aria-label={words.health.copy_cure}
            title={words.health.copy_cure}
            onClick={() => void navigator.clipboard.writeText(source.cure).then(() => say(words.copied))}
          >
            <Icon name="copy" size={16} />
          </button>
        </div>
      )}
    </li>
  );
}

const days_ahead = 60;

function AgreementOfAll({ operation }: { operation: Operation }) {
  const asked = useSignal(false);
  const today = dayOf(now.value, operation.zone);
  const to = addDays(today, days_ahead);
  const agreement = useAgreementBetween(today, to, asked.value);
  const { busy, run } = useBusy();
  const found = agreement.data?.value;
  const healable = found?.drifts.some((drift) => drift.healable) ?? false;
  return (
    <section class="panel" aria-labelledby="drift">
      <header>
        <h2 id="drift">{words.health.drift}</h2>
        {found && (
          <Status kind={found.drifts.length === 0 ? 'agrees' : 'drift'}>
            {words.health.agree_n(found.agreeing, found.charters)}
          </Status>
        )}
        <span class="row push">
          <button
            type="button"
            class="button"
            disabled={agreement.isFetching || line.value === 'offline'}
            onClick={() => {
              if (asked.value) void agreement.refetch();
              asked.value = true;
            }}
          >
            {agreement.isFetching ? words.agreement.checking : words.health.check}
          </button>
          {healable && mayOperate() && (
            <button
              type="button"
              class="button main"
              disabled={busy || line.value === 'offline'}
              onClick={() => void run(() => repairAll(today, to))}
            >
              {busy ? words.agreement.repairing : words.health.heal}
            </button>
          )}
        </span>
      </header>
      <div class="panel-body">
        {!asked.value && <p class="soft">{words.health.drift_hint}</p>}
        {asked.value && (
          <Answer of={agreement} lines={2}>
            {(all) =>
              all.drifts.length === 0 ? (
                <p>
                  <Shape kind="agrees" /> {words.agreement.all}
                </p>
              ) : (
                <ul>
                  {all.drifts.map((drift) => (
                    <li key={drift.charter + drift.kind}>
                      <a href={`/charters/${drift.charter}`}>{drift.charter}</a>
                      <OneDrift drift={drift} />
                    </li>
                  ))}
                </ul>
              )
            }
          </Answer>
        )}
      </div>
    </section>
  );
}
