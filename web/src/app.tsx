/** App: the frame around every screen: bar, banners, tabs, keys, toasts. */
import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { useHealth, useOperation, useReviews, useSession } from './api/reads';
import { EditsBanner } from './offline/edits_banner';
import { last_heard, line, signed_out } from './offline/line';
import { AuditScreen } from './screens/audit';
import { BoardScreen } from './screens/board';
import { CharterScreen } from './screens/charter';
import { CrewScreen } from './screens/crew';
import { HealthScreen } from './screens/health';
import { MyScreen } from './screens/my';
import { NotFoundScreen } from './screens/not_found';
import { PrintScreen } from './screens/print';
import { ReviewScreen } from './screens/review';
import { SessionEnded, SignInScreen } from './screens/sign_in';
import { UsersScreen } from './screens/users';
import { words } from './strings';
import { stamp } from './time';
import { now } from './ui/clock';
import { Fault } from './ui/fault';
import { KeysSheet } from './ui/help';
import { Icon, type IconName, Mark } from './ui/icon';
import { type Shortcut, useShortcuts } from './ui/keys';
import { Shape } from './ui/shape';
import { nextTheme, theme } from './ui/theme';
import { Toasts, undoLast } from './ui/toast';

interface Place {
  readonly name: 'board' | 'review' | 'crew' | 'health' | 'audit';
  readonly href: string;
  readonly icon: IconName;
}
const places: readonly Place[] = [
  { name: 'board', href: '/', icon: 'board' },
  { name: 'review', href: '/review', icon: 'review' },
  { name: 'crew', href: '/crew', icon: 'crew' },
  { name: 'health', href: '/health', icon: 'health' },
  { name: 'audit', href: '/audit', icon: 'audit' },
];

export function App() {
  return (
    <LocationProvider>
      <Frame />
    </LocationProvider>
  );
}

function Frame() {
  const { path } = useLocation();
  if (path === '/sign-in') {
    return (
      <main id="main">
        <SignInScreen />
      </main>
    );
  }
  if (path === '/my') return <MyScreen />;
  return <SignedInFrame />;
}

function SignedInFrame() {
  const { path, route } = useLocation();
  useSession(); // what may be offered
  const help = useSignal(false);
  const main = useRef<HTMLElement>(null);
  const came = useRef(path);

  // A new screen is read from its start: focus moves to it, as a page load would.
  useEffect(() => {
    if (came.current === path) return;
    came.current = path;
    main.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [path]);

  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      { keys: 'g b', does: words.help.go_board, run: () => route('/') },
      { keys: 'g r', does: words.help.go_review, run: () => route('/review') },
      { keys: 'g c', does: words.help.go_crew, run: () => route('/crew') },
      { keys: 'g h', does: words.help.go_health, run: () => route('/health') },
      { keys: 'g a', does: words.help.go_audit, run: () => route('/audit') },
      { keys: '/', does: words.help.find, run: findHere },
      { keys: 'u', does: words.help.undo, run: undoLast },
      { keys: 'T', does: words.help.theme, run: nextTheme },
      {
        keys: '?',
        does: words.help.help,
        run: () => {
          help.value = true;
        },
      },
    ],
    [route, help],
  );
  useShortcuts(words.help.everywhere, shortcuts);

  return (
    <>
      <a class="skip" href="#main">
        {words.skip}
      </a>
      <Bar path={path} onHelp={() => (help.value = true)} />
      <Banners />
      <main id="main" ref={main} tabIndex={-1}>
        <Fault place={path}>
          <Router>
            <Route path="/" component={BoardScreen} />
            <Route path="/charters/:id" component={CharterScreen} />
            <Route path="/review" component={ReviewScreen} />
            <Route path="/review/:id" component={ReviewScreen} />
            <Route path="/crew" component={CrewScreen} />
            <Route path="/crew/:id" component={CrewScreen} />
            <Route path="/health" component={HealthScreen} />
            <Route path="/audit" component={AuditScreen} />
            <Route path="/users" component={UsersScreen} />
            <Route path="/day/:day/print" component={PrintScreen} />
            <Route default component={NotFoundScreen} />
          </Router>
        </Fault>
      </main>
      <Tabs path={path} />
      <Toasts />
      {help.value && <KeysSheet onClose={() => (help.value = false)} />}
    </>
  );
}

/** Focuses the screen's own search field. */
function findHere(): void {
  document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus();
}

function isAt(place: Place, path: string): boolean {
  if (place.href === '/') return path === '/' || path.startsWith('/charters/') || path.startsWith('/day/');
  return path === place.href || path.startsWith(`${place.href}/`);
}

function useReviewCount(): number {
  const reviews = useReviews();
  return reviews.data?.value.reviews.length ?? 0;
}

function Bar({ path, onHelp }: { path: string; onHelp: () => void }) {
  const operation = useOperation();
  const waiting = useReviewCount();
  const theme_word = words.theme[theme.value];
  return (
    <header class="bar">
      <a class="brand" href="/">
        <Mark />
        <span>{words.app}</span>
        {operation.data && <span class="operator">{operation.data.value.name}</span>}
      </a>
      <nav aria-label={words.nav.label}>
        {places.map((place) => (
          <a key={place.name} href={place.href} aria-current={isAt(place, path) ? 'page' : undefined}>
            {words.nav[place.name]}
            {place.name === 'review' && waiting > 0 && (
              <span class="count">
                {waiting}
                <span class="aside-text"> {words.nav.waiting(waiting).replace(/^\d+ /, '')}</span>
              </span>
            )}
          </a>
        ))}
      </nav>
      <div class="bar-end">
        <LineState />
        <button
          type="button"
          class="bar-button"
          aria-label={theme_word}
          title={theme_word}
          onClick={nextTheme}
        >
          <Icon name={theme.value === 'light' ? 'sun' : theme.value === 'dark' ? 'moon' : 'auto'} />
        </button>
        <button
          type="button"
          class="bar-button"
          aria-label={words.help.button}
          title={`${words.help.button} (?)`}
          onClick={onHelp}
        >
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}

function LineState() {
  const state = line.value;
  const hint = {
    live: words.line.live_hint,
    polling: words.line.polling_hint,
    offline: words.line.offline_hint,
  }[state];
  return (
    <span class="line-state" data-line={state} role="status" title={hint}>
      <i />
      {words.line[state]}
    </span>
  );
}

function Tabs({ path }: { path: string }) {
  const waiting = useReviewCount();
  return (
    <nav class="tabs no-print" aria-label={words.nav.label}>
      {places.map((place) => (
        <a key={place.name} href={place.href} aria-current={isAt(place, path) ? 'page' : undefined}>
          <Icon name={place.icon} size={22} />
          {words.nav[place.name]}
          {place.name === 'review' && waiting > 0 && (
            <span class="count">
              {waiting}
              <span class="aside-text"> {words.nav.waiting(waiting).replace(/^\d+ /, '')}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}

/** What must not be missed on any screen: a standstill, no network, an ended session, unsent edits. */
function Banners() {
  const health = useHealth();
  const zone = useOperation().data?.value.zone ?? 'UTC';
  const ill = health.data?.value.sources.filter((source) => !source.well) ?? [];
  const heard_at = health.data?.as_of ?? last_heard.value;
  return (
    <>
      {line.value === 'offline' && (
        <div class="banner" data-kind="offline" role="status">
          <span>
            <Shape kind="warn" />
            {heard_at ? words.line.offline_banner(stamp(heard_at, zone, now.value)) : words.line.offline_new}
          </span>
        </div>
      )}
      {line.value !== 'offline' &&
        ill.map((source) => (
          <div class="banner" key={source.source} role="alert">
            <span>
              <Shape kind="ill" />
              {words.standstill(
                (words.health.sources as Record<string, string>)[source.source] ?? source.source,
                source.problem,
              )}
            </span>
            {source.cure && <code>{source.cure}</code>}
            <a href="/health">{words.standstill_more}</a>
          </div>
        ))}
      {signed_out.value && <SessionEnded />}
      <EditsBanner />
    </>
  );
}
