/** Review: one waiting item at a time: what came in, what is proposed, why a person is asked; decide by one key. */
import { signal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { acceptReview, dismissReview, learnAlias, useBusy } from '../api/acts';
import { mayOperate } from '../api/may';
import { useCharter, useOperation, useReview, useReviews } from '../api/reads';
import type { Operation, Proposal, Review, ReviewSummary } from '../api/types';
import { line } from '../offline/line';
import { highlight } from '../sails/highlight';
import type { Lesson } from '../sails/learning';
import { words } from '../strings';
import { clock, dayName, dayOf, fromNow, stamp } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { useTitle } from '../ui/head';
import { Icon } from '../ui/icon';
import { type Shortcut, useShortcuts } from '../ui/keys';
import { Shape, Status } from '../ui/shape';
import { roleTitle } from './history_panel';
import { MailText } from './mail_text';
import { ReviewEdit } from './review_edit';

export function ReviewScreen() {
  useTitle(words.review.title);
  const operation = useOperation();
  const reviews = useReviews();
  return (
    <Answer of={operation}>
      {(known) => (
        <Answer of={reviews} lines={6}>
          {({ reviews: list }) => <Desk list={list} operation={known} />}
        </Answer>
      )}
    </Answer>
  );
}

function Desk({ list, operation }: { list: readonly ReviewSummary[]; operation: Operation }) {
  const { params } = useRoute();
  const { route } = useLocation();
  const done = useSignal(0);
  const editing = useSignal(false);
  const { busy, run } = useBusy();
  const chosen_id = params['id'] ? decodeURIComponent(params['id']) : (list[0]?.id ?? '');
  const index = list.findIndex((item) => item.id === chosen_id);
  const review = useReview(chosen_id);
  const item = review.data?.value;

  const go = (to: number) => {
    const next = list[Math.min(list.length - 1, Math.max(0, to))];
    if (next) route(addressOf(next), true);
  };
  /** After a decision the next one comes up at once. */
  const decide = (act: (one: Review) => Promise<boolean>) =>
    run(async () => {
      if (item?.state !== 'open') return;
      const next = list[index + 1] ?? list[index - 1];
      if (await act(item)) {
        done.value += 1;
        editing.value = false;
        route(next ? addressOf(next) : '/review', true);
      }
    });

  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      { keys: 'j', does: words.help.next, run: () => go(index + 1) },
      { keys: 'k', does: words.help.previous, run: () => go(index - 1) },
      {
        keys: 'a',
        does: words.help.accept,
        run: () =>
          mayOperate() && item && item.proposals.length > 0 && void decide((one) => acceptReview(one, null)),
      },
      {
        keys: 'e',
        does: words.help.edit,
        run: () => {
          editing.value = item !== undefined && mayOperate();
        },
      },
      { keys: 'd', does: words.help.dismiss, run: () => mayOperate() && void decide(dismissReview) },
      { keys: 'y', does: words.help.learn, run: () => answerLesson(learning.value[0], true) },
    ],
    [index, list, item],
  );
  useShortcuts(words.review.title, shortcuts);

  if (list.length === 0) return <Zero done={done.value} />;
  return (
    <>
      <div class="screen-head">
        <h1>{words.review.title}</h1>
        <span class="progress" role="status">
          <span>{words.review.left(list.length)}</span>
          {done.value > 0 && <span>{words.review.done(done.value)}</span>}
        </span>
      </div>
      <Lessons />
      <div class="desk">
        <Queue
          list={list}
          chosen={chosen_id}
          zone={operation.zone}
          onChoose={(one) => route(addressOf(one), true)}
        />
        <Answer of={review} lines={6}>
          {(found) => (
            <>
              <Letter item={found} zone={operation.zone} />
              <Verdict
                item={found}
                operation={operation}
                busy={busy}
                onAccept={() => void decide((one) => acceptReview(one, null))}
                onEdit={() => (editing.value = true)}
                onDismiss={() => void decide(dismissReview)}
              />
            </>
          )}
        </Answer>
      </div>
      {editing.value && item && (
        <ReviewEdit
          item={item}
          operation={operation}
          onClose={() => (editing.value = false)}
          onAccept={(proposals, lessons) =>
            void decide(async (one) => {
              const accepted = await acceptReview(one, proposals);
              if (accepted) learning.value = lessons.map((lesson) => ({ lesson, review: one.id }));
              return accepted;
            })
          }
        />
      )}
    </>
  );
}

interface Learning {
  readonly lesson: Lesson;
  readonly review: string;
}
/** Asked after a correction, until somebody answers: also when the queue has become empty. */
const learning = signal<readonly Learning[]>([]);
const answerLesson = (one: Learning | undefined, learn: boolean) => {
  if (!one) return;
  learning.value = learning.value.filter((other) => other !== one);
  if (learn) void learnAlias(one.lesson, one.review);
};

function Lessons() {
  return (
    <>
      {learning.value.map((one) => (
        <div class="note lesson" data-kind="waiting" role="status" key={one.lesson.alias}>
          <Shape kind="proposed" />
          <div>
            {words.review.learn(one.lesson.alias, one.lesson.member.name)}
            <small class="soft">{words.review.learn_hint}</small>
          </div>
          <button type="button" class="button main" onClick={() => answerLesson(one, true)}>
            {words.review.learn_yes} <kbd>y</kbd>
          </button>
          <button type="button" class="button" onClick={() => answerLesson(one, false)}>
            {words.review.learn_no}
          </button>
        </div>
      ))}
    </>
  );
}

const addressOf = (item: ReviewSummary) => `/review/${encodeURIComponent(item.id)}`;

function Zero({ done }: { done: number }) {
  return (
    <>
      <div class="screen-head">
        <h1>{words.review.title}</h1>
      </div>
      <Lessons />
      <div class="panel nothing">
        <Shape kind="full" size={30} />
        <strong>{words.review.zero}</strong>
        <span>{done > 0 ? words.review.done(done) : words.review.zero_hint}</span>
      </div>
    </>
  );
}

function Queue({
  list,
  chosen,
  zone,
  onChoose,
}: {
  list: readonly ReviewSummary[];
  chosen: string;
  zone: string;
  onChoose: (item: ReviewSummary) => void;
}) {
  const here = useRef<HTMLButtonElement>(null);
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [chosen]);
  return (
    <nav class="panel queue" aria-label={words.review.queue}>
      <ol>
        {list.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              ref={item.id === chosen ? here : null}
              aria-current={item.id === chosen ? 'true' : undefined}
              onClick={() => onChoose(item)}
            >
              <b>{item.title}</b>
              <small title={item.from}>{senderName(item.from) || words.review.kinds[item.kind]}</small>
              <small title={stamp(item.said, zone, now.value)}>{fromNow(item.said, now.value)}</small>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** "Carole Whitfield" of "Carole Whitfield <carole@…>": a list is read by names. */
const senderName = (from: string) => from.replace(/\s*<[^<>]*>$/, '') || from;

function Letter({ item, zone }: { item: Review; zone: string }) {
  const quotes = item.proposals.map((proposal) => proposal.evidence.quote);
  const pieces = highlight(item.text, quotes);
  return (
    <section class="panel letter" aria-label={words.review.letter}>
      <header>
        <div class="mail-head">
          <h2>{item.title}</h2>
          <span class="soft small">
            {item.from || words.review.kinds[item.kind]} · {stamp(item.said, zone, now.value)}
          </span>
        </div>
        {item.link && (
          <a class="button quiet tight push" href={item.link} target="_blank" rel="noreferrer noopener">
            {words.charter.in_gmail} <Icon name="out" size={16} />
          </a>
        )}
      </header>
      {item.text ? (
        <MailText label={words.charter.mail_text}>
          {pieces.map((piece, at) =>
            piece.quote === null ? piece.text : <mark key={at}>{piece.text}</mark>,
          )}
        </MailText>
      ) : (
        <p class="panel-body soft">{words.review.no_text}</p>
      )}
    </section>
  );
}

interface VerdictProps {
  readonly item: Review;
  readonly operation: Operation;
  readonly busy: boolean;
  readonly onAccept: () => void;
  readonly onEdit: () => void;
  readonly onDismiss: () => void;
}

function Verdict({ item, operation, busy, onAccept, onEdit, onDismiss }: VerdictProps) {
  const off = busy || line.value === 'offline' || item.state !== 'open' || !mayOperate();
  return (
    <section class="panel verdict" aria-label={words.review.verdict}>
      <header>
        <h2>{words.review.verdict}</h2>
        <span class="push">
          <Status kind="proposed">{words.review.kinds[item.kind]}</Status>
        </span>
      </header>
      <p class="why-here">
        <strong>{words.review.why}:</strong> {sentence(item.why)}
      </p>
      {item.proposals.length === 0 && <p class="panel-body soft">{words.review.none_proposed}</p>}
      <ul class="proposals">
        {item.proposals.map((proposal, at) => (
          <OneProposal key={at} proposal={proposal} why={item.why} operation={operation} />
        ))}
      </ul>
      {line.value === 'offline' && <p class="panel-body soft">{words.review.needs_net}</p>}
      {!mayOperate() && <p class="panel-body soft">{words.review.needs_operator}</p>}
      {item.state !== 'open' && <p class="panel-body">{words.review.decided}</p>}
      <div class="acts">
        <button
          type="button"
          class="button main"
          disabled={off || item.proposals.length === 0}
          onClick={onAccept}
        >
          {words.review.accept} <kbd>a</kbd>
        </button>
        <button type="button" class="button" disabled={off} onClick={onEdit}>
          {words.review.edit} <kbd>e</kbd>
        </button>
        <button type="button" class="button" disabled={off} onClick={onDismiss}>
          {item.kind === 'calendar_edit' ? words.review.restore : words.review.dismiss} <kbd>d</kbd>
        </button>
      </div>
    </section>
  );
}

/** As a sentence of its own, whichever way the server wrote it. */
function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(first) ? first : `${first}.`;
}

interface ProposalProps {
  readonly proposal: Proposal;
  readonly why: string; // said above for all of them
  readonly operation: Operation;
}

function OneProposal({ proposal, why, operation }: ProposalProps) {
  const title = proposal.role ? roleTitle(operation, proposal.role) : '';
  const parts =
    proposal.op === 'assign' || proposal.op === 'unassign'
      ? words.review.change[proposal.op](proposal.person?.name ?? '', title)
      : words.review.change[proposal.op];
  return (
    <li>
      <span class="change">
        <Shape kind="proposed" /> {parts[0]}
        <b>{parts[1]}</b>
      </span>
      <span class="sure">{words.review.sure(Math.round(proposal.confidence * 100))}</span>
      <span class="about">
        <ProposedCharter proposal={proposal} operation={operation} />
        {proposal.reason && !why.includes(proposal.reason) && ` · ${proposal.reason}`}
      </span>
    </li>
  );
}

/** Which sail it is about, and who holds the role now. */
function ProposedCharter({ proposal, operation }: { proposal: Proposal; operation: Operation }) {
  const charter = useCharter(proposal.charter).data?.value;
  const held =
    charter?.crew.filter((seat) => seat.role === proposal.role).map((seat) => seat.person.name) ?? [];
  return (
    <>
      <a href={`/charters/${proposal.charter}`}>{charter?.client ?? proposal.charter}</a>
      {charter &&
        `, ${dayName(dayOf(charter.start, operation.zone))} ${clock(charter.start, operation.zone)}`}
      {charter &&
        proposal.role &&
        ` · ${held.length > 0 ? words.review.now_held(held.join(', ')) : words.review.now_open}`}
    </>
  );
}
