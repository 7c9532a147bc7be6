import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { isAway } from '../../store/errors.js';

describe('a database that cannot be reached', () => {
  it('is told from a defect also by the bare error of a connection that has just gone', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect((server.address() as { port: number }).port, '127.0.0.1').resume();
    socket.on('error', () => undefined);
    await once(socket, 'end');
    const error = await new Promise((resolve) => socket.write('hello?', resolve));
    server.close();
    expect([isAway(error), isAway(new Error('a defect'))]).toEqual([true, false]);
  });
});
