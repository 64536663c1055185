/** Help: every key of this screen, and the switch that turns the keys off. */
import { words } from '../strings';
import { keysOn, setKeysOn, tables } from './keys';
import { Sheet } from './sheet';

export function KeysSheet({ onClose }: { onClose: () => void }) {
  return (
    <Sheet title={words.help.title} onClose={onClose}>
      <label class="check">
        <input
          type="checkbox"
          checked={keysOn.value}
          onChange={(event) => setKeysOn(event.currentTarget.checked)}
        />
        {words.help.switch}
      </label>
      <div class="keys-table">
        {[...tables.value].reverse().map((table) => (
          <section key={table.group}>
            <h3>{table.group}</h3>
            <dl>
              {table.shortcuts.map((shortcut) => (
                <>
                  <dt>
                    {shortcut.keys.split(' ').map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{shortcut.does}</dd>
                </>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
