/** Print: a day's crew sheet, one vessel a page, to be signed with a pen. */
import { useRoute } from 'preact-iso';
import { useCharters, useOperation } from '../api/reads';
import type { Charter, Operation } from '../api/types';
import { berthsOf } from '../sails/berths';
import { words } from '../strings';
import { addDays, clockSpan, type Day, dayFullName, dayOf, parseDay, stamp, zoneName } from '../time';
import { Answer } from '../ui/answer';
import { now } from '../ui/clock';
import { useTitle } from '../ui/head';
import { Icon } from '../ui/icon';

export function PrintScreen() {
  const { params } = useRoute();
  const operation = useOperation();
  return (
    <Answer of={operation}>
      {(known) => (
        <CrewSheets operation={known} day={parseDay(params['day']) ?? dayOf(now.value, known.zone)} />
      )}
    </Answer>
  );
}

function CrewSheets({ operation, day }: { operation: Operation; day: Day }) {
  useTitle(words.print.title(day));
  const charters = useCharters(day, addDays(day, 1));
  return (
    <>
      <div class="screen-head no-print">
        <a class="back" href={`/?view=today&from=${day}`}>
          <Icon name="left" size={16} /> {words.print.back}
        </a>
        <button type="button" class="button main push" onClick={() => window.print()}>
          <Icon name="print" size={18} /> {words.print.print}
        </button>
      </div>
      <h1 class="aside-text">{words.print.title(dayFullName(day))}</h1>
      <Answer of={charters}>
        {(answer, seen) => {
          const sails = answer.charters.filter((charter) => charter.status !== 'cancelled');
          if (sails.length === 0) return <p class="panel nothing">{words.print.none}</p>;
          const vessels = [...new Set(sails.map((charter) => charter.vessel))];
          return vessels.map((vessel) => (
            <VesselSheet
              key={vessel}
              name={operation.vessels.find((v) => v.id === vessel)?.name ?? words.charter.no_vessel}
              sails={sails.filter((charter) => charter.vessel === vessel)}
              operation={operation}
              day={day}
              asOf={seen.as_of ?? now.value.toISOString()}
            />
          ));
        }}
      </Answer>
    </>
  );
}

interface SheetProps {
  readonly name: string;
  readonly sails: readonly Charter[];
  readonly operation: Operation;
  readonly day: Day;
  readonly asOf: string;
}

function VesselSheet({ name, sails, operation, day, asOf }: SheetProps) {
  const phone = (id: string) => operation.crew.find((member) => member.id === id)?.phone ?? '';
  return (
    <article class="sheet-page">
      <header>
        <div>
          <h2>{name}</h2>
          <p>{dayFullName(day)}</p>
        </div>
        <p class="small">
          {operation.name} · {words.print.as_of(stamp(asOf, operation.zone, now.value))}{' '}
          {zoneName(asOf, operation.zone)}
        </p>
      </header>
      {sails.map((charter) => (
        <section key={charter.id}>
          <h3>
            {clockSpan(charter.start, charter.end, operation.zone)} · {charter.client}
          </h3>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.print.role}</th>
                <th scope="col">{words.print.name}</th>
                <th scope="col">{words.print.phone}</th>
                <th scope="col" class="sign">
                  {words.print.sign}
                </th>
              </tr>
            </thead>
            <tbody>
              {berthsOf(charter, operation.roles, [], []).map((berth) => (
                <tr key={berth.key}>
                  <td>{berth.role.title}</td>
                  <td class={berth.person ? undefined : 'open-word'}>
                    {berth.person?.name ?? words.print.open}
                  </td>
                  <td>{berth.person ? phone(berth.person.id) : ''}</td>
                  <td class="sign" />
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </article>
  );
}
