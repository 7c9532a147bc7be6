import { CursorInvalid } from '../errors.js';
import type { Page, PageRequest } from '../store.js';

const SORT_KEY = /^[\p{L}\p{N}][\p{L}\p{N}._~@/#-]{0,199}$/u;

/** The sort key after which the page starts; undefined for the first page. Throws CursorInvalid for text that was no cursor. */
export function startOf(page: PageRequest): string | undefined {
  if (page.cursor === undefined) return undefined;
  const key = Buffer.from(page.cursor, 'base64url').toString('utf8');
  if (!SORT_KEY.test(key) || cursorOf(key) !== page.cursor) throw new CursorInvalid(page.cursor);
  return key;
}

/** Makes a page of rows read with `limit + 1`, so that the end is known without counting. */
export function pageOf<Row, T>(rows: readonly Row[], page: PageRequest, keyOf: (row: Row) => string, toItem: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const more = rows.length > page.limit && last !== undefined;
  return { items: shown.map(toItem), next: more ? cursorOf(keyOf(last)) : null };
}

function cursorOf(key: string): string {
  return Buffer.from(key, 'utf8').toString('base64url');
}
