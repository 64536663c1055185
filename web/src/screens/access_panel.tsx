/** AccessPanel: an admin hands out sign-in links, each with the access it gives. */
import { useSignal } from '@preact/signals';
import { makeSignInLink, useBusy } from '../api/acts';
import type { Access } from '../api/types';
import { line } from '../offline/line';
import { words } from '../strings';
import { SecretAddress } from '../ui/secret_address';

const kinds: readonly Access[] = ['viewer', 'operator', 'admin'];

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
          <label class="field">
            {words.access.may}
            <select
              value={access.value}
              onChange={(event) => {
                access.value = event.currentTarget.value as Access;
              }}
            >
              {kinds.map((kind) => (
                <option key={kind} value={kind}>
                  {words.access.kinds[kind]}
                </option>
              ))}
            </select>
          </label>
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
