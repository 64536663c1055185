/** AccessPanel: an admin hands out sign-in links, each with the access it gives. */
import { useSignal } from '@preact/signals';
import { makeSignInLink, useBusy } from '../api/acts';
import type { Access } from '../api/types';
import { line } from '../offline/line';
import { words } from '../strings';
import { AccessChoice } from '../ui/access_choice';
import { SecretAddress } from '../ui/secret_address';

export function AccessPanel() {
  const name = useSignal('');
  const access = useSignal<Access>('viewer');
  const address = useSignal<string | null>(null);
  const { busy, run } = useBusy();
  const make = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      address.value = await makeSignInLink(name.value.trim(), access.value);
    });
  };
  return (
    <section class="later panel" aria-labelledby="access">
      <header>
        <h2 id="access">{words.access.title}</h2>
        <a class="push" href="/users">
          {words.users.open}
        </a>
      </header>
      <form class="panel-body stack" onSubmit={make}>
        <div class="row ends">
          <label class="field">
            {words.access.name}
            <input
              type="text"
              required
              maxLength={100}
              autocomplete="off"
              value={name.value}
              onInput={(event) => {
                name.value = event.currentTarget.value;
              }}
            />
          </label>
          <div class="field">
            <span aria-hidden="true">{words.access.may}</span>
            <AccessChoice
              label={words.access.may}
              value={access.value}
              onChange={(next) => {
                access.value = next;
              }}
            />
          </div>
          <button
            type="submit"
            class="button"
            disabled={busy || line.value === 'offline' || !name.value.trim()}
          >
            {words.access.make}
          </button>
        </div>
        {address.value && (
          <SecretAddress address={address.value} label={words.access.link} hint={words.access.once} />
        )}
      </form>
    </section>
  );
}
