import { readRunning } from '../services/running.js';
import type { Store } from '../store/store.js';
import { BadInput } from './bad-input.js';

/** For the help of commands that work on the store. */
export const DATABASE_HELP =
  '\nCơ sở dữ liệu: MONGODB_URI, nếu không có thì hệ thống npm start đang chạy / database: MONGODB_URI, else the system npm start runs';

/** Works on the store at MONGODB_URI, else on that of the system `npm start` runs. Throws BadInput when there is neither, or nothing answers. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const uri = databaseAddress();
  // loaded here, so that the commands that need no store do not wait for it
  const { openStore } = await import('../store/open-store.js');
  const store = await openStore({ uri }).catch((error: Error) => {
    throw new BadInput(`no MongoDB answers at ${uri.replace(/\/\/[^@/]*@/, '//')}: ${error.message}`);
  });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function databaseAddress(): string {
  const uri = process.env['MONGODB_URI'] || readRunning()?.mongodbUri;
  if (!uri)
    throw new BadInput('MONGODB_URI is not set and nothing runs here; expected the address of MongoDB, or `npm start` in another terminal');
  return uri;
}
