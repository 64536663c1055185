/** SignIn: redeems the one-time code of the link by POST, so that a scanner that opens the link burns nothing. */
import { useSignal } from '@preact/signals';
import { useLocation } from 'preact-iso';
import { redeemCode } from '../api/acts';
import { words } from '../strings';
import { useTitle } from '../ui/head';
import { Mark } from '../ui/icon';
import { Shape } from '../ui/shape';

export function SignInScreen() {
  useTitle(words.sign_in.title);
  const { query } = useLocation();
  const code = (query as Record<string, string>)['code'] ?? '';
  const state = useSignal<'ask' | 'working' | 'bad'>('ask');
  const redeem = async () => {
    state.value = 'working';
    if (await redeemCode(code)) {
      // A fresh load: nothing that was asked without a session stays.
      location.replace(
        (query as Record<string, string>)['to']?.match(/^\/(?!\/)/)
          ? ((query as Record<string, string>)['to'] as string)
          : '/',
      );
    } else {
      state.value = 'bad';
    }
  };
  return (
    <div class="alone">
      <div class="card">
        <span class="emblem">
          <Mark size={36} />
        </span>
        <h1>{words.sign_in.title}</h1>
        {code && state.value !== 'bad' ? (
          <>
            <p class="soft">{words.sign_in.ask}</p>
            <button
              type="button"
              class="button main"
              disabled={state.value === 'working'}
              onClick={() => void redeem()}
            >
              {state.value === 'working' ? words.sign_in.working : words.sign_in.button}
            </button>
          </>
        ) : (
          <p role={state.value === 'bad' ? 'alert' : undefined}>
            {state.value === 'bad' ? words.sign_in.bad_code : words.sign_in.no_code}
          </p>
        )}
      </div>
    </div>
  );
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
