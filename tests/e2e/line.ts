/** Line: a way from a browser to a harbour, which a test can cut and mend; nothing passes a line that is cut. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Line {
  readonly url: string;
  /** Ends every connection, and every new one at once, until it is mended. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

export async function layLine(harbour: URL): Promise<Line> {
  const ends = new Set<Socket>();
  let whole = true;
  const keep = (end: Socket, other: Socket) => {
    ends.add(end);
    end.on('error', () => other.destroy());
    end.on('close', () => {
      ends.delete(end);
      other.destroy();
    });
  };
  const cut = () => {
    whole = false;
    for (const end of ends) end.destroy();
  };
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(Number(harbour.port), harbour.hostname);
    keep(near, far);
    keep(far, near);
    near.pipe(far).pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    mend: () => {
      whole = true;
    },
    stop: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
