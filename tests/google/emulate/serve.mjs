// serve.mjs: the npm package `emulate` as a server; prints its address, ends with standard input.
import { createEmulator } from 'emulate';

const google = await createEmulator({
  service: 'google',
  port: 0,
  seed: { google: { users: [{ email: 'crew@sailing.example', name: 'Crew' }] } },
});
process.stdout.write(`${google.url}\n`);
process.stdin.resume();
process.stdin.on('end', () => google.close());
