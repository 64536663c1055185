/** CrewLinksPanel: a member's own calendar feed and page: what is out, a new one, taking it back. */
import { useSignal } from '@preact/signals';
import { makeFeed, makePageLink, revokeFeed, revokePages, useBusy } from '../api/acts';
import { useCrewLinks } from '../api/reads';
import type { CrewLink, CrewMember } from '../api/types';
import { line } from '../offline/line';
import { words } from '../strings';
import { stamp } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { Icon } from '../ui/icon';
import { SecretAddress } from '../ui/secret_address';

export function CrewLinksPanel({ member, zone }: { member: CrewMember; zone: string }) {
  const links = useCrewLinks(member.id, true);
  return (
    <section class="panel" aria-labelledby="links">
      <header>
        <h2 id="links">{words.crew.links.title}</h2>
      </header>
      <div class="panel-body stack">
        <Answer of={links} lines={2}>
          {({ links: out }) => (
            <>
              <OneKind
                title={words.crew.links.feed}
                hint={words.crew.links.feed_hint}
                once={words.crew.links.feed_once}
                out={out.filter((one) => one.kind === 'feed')}
                zone={zone}
                make={words.crew.links.feed_make}
                again={words.crew.links.feed_again}
                revoke={words.crew.links.feed_revoke}
                onMake={() => makeFeed(member.id)}
                onRevoke={() => revokeFeed(member.id)}
              />
              <OneKind
                title={words.crew.links.page}
                hint={words.crew.links.page_hint}
                once={words.crew.links.page_once}
                out={out.filter((one) => one.kind !== 'feed')}
                zone={zone}
                make={words.crew.links.page_make}
                again={words.crew.links.page_make}
                revoke={words.crew.links.page_revoke}
                onMake={() => makePageLink(member.id)}
                onRevoke={() => revokePages(member.id)}
              />
            </>
          )}
        </Answer>
      </div>
    </section>
  );
}

interface KindProps {
  readonly title: string;
  readonly hint: string;
  readonly once: string;
  readonly out: readonly CrewLink[];
  readonly zone: string;
  readonly make: string;
  readonly again: string;
  readonly revoke: string;
  readonly onMake: () => Promise<string | null>;
  readonly onRevoke: () => Promise<void>;
}

function OneKind({ title, hint, once, out, zone, make, again, revoke, onMake, onRevoke }: KindProps) {
  const address = useSignal<string | null>(null);
  const { busy, run } = useBusy();
  const off = busy || line.value === 'offline';
  return (
    <div class="link-kind">
      <div>
        <h3>{title}</h3>
        <p class="soft small">{hint}</p>
        <ul class="small">
          {out.map((one) => (
            <li key={one.kind + one.made}>
              {words.crew.links.is_out(
                one.kind,
                one.made_by,
                stamp(one.made, zone, now.value),
                one.until && stamp(one.until, zone, now.value),
              )}
            </li>
          ))}
        </ul>
      </div>
      <span class="row">
        <button
          type="button"
          class="button"
          disabled={off}
          onClick={() =>
            void run(async () => {
              address.value = await onMake();
            })
          }
        >
          <Icon name="add" size={16} /> {out.length > 0 ? again : make}
        </button>
        {out.length > 0 && (
          <button
            type="button"
            class="button"
            disabled={off}
            onClick={() =>
              void run(async () => {
                address.value = null;
                await onRevoke();
              })
            }
          >
            {revoke}
          </button>
        )}
      </span>
      {address.value && <SecretAddress address={address.value} label={title} hint={once} />}
    </div>
  );
}
