/** The floor of lists: the same `find`s behind bare HTTP, without sign-in, rights, checks, names and the note of who looked. */
import { createServer } from 'node:http';
import mongoose from 'mongoose';
import type { ListPlan } from '../../store/lists/dossier-filter.js';
import { lineIn } from '../../store/lists/line.js';

export interface Floor {
  readonly uri: string;
  readonly database: string;
  readonly port: number;
  readonly plans: readonly Pick<ListPlan, 'filter' | 'sort' | 'hint'>[];
}

const LINES = 21;

const { uri, database, port, plans } = JSON.parse(process.argv[2]!) as Floor;
const connection = await mongoose.createConnection(uri, { dbName: database, readConcern: { level: 'majority' } }).asPromise();
const dossiers = connection.db!.collection('dossiers');

createServer((request, response) => {
  const { filter, sort, hint } = plans[Number(request.url!.slice(1))]!;
  void dossiers
    .find(filter, { projection: lineIn(sort), sort, hint, limit: LINES })
    .toArray()
    .then((lines) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(lines)));
}).listen(port, '127.0.0.1');
