/** A document as its plain value: `_id` is called `id` outside the store. */
export function withId<T extends { readonly _id: unknown }>(document: T): Omit<T, '_id'> & { id: string } {
  const { _id, ...rest } = document;
  return { id: _id as string, ...rest };
}
