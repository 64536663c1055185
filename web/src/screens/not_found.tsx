/** NotFound: the address leads nowhere. */
import { words } from '../strings';
import { useTitle } from '../ui/head';
import { Mark } from '../ui/icon';

export function NotFoundScreen() {
  useTitle(words.not_found.title);
  return (
    <div class="alone">
      <div class="card">
        <span class="emblem">
          <Mark size={36} />
        </span>
        <h1>{words.not_found.title}</h1>
        <p class="soft">{words.not_found.hint}</p>
        <a class="button main" href="/">
          {words.not_found.home}
        </a>
      </div>
    </div>
  );
}
