/** Users: who may sign in with Google, and how much they may do. For admins. */
import { useSignal } from '@preact/signals';
import { putUser, removeUser, useBusy } from '../api/acts';
import { access } from '../api/may';
import { useOperation, useUsers } from '../api/reads';
import type { Access, User } from '../api/types';
import { line } from '../offline/line';
import { words } from '../strings';
import { stamp } from '../time';
import { AccessChoice } from '../ui/access_choice';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { useTitle } from '../ui/head';
import { Icon } from '../ui/icon';

export function UsersScreen() {
  useTitle(words.users.title);
  const operation = useOperation();
  // null while nobody has said: then the server's own answer decides.
  const may = access.value === null || access.value === 'admin';
  const users = useUsers(may);
  return (
    <>
      <a class="back" href="/health">
        <Icon name="left" size={16} /> {words.health.title}
      </a>
      <div class="screen-head">
        <h1>{words.users.title}</h1>
      </div>
      {may ? (
        <>
          <p class="soft">{words.users.hint}</p>
          <Answer of={operation}>
            {(known) => (
              <Answer of={users} lines={4}>
                {({ items }) => <UserList users={items} zone={known.zone} />}
              </Answer>
            )}
          </Answer>
        </>
      ) : (
        <p class="panel nothing">{words.users.not_admin}</p>
      )}
    </>
  );
}

function UserList({ users, zone }: { users: readonly User[]; zone: string }) {
  return (
    <>
      <NewUser />
      {users.length === 0 ? (
        <p class="later panel nothing">{words.users.none}</p>
      ) : (
        <ul class="later panel users">
          {users.map((user) => (
            <OneUser key={user.email} user={user} zone={zone} />
          ))}
        </ul>
      )}
    </>
  );
}

function OneUser({ user, zone }: { user: User; zone: string }) {
  const { busy, run } = useBusy();
  const still = busy || line.value === 'offline';
  return (
    <li>
      <b>
        {user.email}
        <small>{words.users.added(user.added_by, stamp(user.added, zone, now.value))}</small>
      </b>
      <AccessChoice
        label={words.users.may_of(user.email)}
        value={user.access}
        disabled={still}
        onChange={(kind) => void run(() => putUser(user.email, kind))}
      />
      <button
        type="button"
        class="button"
        aria-label={words.users.remove_of(user.email)}
        disabled={still}
        onClick={() => void run(() => removeUser(user))}
      >
        {words.users.remove}
      </button>
    </li>
  );
}

function NewUser() {
  const email = useSignal('');
  const kind = useSignal<Access>('viewer');
  const { busy, run } = useBusy();
  const add = (event: Event) => {
    event.preventDefault();
    void run(async () => {
      if (await putUser(email.value.trim(), kind.value)) email.value = '';
    });
  };
  return (
    <form class="later panel" onSubmit={add}>
      <div class="panel-body row ends">
        <label class="field">
          {words.users.address}
          <input
            type="email"
            required
            maxLength={254}
            autocomplete="off"
            value={email.value}
            onInput={(event) => {
              email.value = event.currentTarget.value;
            }}
          />
        </label>
        <div class="field">
          <span aria-hidden="true">{words.access.may}</span>
          <AccessChoice
            label={words.access.may}
            value={kind.value}
            onChange={(next) => {
              kind.value = next;
            }}
          />
        </div>
        <button
          type="submit"
          class="button main"
          disabled={busy || line.value === 'offline' || !email.value.trim()}
        >
          {words.users.add}
        </button>
      </div>
    </form>
  );
}
