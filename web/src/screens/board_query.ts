/** BoardQuery: view, days and filters as the address holds them, so that a link shows the same board. */
import { addDays, type Day, daysBetween, mondayOf, parseDay } from '../time';

export interface BoardFilters {
  readonly vessel?: string;
  readonly crew?: string;
  readonly open?: string; // "1"
  readonly find?: string;
}

export interface BoardQuery {
  readonly view: 'today' | 'week' | 'range';
  readonly from: Day;
  readonly to: Day; // the last day shown
  readonly length: number;
  readonly filters: BoardFilters;
  readonly filtered: boolean;
}

export const range_days_max = 366;

export function readBoardQuery(query: Readonly<Record<string, string | undefined>>, today: Day): BoardQuery {
  const filters: BoardFilters = {
    ...(query['vessel'] ? { vessel: query['vessel'] } : {}),
    ...(query['crew'] ? { crew: query['crew'] } : {}),
    ...(query['open'] === '1' ? { open: '1' } : {}),
    ...(query['find'] ? { find: query['find'] } : {}),
  };
  const filtered = Object.keys(filters).length > 0;
  const from = parseDay(query['from']) ?? today;
  if (query['view'] === 'today') return { view: 'today', from, to: from, length: 1, filters, filtered };
  if (query['view'] === 'range') {
    const wanted = parseDay(query['to']) ?? addDays(from, 27);
    const length = Math.min(Math.max(1, daysBetween(from, wanted) + 1), range_days_max);
    return { view: 'range', from, to: addDays(from, length - 1), length, filters, filtered };
  }
  const monday = mondayOf(from);
  return { view: 'week', from: monday, to: addDays(monday, 6), length: 7, filters, filtered };
}

/** The shortest address that reads back as this: this week without filters is "/". */
export function boardAddress(asked: BoardQuery, today: Day): string {
  const query = new URLSearchParams();
  if (asked.view !== 'week') query.set('view', asked.view);
  const usual = asked.view === 'week' ? mondayOf(today) : today;
  if (asked.from !== usual || asked.view === 'range') query.set('from', asked.from);
  if (asked.view === 'range') query.set('to', asked.to);
  for (const [name, value] of Object.entries(asked.filters)) if (value) query.set(name, value);
  const text = query.toString();
  return text ? `/?${text}` : '/';
}
