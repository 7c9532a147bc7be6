import type { StoredDossier } from '../../store/store.js';
import type { Call } from '../operation.js';
import { readerOf, type Answer } from '../operation.js';
import { etagOf, presentState } from '../present/dossiers.js';
import { hiddenFrom } from '../present/secrecy.js';
import { presentFacts } from '../present/timeline.js';
import type { ActBody } from '../schema/act-schema.js';
import { actorFor } from './act-as.js';
import { checkOfficer } from './check-officer.js';
import { onlyListedPapers } from './only-listed-papers.js';
import { performAct } from './perform-act.js';
import { seeDossier } from './see-dossier.js';
import { spellOutAct } from './spell-out-act.js';
import { aimed } from './transfer.js';

/** An officer's act on a dossier, from HTTP to HTTP: seen, spelled out, performed, and the new state answered. */
export async function officerAct(call: Call, dossierId: string, body: ActBody): Promise<Answer> {
  const { deps, key, requestHash } = call;
  const reader = readerOf(call);
  const before = await seeDossier(deps, reader, dossierId);
  await Promise.all([checkOfficer(deps, reader, before, body), onlyListedPapers(deps.store, before, body)]);
  const act = await aimed(deps.store, before, await spellOutAct(deps.store, before.id, body));
  const by = await actorFor(deps, reader, before, body['act'] ?? body);
  const options = { requestHash, ...(before.view && { projected: before.view.factNo }) };
  const recorded = await performAct(deps, before.id, by, act, key, options);
  const after = await reread(call, before.id);
  const hidden = await hiddenFrom(deps.store, reader, after);
  const [dossier, facts] = await Promise.all([presentState(deps.store, after), presentFacts(deps.store, after, recorded.facts, hidden)]);
  return { status: 200, body: { dossier, facts, agency: by.agency }, headers: { ETag: etagOf(after) } };
}

async function reread(call: Call, id: string): Promise<StoredDossier> {
  const dossier = await call.deps.store.dossiers.get(id);
  if (!dossier) throw new Error(`The dossier ${id} has gone.`);
  return dossier;
}
