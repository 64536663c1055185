/** Audit: every fact ever accepted: what, for which charter, who said so, by which mail or hand. */

import { useMemo } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useAudit, useOperation } from '../api/reads';
import type { Fact, Operation } from '../api/types';
import { words } from '../strings';
import { addDays, type Day, dayOf, parseDay, stamp } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { saveFile, toCsv } from '../ui/csv';
import { useTitle } from '../ui/head';
import { Icon } from '../ui/icon';
import { fold } from './fold';
import { Did, didText } from './history_panel';
import { Scrolling } from './mail_text';

const days_back = 30;

export function AuditScreen() {
  useTitle(words.audit.title);
  const operation = useOperation();
  return <Answer of={operation}>{(known) => <Audit operation={known} />}</Answer>;
}

interface Asked {
  readonly from: Day;
  readonly to: Day;
  readonly find: string;
  readonly kind: string;
}

function Audit({ operation }: { operation: Operation }) {
  const { query, route } = useLocation();
  const q = query as Record<string, string>;
  const today = dayOf(now.value, operation.zone);
  const asked: Asked = {
    from: parseDay(q['from']) ?? addDays(today, -days_back),
    to: parseDay(q['to']) ?? today,
    find: q['find'] ?? '',
    kind: q['kind'] ?? '',
  };
  const set = (change: Partial<Asked>) => {
    const params = new URLSearchParams();
    const next = { ...asked, ...change };
    if (next.from !== addDays(today, -days_back)) params.set('from', next.from);
    if (next.to !== today) params.set('to', next.to);
    if (next.find) params.set('find', next.find);
    if (next.kind) params.set('kind', next.kind);
    const text = params.toString();
    route(text ? `/audit?${text}` : '/audit', true);
  };
  const audit = useAudit(asked.from, addDays(asked.to, 1));
  const all = audit.data?.pages.flatMap((page) => page.value.facts) ?? [];
  const shown = useMemo(
    () => all.filter((fact) => matches(fact, asked)),
    [all.length, asked.find, asked.kind, audit.dataUpdatedAt],
  );
  const seen = audit.data?.pages[0];

  return (
    <>
      <div class="screen-head">
        <h1>{words.audit.title}</h1>
        <button
          type="button"
          class="button push"
          disabled={shown.length === 0}
          onClick={() => saveFile('audit.csv', auditCsv(shown, operation))}
        >
          <Icon name="down" size={18} /> {words.audit.export}
        </button>
      </div>
      <search class="filters">
        <label class="find">
          <span class="aside-text">{words.audit.find}</span>
          <Icon name="search" size={18} />
          <input
            class="input"
            type="search"
            placeholder={words.audit.find}
            value={asked.find}
            onInput={(e) => set({ find: e.currentTarget.value })}
          />
        </label>
        <select
          class="input"
          aria-label={words.audit.kind}
          value={asked.kind}
          onChange={(e) => set({ kind: e.currentTarget.value })}
        >
          <option value="">{words.audit.all}</option>
          {Object.entries(words.charter.by).map(([kind, word]) => (
            <option key={kind} value={kind}>
              {word}
            </option>
          ))}
        </select>
        <label class="row small">
          {words.audit.from}
          <input
            class="input"
            type="date"
            value={asked.from}
            onChange={(e) => set({ from: parseDay(e.currentTarget.value) ?? asked.from })}
          />
        </label>
        <label class="row small">
          {words.audit.to}
          <input
            class="input"
            type="date"
            value={asked.to}
            onChange={(e) => set({ to: parseDay(e.currentTarget.value) ?? asked.to })}
          />
        </label>
      </search>
      <Answer of={{ data: seen, error: audit.error, refetch: audit.refetch }} lines={8}>
        {() =>
          shown.length === 0 ? (
            <p class="panel nothing">{all.length === 0 ? words.audit.none : words.audit.none_match}</p>
          ) : (
            <div class="panel">
              <Scrolling label={words.audit.title}>
                <table class="table entries">
                  <thead>
                    <tr>
                      <th scope="col">{words.audit.when}</th>
                      <th scope="col">{words.audit.charter}</th>
                      <th scope="col">{words.audit.what}</th>
                      <th scope="col">{words.audit.who}</th>
                      <th scope="col">{words.audit.source}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map((fact) => (
                      <tr key={fact.id}>
                        <td>
                          <time dateTime={fact.recorded}>
                            {stamp(fact.recorded, operation.zone, now.value)}
                          </time>
                        </td>
                        <td>
                          <a href={`/charters/${fact.charter}`}>{fact.charter}</a>
                        </td>
                        <td>
                          <Did fact={fact} operation={operation} />
                          {fact.note && <span class="soft small"> “{fact.note}”</span>}
                        </td>
                        <td>{fact.source.actor}</td>
                        <td>{words.charter.by[fact.source.kind]}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </Scrolling>
            </div>
          )
        }
      </Answer>
      {audit.hasNextPage && (
        <p class="row later">
          <button
            type="button"
            class="button"
            disabled={audit.isFetchingNextPage}
            onClick={() => void audit.fetchNextPage()}
          >
            {words.audit.more}
          </button>
        </p>
      )}
    </>
  );
}

function matches(fact: Fact, asked: Asked): boolean {
  if (asked.kind && fact.source.kind !== asked.kind) return false;
  const hay = fold(
    `${fact.charter} ${fact.person?.name ?? ''} ${fact.source.actor} ${fact.note} ${fact.role ?? ''}`,
  );
  return fold(asked.find)
    .split(/\s+/)
    .every((word) => hay.includes(word));
}

function auditCsv(facts: readonly Fact[], operation: Operation): string {
  const head = [
    'recorded',
    'said',
    'charter',
    'what',
    'op',
    'role',
    'person',
    'actor',
    'source',
    'source_id',
    'note',
    'quote',
  ];
  const rows = facts.map((fact) => [
    fact.recorded,
    fact.said,
    fact.charter,
    didText(fact, operation),
    fact.op,
    fact.role ?? '',
    fact.person?.name ?? '',
    fact.source.actor,
    fact.source.kind,
    fact.source.id,
    fact.note,
    fact.evidence.quote,
  ]);
  return toCsv([head, ...rows]);
}
