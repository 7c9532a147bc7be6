import type { IncomingMessage } from 'node:http';
import type { Test } from 'supertest';

/** Of a stream that does not end, the first that comes; any other answer whole. */
export function firstWords(test: Test): Test {
  return test.buffer(true).parse((answer, done) => {
    const response = answer as unknown as IncomingMessage;
    let text = '';
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      if (!response.headers['content-type']?.startsWith('text/event-stream')) return;
      response.destroy();
      done(null, text);
    });
    response.on('end', () => done(null, JSON.parse(text)));
  });
}
