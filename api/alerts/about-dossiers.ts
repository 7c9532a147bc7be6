import type { Page, StoredDossier } from '../../store/store.js';
import type { Names } from '../messages/fact-sentences.js';
import { maySee } from '../policy.js';
import { namesFor } from '../present/timeline.js';
import type { Alert, AlertsOf } from './alert.js';

/** What an alert says beside its dossier; seen to at the dossier where no link says otherwise. */
type Saying = Omit<Alert, 'dossier' | 'link'> & Partial<Pick<Alert, 'link'>>;

/** Rows about dossiers, each made an alert. What the reader may not see, and rows that are no alert, are left out: a page may be short, but not the last one. */
export async function aboutDossiers<Row>(
  { deps: { store }, reader }: AlertsOf,
  { items, next }: Page<Row>,
  dossierOf: (row: Row) => string,
  alertOf: (row: Row, dossier: StoredDossier, names: Names) => Saying | null | Promise<Saying | null>,
): Promise<Page<Alert>> {
  const alerts = items.map(async (row): Promise<Alert[]> => {
    const dossier = await store.dossiers.get(dossierOf(row));
    if (!dossier?.view || !maySee(reader, dossier)) return [];
    const alert = await alertOf(row, dossier, await namesFor(store, dossier));
    const { id, number, procedure } = dossier;
    return alert ? [{ link: `/dossiers/${id}`, ...alert, dossier: { id, number, procedure } }] : [];
  });
  return { items: (await Promise.all(alerts)).flat(), next };
}
