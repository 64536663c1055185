/** My: a crew member's own page: their sails, crewmates and call time; confirm or decline here. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { answerSail, closeOwnPage, openOwnPage, useBusy } from '../api/acts';
import { ApiProblem } from '../api/client';
import { useOwnSails } from '../api/reads';
import type { OwnSail, OwnSails } from '../api/types';
import { line } from '../offline/line';
import { words } from '../strings';
import { clock, clockSpan, dayFullName, dayOf, fromNow, stamp, zoneName } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { useTitle } from '../ui/head';
import { Mark } from '../ui/icon';
import { Shape, Status } from '../ui/shape';
import { Toasts } from '../ui/toast';

const unauthorized = 401;

export function MyScreen() {
  useTitle(words.my.title);
  // What follows "#" is sent to no server; it leaves the address once it has been read.
  const code = useSignal(location.hash.slice(1));
  useEffect(() => {
    if (location.hash) history.replaceState(null, '', '/my');
  }, []);
  return (
    <>
      <header class="bar own-bar">
        <span class="brand">
          <Mark />
          <span>{words.app}</span>
        </span>
      </header>
      <main id="main">
        {code.value ? <OpenLink code={code.value} onOpen={() => (code.value = '')} /> : <Own />}
      </main>
      <Toasts />
    </>
  );
}

/** Redeemed by a press, which sends a POST: whatever follows links in mails burns none. */
function OpenLink({ code, onOpen }: { code: string; onOpen: () => void }) {
  const problem = useSignal('');
  const { busy, run } = useBusy();
  const open = () =>
    run(async () => {
      problem.value = await openOwnPage(code);
      if (!problem.value) onOpen();
    });
  return (
    <div class="alone">
      <div class="card">
        <h1>{words.my.title}</h1>
        {problem.value ? (
          <p role="alert">{problem.value}</p>
        ) : (
          <>
            <p class="soft">{words.my.ask}</p>
            <button type="button" class="button main" disabled={busy} onClick={() => void open()}>
              {busy ? words.my.opening : words.my.open}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

function Own() {
  const sails = useOwnSails(true);
  if (sails.error instanceof ApiProblem && sails.error.status === unauthorized) {
    return (
      <div class="alone">
        <div class="card">
          <h1>{words.my.title}</h1>
          <p>{words.my.no_link}</p>
        </div>
      </div>
    );
  }
  return (
    <Answer of={sails} lines={6}>
      {(found, seen) => <OwnList found={found} asOf={seen.as_of} />}
    </Answer>
  );
}

function OwnList({ found, asOf }: { found: OwnSails; asOf: string | null }) {
  const { zone } = found;
  const ahead = found.sails.filter((sail) => Date.parse(sail.end) > now.value.getTime());
  const past = found.sails.filter((sail) => Date.parse(sail.end) <= now.value.getTime()).reverse();
  return (
    <div class="own">
      <div class="screen-head">
        <h1>{found.name}</h1>
        <span class="soft small push">
          {found.operator} · {words.board.zone(zone, zoneName(now.value, zone))}
        </span>
      </div>
      {asOf && (
        <div class="note" data-kind="warn" role="status">
          <Shape kind="warn" />
          <div>{words.my.as_of(stamp(asOf, zone, now.value))}</div>
        </div>
      )}
      <h2>{words.my.ahead}</h2>
      {ahead.length === 0 && <p class="panel nothing">{words.my.none}</p>}
      <div class="own-sails">
        {ahead.map((sail) => (
          <OneSail key={sail.charter} sail={sail} zone={zone} />
        ))}
      </div>
      {past.length > 0 && (
        <details>
          <summary>{words.my.past(past.length)}</summary>
          <ul class="own-past">
            {past.map((sail) => (
              <li key={sail.charter}>
                <time dateTime={sail.start}>{dayFullName(dayOf(sail.start, zone))}</time>
                <span>
                  {sail.roles.join(', ')} · {sail.client}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="own-end">
        <button
          type="button"
          class="button"
          disabled={line.value === 'offline'}
          onClick={() => void closeOwnPage()}
        >
          {words.my.close}
        </button>
      </p>
    </div>
  );
}

function OneSail({ sail, zone }: { sail: OwnSail; zone: string }) {
  const cancelled = sail.status === 'cancelled';
  return (
    <article class="panel own-sail" data-off={cancelled ? '' : undefined} aria-label={sail.client}>
      <header>
        <h3>
          <time dateTime={sail.start}>{dayFullName(dayOf(sail.start, zone))}</time>
        </h3>
        <OwnStatus sail={sail} />
      </header>
      <div class="panel-body">
        <dl class="own-facts">
          <div>
            <dt>{words.my.call}</dt>
            <dd class="call">
              {clock(sail.call, zone)} <span class="soft">{zoneName(sail.call, zone)}</span>
            </dd>
          </div>
          <div>
            <dt>{words.my.sail}</dt>
            <dd>
              <span class="whole">{clockSpan(sail.start, sail.end, zone)}</span>
              <span class="soft"> · {fromNow(sail.start, now.value)}</span>
            </dd>
          </div>
          <div>
            <dt>{words.my.you}</dt>
            <dd>{sail.roles.join(', ')}</dd>
          </div>
          <div>
            <dt>{words.my.for_client}</dt>
            <dd>
              {sail.client}
              {sail.vessel && <span class="soft"> · {sail.vessel}</span>}
            </dd>
          </div>
          <div>
            <dt>{words.my.mates}</dt>
            <dd>
              {sail.mates.length === 0 && <span class="soft">{words.my.nobody}</span>}
              <ul>
                {sail.mates.map((mate) => (
                  <li key={mate.role + mate.name}>
                    {mate.name} <span class="soft">· {mate.role}</span>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        </dl>
        {sail.in_doubt && !cancelled && <p class="soft">{words.my.in_doubt}</p>}
        {!cancelled && <AnswerForm sail={sail} zone={zone} />}
      </div>
    </article>
  );
}

function OwnStatus({ sail }: { sail: OwnSail }) {
  if (sail.status === 'cancelled') return <Status kind="off">{words.status.cancelled}</Status>;
  if (sail.in_doubt) return <Status kind="drift">{words.status.off}</Status>;
  if (!sail.answer) return <Status kind="open">{words.my.unanswered}</Status>;
  return (
    <Status kind={sail.answer.answer === 'confirmed' ? 'full' : 'clash'}>
      {words.answers[sail.answer.answer]}
    </Status>
  );
}

function AnswerForm({ sail, zone }: { sail: OwnSail; zone: string }) {
  const { busy, run } = useBusy();
  const declining = useSignal(false);
  const note = useSignal('');
  const off = busy || line.value === 'offline';
  const given = sail.answer;
  const tell = (answer: 'confirmed' | 'declined') =>
    void run(async () => {
      if (await answerSail(sail.charter, answer, answer === 'declined' ? note.value.trim() : '')) {
        declining.value = false;
        note.value = '';
      }
    });
  if (declining.value) {
    return (
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          tell('declined');
        }}
      >
        <label class="field">
          {words.my.why}
          <input
            type="text"
            maxLength={120}
            // Opened to be typed into.
            autofocus
            value={note.value}
            onInput={(event) => {
              note.value = event.currentTarget.value;
            }}
          />
        </label>
        <span class="row">
          <button type="submit" class="button main" disabled={off}>
            {words.my.decline_now}
          </button>
          <button type="button" class="button" onClick={() => (declining.value = false)}>
            {words.cancel}
          </button>
        </span>
      </form>
    );
  }
  return (
    <div class="row own-acts">
      {given && (
        <span class="soft small">
          {words.answers.told(given.answer, stamp(given.at, zone, now.value), given.note)}
        </span>
      )}
      {given?.answer !== 'confirmed' && (
        <button type="button" class="button main" disabled={off} onClick={() => tell('confirmed')}>
          {words.my.confirm}
          <span class="aside-text"> {sail.client}</span>
        </button>
      )}
      {given?.answer !== 'declined' && (
        <button type="button" class="button" disabled={off} onClick={() => (declining.value = true)}>
          {words.my.decline}
          <span class="aside-text"> {sail.client}</span>
        </button>
      )}
    </div>
  );
}
