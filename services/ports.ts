import { connect, createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** True when nothing listens on this loopback port. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}

/** Below the range that systems take outgoing connections from, which on Linux begins at 32,768. */
const FIRST = 15_000;
const LAST = 31_999;

/**
 * A loopback port, chosen at random, that was free a moment ago. Not left to the system: it would choose from the range of outgoing connections,
 * and such a port can be taken by any client while its service is being restarted, even by a client that knocks on the very same port.
 */
export async function anyFreePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST + 1));
    if (await isFree(port)) return port;
  }
}

/** The wanted port, or the next free one above it. */
export async function freePortFrom(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 100; port += 1) if (await isFree(port)) return port;
  return anyFreePort();
}

/** Resolves when something accepts connections on this loopback port; rejects when nothing does. */
export function listens(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, LOOPBACK);
    socket.setTimeout(1000, () => socket.destroy(new Error(`port ${port} did not answer within a second`)));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}
