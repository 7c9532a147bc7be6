import { createServer, type Server } from 'node:http';

/** `/health/live`: the process answers. `/health/ready`: it can work; 503 with the reason when not. */
export function serveHealth({ port, host }: { readonly port: number; readonly host: string }, ready: () => Promise<void>): Server {
  return createServer((request, response) => {
    const answer = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/health/live') return answer(200, { status: 'live' });
    if (request.url !== '/health/ready') return answer(404, { status: 'unknown path' });
    ready().then(
      () => answer(200, { status: 'ready' }),
      (error: Error) => answer(503, { status: 'not ready', reason: error.message }),
    );
  }).listen(port, host);
}
