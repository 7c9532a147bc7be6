import type { Page, StoredDossier } from '../../store/store.js';
import type { Names } from '../messages/fact-sentences.js';
import { maySee } from '../policy.js';
import { namesFor } from '../present/timeline.js';
import type { Alert, AlertsOf } from './alert.js';

/** Rows about dossiers, each made an alert. What the reader may not see, and rows that are no alert, are left out: a page may be short, but not the last one. */
export async function aboutDossiers<Row>(
  { deps: { store }, reader }: AlertsOf,
  { items, next }: Page<Row>,
  dossierOf: (row: Row) => string,
  alertOf: (
    row: Row,
    dossier: StoredDossier,
    names: Names,
  ) => Omit<Alert, 'dossier' | 'link'> | null | Promise<Omit<Alert, 'dossier' | 'link'> | null>,
): Promise<Page<Alert>> {
  const alerts = items.map(async (row): Promise<Alert[]> => {
    const dossier = await store.dossiers.get(dossierOf(row));
    if (!dossier?.view || !maySee(reader, dossier)) return [];
    const alert = await alertOf(row, dossier, await namesFor(store, dossier));
    const { id, number, procedure } = dossier;
    return alert ? [{ ...alert, dossier: { id, number, procedure }, link: `/dossiers/${id}` }] : [];
  });
  return { items: (await Promise.all(alerts)).flat(), next };
}
