/** BoardFilters: which sails the board shows: by client, vessel, crew member, open roles, days. */
import { useLocation } from 'preact-iso';
import type { Operation } from '../api/types';
import { words } from '../strings';
import type { Day } from '../time';
import { Icon } from '../ui/icon';
import { type BoardQuery, boardAddress, readBoardQuery } from './board_query';

export function Filters({
  asked,
  operation,
  today,
}: {
  asked: BoardQuery;
  operation: Operation;
  today: Day;
}) {
  const { route } = useLocation();
  const set = (change: Partial<BoardQuery['filters']>) =>
    route(boardAddress({ ...asked, filters: { ...asked.filters, ...change } }, today), true);
  return (
    <search class="filters no-print">
      <label class="find">
        <span class="aside-text">{words.board.find}</span>
        <Icon name="search" size={18} />
        <input
          class="input"
          type="search"
          placeholder={words.board.find}
          value={asked.filters.find ?? ''}
          onInput={(event) => set({ find: event.currentTarget.value })}
        />
      </label>
      <select
        class="input"
        aria-label={words.board.vessel}
        value={asked.filters.vessel ?? ''}
        onChange={(event) => set({ vessel: event.currentTarget.value })}
      >
        <option value="">{words.board.all_vessels}</option>
        {operation.vessels.map((vessel) => (
          <option key={vessel.id} value={vessel.id}>
            {vessel.name}
          </option>
        ))}
      </select>
      <select
        class="input"
        aria-label={words.board.person}
        value={asked.filters.crew ?? ''}
        onChange={(event) => set({ crew: event.currentTarget.value })}
      >
        <option value="">{words.board.anyone}</option>
        {operation.crew.map((member) => (
          <option key={member.id} value={member.id}>
            {member.name}
          </option>
        ))}
      </select>
      <label class="check">
        <input
          type="checkbox"
          checked={asked.filters.open === '1'}
          onChange={(event) => set({ open: event.currentTarget.checked ? '1' : '' })}
        />
        {words.board.only_open}
      </label>
      <a
        class="button push"
        href={`/day/${asked.view === 'today' ? asked.from : asked.from > today ? asked.from : today}/print`}
      >
        <Icon name="print" size={18} />
        {words.board.print}
      </a>
    </search>
  );
}

export function RangeFields({ asked, today }: { asked: BoardQuery; today: Day }) {
  const { route } = useLocation();
  const set = (from: string, to: string) =>
    route(boardAddress(readBoardQuery({ ...asked.filters, from, to, view: 'range' }, today), today), true);
  return (
    <div class="row">
      <label class="row small">
        {words.board.from}
        <input
          class="input"
          type="date"
          value={asked.from}
          onChange={(e) => set(e.currentTarget.value, asked.to)}
        />
      </label>
      <label class="row small">
        {words.board.to}
        <input
          class="input"
          type="date"
          value={asked.to}
          onChange={(e) => set(asked.from, e.currentTarget.value)}
        />
      </label>
    </div>
  );
}
