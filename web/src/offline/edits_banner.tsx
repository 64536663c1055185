/** EditsBanner: edits that wait to be sent, and those that could not be made: shown until a person decides. */
import { useQueryClient } from '@tanstack/preact-query';
import { words } from '../strings';
import { Shape } from '../ui/shape';
import type { WaitingEdit } from './database';
import { dropEdit, edits, sendAnyway, sendWaiting } from './outbox';

export function EditsBanner() {
  const waiting = edits.value.filter((edit) => edit.state === 'waiting');
  const stuck = edits.value.filter((edit) => edit.state !== 'waiting');
  const client = useQueryClient();
  return (
    <>
      {waiting.length > 0 && (
        <div class="banner" data-kind="waiting" role="status">
          <span>
            <Shape kind="waiting" />
            {words.edits.waiting(waiting.length)}: {waiting.map((edit) => edit.title).join('; ')}
          </span>
          <button
            type="button"
            class="button push"
            onClick={() => void sendWaiting().then(() => client.invalidateQueries())}
          >
            {words.retry}
          </button>
        </div>
      )}
      {stuck.map((edit) => (
        <Stuck key={edit.id} edit={edit} />
      ))}
    </>
  );
}

function Stuck({ edit }: { edit: WaitingEdit }) {
  const client = useQueryClient();
  return (
    <div class="banner" data-kind="offline" role="alert">
      <span>
        <Shape kind="warn" />
        {edit.state === 'conflict'
          ? words.edits.conflict(edit.title)
          : words.edits.refused(edit.title, edit.problem)}
      </span>
      <span class="row push">
        {edit.charter && <a href={`/charters/${edit.charter}`}>{words.edits.look}</a>}
        {edit.state === 'conflict' && (
          <button
            type="button"
            class="button"
            onClick={() => void sendAnyway(edit).then(() => client.invalidateQueries())}
          >
            {words.edits.again}
          </button>
        )}
        <button type="button" class="button" onClick={() => void dropEdit(edit.id)}>
          {words.edits.drop}
        </button>
      </span>
    </div>
  );
}
