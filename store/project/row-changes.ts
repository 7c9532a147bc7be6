/** Rows of a list that follow from a dossier's view, by their ids. */
export type Rows<Row extends { readonly _id: string }> = ReadonlyMap<string, Row>;

export interface RowChanges<Row extends { readonly _id: string }> {
  readonly put: readonly Row[];
  readonly gone: readonly Row[];
}

export function rowsOf<Row extends { readonly _id: string }>(rows: readonly Row[]): Rows<Row> {
  return new Map(rows.map((row) => [row._id, row]));
}

/** What has to be written to bring a list from one view to the next. */
export function rowChanges<Row extends { readonly _id: string }>(old: Rows<Row>, now: Rows<Row>): RowChanges<Row> {
  return {
    put: [...now.values()].filter((row) => JSON.stringify(old.get(row._id)) !== JSON.stringify(row)),
    gone: [...old.values()].filter((row) => !now.has(row._id)),
  };
}

/** The same as writes. */
export function rowWrites<Row extends { readonly _id: string }>(changes: readonly RowChanges<Row>[]): object[] {
  const gone = changes.flatMap((change) => change.gone.map(({ _id }) => ({ deleteOne: { filter: { _id } } })));
  const put = changes.flatMap((change) =>
    change.put.map(({ _id, ...row }) => ({ replaceOne: { filter: { _id }, replacement: row, upsert: true } })),
  );
  return [...gone, ...put];
}
