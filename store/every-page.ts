import type { Page, PageRequest } from './store.js';

/** All there is of a list, read page by page as it is asked for. */
export async function* everyPage<T>(read: (page: PageRequest) => Promise<Page<T>>, limit = 100): AsyncIterable<T> {
  for (let cursor: string | undefined, more = true; more;) {
    const page = await read({ limit, ...(cursor !== undefined && { cursor }) });
    yield* page.items;
    cursor = page.next ?? undefined;
    more = page.next !== null;
  }
}
