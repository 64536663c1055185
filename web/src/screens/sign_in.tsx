/**
 * SignIn: with Google where this server has that, or by the one-time code of a link, which a POST redeems, so that a
 * scanner that opens the link burns nothing.
 */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { redeemCode } from '../api/acts';
import { api, api_base } from '../api/client';
import { words } from '../strings';
import { useTitle } from '../ui/head';
import { Mark } from '../ui/icon';
import { Shape } from '../ui/shape';

export function SignInScreen() {
  useTitle(words.sign_in.title);
  const { query } = useLocation();
  const code = (query as Record<string, string>)['code'] ?? '';
  const to = ownPath((query as Record<string, string>)['to']);
  const refused = words.sign_in.refused[(query as Record<string, string>)['refused'] ?? ''];
  const google = useSignal(false);
  useEffect(() => {
    void api.GET('/sign-in').then(
      ({ data }) => {
        google.value = data?.ways?.includes('google') ?? false;
      },
      () => {}, // Without the network there is nobody to sign in to.
    );
  }, []);
  const working = useSignal(false);
  const problem = useSignal('');
  const redeem = async () => {
    working.value = true;
    problem.value = await redeemCode(code);
    working.value = false;
    // A fresh load: nothing that was asked without a session stays.
    if (!problem.value) location.replace(to);
  };
  return (
    <div class="alone">
      <div class="card">
        <span class="emblem">
          <Mark size={36} />
        </span>
        <h1>{words.sign_in.title}</h1>
        {refused && <p role="alert">{refused}</p>}
        {google.value && (
          // _top: the address is the server's, so the page's own routes must not take it.
          <a
            class="button main"
            target="_top"
            href={`${api_base}/sign-in/google?to=${encodeURIComponent(to)}`}
          >
            {words.sign_in.google}
          </a>
        )}
        {code && !problem.value ? (
          <>
            <p class="soft">{words.sign_in.ask}</p>
            <button type="button" class="button main" disabled={working.value} onClick={() => void redeem()}>
              {working.value ? words.sign_in.working : words.sign_in.button}
            </button>
          </>
        ) : (
          (problem.value || !google.value) && (
            <p role={problem.value ? 'alert' : undefined}>{problem.value || words.sign_in.no_code}</p>
          )
        )}
      </div>
    </div>
  );
}

/** A path of this page, never another site's address. */
export function ownPath(to: string | undefined): string {
  return to && /^\/(?![/\\])/.test(to) ? to : '/';
}

/** Over every screen once the session has ended: what was read stays to be read. */
export function SessionEnded() {
  return (
    <div class="banner" data-kind="offline" role="alert">
      <span>
        <Shape kind="warn" />
        <strong>{words.sign_in.ended}.</strong> {words.sign_in.ended_hint}
      </span>
      <a href="/sign-in">{words.sign_in.again}</a>
    </div>
  );
}
