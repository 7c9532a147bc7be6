import type { StoredDossier } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { maySee } from '../policy.js';
import { DOSSIER, notFound } from '../problem.js';
import type { Reader } from '../reader.js';

/** The dossier, by id or by number; one that the reader may not see, or whose reception is not recorded yet, is one that is not there. */
export async function seeDossier(deps: Deps, reader: Reader, idOrNumber: string): Promise<StoredDossier> {
  const { dossiers } = deps.store;
  const found = (await dossiers.get(idOrNumber)) ?? (await dossiers.byNumber(idOrNumber.normalize('NFC')));
  if (!found?.view || !maySee(reader, found)) throw notFound(DOSSIER, idOrNumber);
  return found;
}
