/** Gauges: what the last repair found and healed, how old a consent is, how much of a quota is used. */
import type { Gauge } from '../api/types';
import { words } from '../strings';
import { fromNow, stamp } from '../time';
import { now } from '../ui/clock';

export function Gauges({ gauges, zone }: { gauges: readonly Gauge[]; zone: string }) {
  return (
    <>
      {gauges.map((gauge) => (
        <li key={gauge.kind + gauge.of}>
          <h2>{words.health.gauges[gauge.kind](sourceName(gauge.of))}</h2>
          <span class="big">{big(gauge)}</span>
          {gauge.kind === 'quota' && (
            <meter
              min={0}
              max={Math.max(1, gauge.limit)}
              high={gauge.limit * 0.8}
              value={gauge.used}
              aria-label={words.health.gauges.quota(sourceName(gauge.of))}
            />
          )}
          <p class="soft small">{small(gauge, zone)}</p>
        </li>
      ))}
    </>
  );
}

const sourceName = (of: string) => (words.health.sources as Record<string, string>)[of] ?? of;

function big(gauge: Gauge): string {
  if (gauge.kind === 'repair') return words.health.repaired(gauge.used, gauge.limit);
  if (gauge.kind === 'quota') return words.health.used(gauge.used, gauge.limit);
  return gauge.since ? fromNow(gauge.since, now.value) : words.unknown;
}

function small(gauge: Gauge, zone: string): string {
  if (gauge.kind === 'quota') return words.health.used_at(stamp(gauge.at, zone, now.value));
  if (gauge.kind === 'repair') return stamp(gauge.at, zone, now.value);
  return gauge.until ? words.health.ends(fromNow(gauge.until, now.value)) : words.health.no_end;
}
