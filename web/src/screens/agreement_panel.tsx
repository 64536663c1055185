/** AgreementPanel: do mail, store, calendar and this page agree about a charter; one press repairs. */
import { repairCharter, useBusy } from '../api/acts';
import { mayOperate } from '../api/may';
import { useAgreement } from '../api/reads';
import type { Agreement, Charter, Drift } from '../api/types';
import { line } from '../offline/line';
import { words } from '../strings';
import { stamp } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { Shape, Status } from '../ui/shape';

export function AgreementPanel({
  charter,
  asOf,
  zone,
}: {
  charter: Charter;
  asOf: string | null;
  zone: string;
}) {
  const agreement = useAgreement(charter.id);
  const { busy, run } = useBusy();
  const drifts = agreement.data?.value.drifts ?? [];
  const agrees = agreement.data !== undefined && drifts.length === 0;
  return (
    <section class="panel" aria-labelledby="agreement">
      <header>
        <h2 id="agreement">{words.charter.agreement}</h2>
        {agreement.data && (
          <Status kind={agrees ? 'agrees' : 'drift'}>
            {agrees ? words.status.agrees : words.status.differs}
          </Status>
        )}
        {drifts.some((drift) => drift.healable) && mayOperate() && (
          <button
            type="button"
            class="button main push"
            disabled={busy || line.value === 'offline'}
            onClick={() => void run(() => repairCharter(charter.id))}
          >
            {busy ? words.agreement.repairing : words.agreement.repair}
          </button>
        )}
      </header>
      <div class="panel-body stack">
        {line.value === 'offline' && !agreement.data ? (
          <p class="soft">{words.agreement.offline}</p>
        ) : (
          <Answer of={agreement} lines={2}>
            {(found) => (
              <>
                <Copies agreement={found} page={asOf ? stamp(asOf, zone, now.value) : null} />
                {found.drifts.map((drift) => (
                  <OneDrift key={`${drift.charter}${drift.kind}`} drift={drift} />
                ))}
              </>
            )}
          </Answer>
        )}
      </div>
    </section>
  );
}

const mail_kinds = new Set(['crew_not_fold', 'cancelled_by_mail']);

function Copies({ agreement, page }: { agreement: Agreement; page: string | null }) {
  const mail = agreement.drifts.filter((drift) => mail_kinds.has(drift.kind));
  const calendar = agreement.drifts.filter((drift) => !mail_kinds.has(drift.kind));
  return (
    <ul class="copies">
      <Copy
        name={words.agreement.mail}
        well={mail.length === 0}
        says={mail.length === 0 ? words.agreement.mail_same : words.agreement.calendar_off}
      />
      <Copy
        name={words.agreement.calendar}
        well={calendar.length === 0}
        says={calendar.length === 0 ? words.agreement.calendar_same : words.agreement.calendar_off}
      />
      <Copy
        name={words.agreement.page}
        well={page === null}
        says={page ? words.agreement.page_old(page) : words.agreement.page_same}
      />
    </ul>
  );
}

function Copy({ name, well, says }: { name: string; well: boolean; says: string }) {
  return (
    <li>
      <b>
        <Shape kind={well ? 'agrees' : 'drift'} /> {name}
      </b>
      <span class="soft">{says}</span>
    </li>
  );
}

export function OneDrift({ drift }: { drift: Drift }) {
  return (
    <div class="drift">
      <strong>
        <Shape kind="drift" /> {words.agreement.kinds[drift.kind] ?? drift.kind}
      </strong>
      <dl>
        {drift.store_says && (
          <>
            <dt>{words.agreement.store_says}</dt>
            <dd>
              <pre>{drift.store_says}</pre>
            </dd>
          </>
        )}
        {drift.calendar_says && (
          <>
            <dt>{words.agreement.calendar_says}</dt>
            <dd>
              <pre>{drift.calendar_says}</pre>
            </dd>
          </>
        )}
        {drift.cure && (
          <>
            <dt>{words.health.cure}</dt>
            <dd>{drift.cure}</dd>
          </>
        )}
      </dl>
    </div>
  );
}
