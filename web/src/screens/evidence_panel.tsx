/** EvidencePanel: the mail's sentence that put somebody aboard. Text only: nothing of a mail is ever HTML here. */
import { useSignal } from '@preact/signals';
import { useReceipt } from '../api/reads';
import type { Assignment, Fact, Operation } from '../api/types';
import type { Berth } from '../sails/berths';
import { highlight } from '../sails/highlight';
import { words } from '../strings';
import { stamp } from '../time';
import { now } from '../ui/clock';
import { Icon } from '../ui/icon';
import { MailText } from './mail_text';

interface EvidenceProps {
  readonly assignment: Assignment | null;
  readonly berth: Berth | null;
  readonly fact: Fact | undefined;
  readonly operation: Operation;
}

export function EvidencePanel({ assignment, berth, fact, operation }: EvidenceProps) {
  return (
    <section class="panel evidence" aria-labelledby="evidence" aria-live="polite">
      <header>
        <h2 id="evidence">{words.charter.evidence}</h2>
        {assignment && <span class="soft small push">{berth?.role.title}</span>}
      </header>
      {assignment ? (
        <Evidence key={assignment.fact} assignment={assignment} fact={fact} zone={operation.zone} />
      ) : (
        <p class="panel-body soft">{words.charter.choose_row}</p>
      )}
    </section>
  );
}

function Evidence({
  assignment,
  fact,
  zone,
}: {
  assignment: Assignment;
  fact: Fact | undefined;
  zone: string;
}) {
  const whole = useSignal(false);
  const { evidence } = assignment;
  // Without a network the facts may not be known; a place in a mail tells that it was one.
  const kind = fact?.source.kind ?? (evidence.part ? 'mail' : 'hand');
  const receipt = useReceipt(kind === 'mail' ? (fact?.source.id ?? '') : '');
  if (kind !== 'mail') {
    const say = kind === 'calendar' ? words.charter.by_calendar : words.charter.by_hand;
    return (
      <div class="panel-body stack">
        <p>{say(assignment.said_by)}</p>
        {fact?.note && <blockquote class="quote">{fact.note}</blockquote>}
      </div>
    );
  }
  const letter = receipt.data?.value;
  const text = letter?.text ?? '';
  const pieces = highlight(text, [evidence.quote]);
  const found = pieces.some((piece) => piece.quote !== null);
  return (
    <>
      <div class="panel-body mail-head">
        <strong>{letter?.subject ?? assignment.said_by}</strong>
        <span class="soft small">
          {letter?.from ?? assignment.said_by} · {stamp(assignment.said, zone, now.value)}
          {words.charter.part[evidence.part] && ` · ${words.charter.part[evidence.part]}`}
        </span>
      </div>
      {!found && evidence.quote && (
        <blockquote class="quote">
          <mark>{evidence.quote}</mark>
        </blockquote>
      )}
      {text && (found || whole.value) && (
        <MailText label={words.charter.mail_text}>
          {pieces.map((piece, index) =>
            piece.quote === null ? piece.text : <mark key={index}>{piece.text}</mark>,
          )}
        </MailText>
      )}
      <div class="panel-body row">
        {text && !found && !whole.value && (
          <button type="button" class="button" onClick={() => (whole.value = true)}>
            {words.charter.whole_mail}
          </button>
        )}
        {letter?.link && (
          <a class="button" href={letter.link} target="_blank" rel="noreferrer noopener">
            {words.charter.in_gmail} <Icon name="out" size={16} />
          </a>
        )}
      </div>
    </>
  );
}
