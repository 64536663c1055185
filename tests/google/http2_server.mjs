// http2_server.mjs FILE: Node's own HTTP/2 server with the key and certificates of FILE, which tells each
// caller how it was reached. It prints its port and ends with its standard input.
import { readFileSync } from 'node:fs';
import { createSecureServer } from 'node:http2';

const pem = readFileSync(process.argv[2], 'utf8');
const server = createSecureServer({ key: pem, cert: pem, allowHTTP1: true });
let connections = 0;
server.on('secureConnection', () => { connections += 1; });
server.on('request', (request, answer) => {
  answer.setHeader('content-type', 'application/json');
  answer.end(JSON.stringify({ version: request.httpVersion, connections }));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
