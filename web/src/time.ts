/** Time: days and clock times of the operator's zone, by Intl alone. A day is "2026-05-12". */

export type Day = string & { readonly __day: unique symbol };

const day_pattern = /^\d{4}-\d{2}-\d{2}$/;
const day_ms = 86_400_000;

export function parseDay(text: string | null | undefined): Day | null {
  if (!text || !day_pattern.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : (text as Day);
}

/** Making one takes milliseconds, so each is made once. */
const formats = new Map<string, Intl.DateTimeFormat>();
function format(zone: string, options: Intl.DateTimeFormatOptions, language = 'en-GB'): Intl.DateTimeFormat {
  const key = language + zone + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    formats.set(key, found);
  }
  return found;
}

/** The local day of an instant. */
export function dayOf(instant: string | Date, zone: string): Day {
  const parts = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    new Date(instant),
  );
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}` as Day;
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * day_ms).toISOString().slice(0, 10) as Day;
}

/** Days from `a` to `b`: 1 when b is the day after a. */
export function daysBetween(a: Day, b: Day): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / day_ms);
}

/** The Monday on or before that day. */
export function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** "14:00" */
export function clock(instant: string | Date, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));
}

/** "14:00–17:00", and "22:00–01:00 +1" when it ends on a later day. */
export function clockSpan(start: string, end: string, zone: string): string {
  const later = daysBetween(dayOf(start, zone), dayOf(end, zone));
  return `${clock(start, zone)}–${clock(end, zone)}${later > 0 ? ` +${later}` : ''}`;
}

const utc = 'UTC';
const noon = (day: Day) => new Date(`${day}T12:00:00Z`);

/** "Tue 12 May" */
export function dayName(day: Day): string {
  return format(utc, { weekday: 'short', day: 'numeric', month: 'short' }).format(noon(day)).replace(',', '');
}
/** "Tuesday 12 May 2026" */
export function dayFullName(day: Day): string {
  return format(utc, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .format(noon(day))
    .replace(',', '');
}
/** "Tue" */
export function weekdayName(day: Day): string {
  return format(utc, { weekday: 'short' }).format(noon(day));
}
/** "11–17 May 2026", "29 Jun – 5 Jul 2026" */
export function daySpanName(from: Day, to: Day): string {
  if (from === to) return dayFullName(from);
  const f = format(utc, { day: 'numeric', month: 'short', year: 'numeric' });
  return f.formatRange(noon(from), noon(to));
}
/** "12 May 14:00", with the year when it is not this one. */
export function stamp(instant: string | Date, zone: string, now = new Date()): string {
  const day = dayOf(instant, zone);
  const options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
  if (day.slice(0, 4) !== dayOf(now, zone).slice(0, 4)) options.year = 'numeric';
  return `${format(utc, options).format(noon(day))}, ${clock(instant, zone)}`;
}
/** The zone's short name at that instant: "PDT", "GMT+2". */
export function zoneName(instant: string | Date, zone: string): string {
  const parts = format(zone, { timeZoneName: 'short' }, 'en-US').formatToParts(new Date(instant));
  return parts.find((p) => p.type === 'timeZoneName')?.value ?? zone;
}

const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
/** Up to here a distance reads better in hours. */
const hours_max = 36;

/** "in 21 h", "3 min ago": the largest unit that says enough. */
export function fromNow(instant: string | Date, now: Date): string {
  const ms = new Date(instant).getTime() - now.getTime();
  const size = Math.abs(ms);
  if (size < minute_ms) return ms > 0 ? 'in a moment' : 'just now';
  const days = Math.round(size / day_ms);
  const length =
    size < hour_ms
      ? `${Math.trunc(size / minute_ms)} min`
      : size < hours_max * hour_ms
        ? `${Math.trunc(size / hour_ms)} h`
        : `${days} ${days === 1 ? 'day' : 'days'}`;
  return ms > 0 ? `in ${length}` : `${length} ago`;
}

/** The instant at which a local day begins; in zones that skip midnight, the first one of that day. */
export function dayStart(day: Day, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // No zone is further than 14 h ahead or 12 h behind; the start is found by the offset there.
  let guess = midnight;
  for (let pass = 0; pass < 3; pass += 1) {
    const shown = Date.parse(`${localText(new Date(guess), zone)}Z`);
    const off = midnight - shown;
    if (off === 0) return new Date(guess);
    guess += off;
  }
  return new Date(guess);
}

function localText(instant: Date, zone: string): string {
  const parts = format(zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '00';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}`;
}
