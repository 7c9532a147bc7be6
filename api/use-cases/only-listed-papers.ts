import type { StoredDossier, Store } from '../../store/store.js';
import { versionOf } from '../catalogue.js';
import { Problem, type Finding } from '../problem.js';
import type { ActBody } from '../schema/act-schema.js';

/**
 * A paper that the definition does not list cannot be asked for (Decree 61/2018, art. 5): the engine refuses it by its key, and here it is refused as a remark beside a key.
 * What is said of a paper in a supplement request is said of one that is asked for.
 * @throws Problem DOCUMENT_NOT_LISTED.
 */
export async function onlyListedPapers(store: Store, dossier: StoredDossier, body: ActBody): Promise<void> {
  const inner = body['act'] as ActBody | undefined;
  if (inner) return onlyListedPapers(store, dossier, inner);
  const spokenOf = Object.keys(body.note?.items ?? {});
  if (spokenOf.length === 0) return;
  const version = await versionOf(store, dossier.planHash);
  const listed = Object.keys(version?.definition.documents ?? {});
  const asked = body.type === 'request supplement' ? (body['documents'] as readonly string[]) : listed;
  const allowed = listed.filter((key) => asked.includes(key));
  const errors = spokenOf.filter((key) => !allowed.includes(key)).map((key) => notListed(key, allowed));
  if (errors.length > 0) throw new Problem('DOCUMENT_NOT_LISTED', { errors });
}

function notListed(key: string, allowed: readonly string[]): Finding {
  const expected = allowed.join(', ');
  return {
    path: `/body/note/items/${key}`,
    message: {
      vi: `không phải giấy tờ được yêu cầu trong thành phần hồ sơ; chỉ có thể là: ${expected}`,
      en: `is not a paper asked for among those the procedure lists; expected one of: ${expected}`,
    },
  };
}
