import { randomUUID } from 'node:crypto';
import { NATIONAL_PORTAL } from '../../connectors/national-portal/partner.js';
import { partnerAccount } from '../../domain/organisation/partner-account.js';
import { backgroundOf } from '../../notifications/background.js';
import { portalDossier } from '../../notifications/portal-dossier.js';
import { sourceOf } from '../../notifications/send-portal.js';
import type { StoredFile } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { FILE, notFound } from '../problem.js';

/**
 * A file that the national portal is told about: a paper or a result of a dossier, nothing secret. Who got it is written down first.
 * @throws Problem NOT_FOUND for every other.
 */
export async function fileForPortal(deps: Deps, id: string): Promise<StoredFile> {
  const file = await deps.store.files.describe(id);
  if (!file || !(await isTold(deps, file))) throw notFound(FILE, id);
  await deps.store.accesses.record({
    ...{ id: randomUUID(), at: deps.now(), account: partnerAccount(NATIONAL_PORTAL.name), agency: null },
    ...{ operation: 'readPortalFile', purpose: 'partner', stated: false, dossiers: [file.dossierId], file: file.id },
  });
  return file;
}

async function isTold({ store, config }: Deps, { id, dossierId }: StoredFile): Promise<boolean> {
  const dossier = await store.dossiers.get(dossierId);
  if (!dossier?.view) return false;
  const source = await sourceOf({ store, publicUrl: config.publicUrl }, await backgroundOf(store, dossierId));
  const { papers, results } = portalDossier(source, dossier.view.factNo);
  return papers.some(({ file }) => file?.id === id) || results.some(({ file }) => file === id);
}
