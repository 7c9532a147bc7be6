/** One of the threads of `fillWithDossiers`. */
import { workerData } from 'node:worker_threads';
import mongoose from 'mongoose';
import type { Share } from './fill.js';
import { documentOf, seededRandom, templateOf } from './many-dossiers.js';

const AT_ONCE = 2_000;

const { uri, database, planHash, from, until } = workerData as Share;
const connection = await mongoose.createConnection(uri, { dbName: database, autoIndex: false, autoCreate: false }).asPromise();
const random = seededRandom(from);
const template = templateOf(planHash);
for (let index = from; index < until; index += AT_ONCE) {
  const documents = Array.from({ length: Math.min(AT_ONCE, until - index) }, (_, more) => documentOf(index + more, random, template));
  await connection.collection('dossiers').insertMany(documents, { ordered: false, writeConcern: { w: 1 } });
}
await connection.close();
