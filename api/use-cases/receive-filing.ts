import { Readable } from 'node:stream';
import { PermanentFailure } from '../../connectors/failure.js';
import { type FiledPaper, type Filing, readFiling } from '../../connectors/national-portal/filing.js';
import { NATIONAL_PORTAL } from '../../connectors/national-portal/partner.js';
import { signedHeaders } from '../../connectors/signature.js';
import type { Actor } from '../../domain/engine/event.js';
import { FileTooLarge, FileTypeRefused } from '../../store/errors.js';
import { contentHash } from '../../store/hash.js';
import type { StoredDossier } from '../../store/store.js';
import type { Deps } from '../deps.js';
import { Problem, RefusedAct } from '../problem.js';
import { centresByIdentifier, filingKey, keepFiling, refusedFor } from './keep-filing.js';
import { receiveDossier } from './receive-dossier.js';

const PORTAL = NATIONAL_PORTAL.name;
const BY: Actor = { kind: 'system', id: PORTAL };
/** Milliseconds that the portal may take for one file. */
const FETCH_MS = 30_000;

/**
 * Receives what an applicant filed at the national portal, once per number of the portal, with its papers. May be repeated until it succeeds: what is there is not
 * received or fetched again. Kept with what became of it; refused for good, it is a dead letter.
 * @throws Problem MESSAGE_INVALID, PROCEDURE_NOT_IN_FORCE, DATA_INVALID, AGENCY_NOT_BOUND, KEY_REUSED, UNAVAILABLE; RefusedAct, for good.
 */
export async function receiveFiling(deps: Deps, message: unknown): Promise<StoredDossier> {
  try {
    const dossier = await take(deps, message);
    await keepFiling(deps, message);
    return dossier;
  } catch (error) {
    const reason = refusedFor(error);
    if (reason) await keepFiling(deps, message, reason);
    throw error;
  }
}

/** Tries again what was refused: its procedure may be in force now, its centre known. Refused again, it stays a dead letter. */
export async function receiveFilingAgain(deps: Deps, message: unknown): Promise<void> {
  await receiveFiling(deps, message).catch((error: unknown) => {
    if (!refusedFor(error)) throw error;
  });
}

async function take(deps: Deps, message: unknown): Promise<StoredDossier> {
  const filing = read(message);
  const agency = await centreOf(deps, filing);
  const dossier = await received(deps, filing, agency);
  for (const paper of filing.files) await attach(deps, dossier, paper);
  return dossier;
}

function read(message: unknown): Filing {
  try {
    return readFiling(message);
  } catch (error) {
    if (error instanceof PermanentFailure) throw new Problem('MESSAGE_INVALID', { found: error.message });
    throw error;
  }
}

async function centreOf(deps: Deps, { centre }: Filing): Promise<string> {
  const centres = await centresByIdentifier(deps);
  const found = centres.get(centre);
  if (found !== undefined) return found;
  const known = [...centres.keys()].join(', ');
  throw new Problem('MESSAGE_INVALID', { found: `filing of national-portal: NoiNopHoSo is ${centre}; expected one of ${known}` });
}

async function received(deps: Deps, { number, procedure, applicant, data, files }: Filing, agency: string): Promise<StoredDossier> {
  const reception = {
    procedure,
    channel: 'online',
    applicant,
    data,
    documents: [...new Set(files.map(({ document }) => document))],
  } as const;
  try {
    const id = await receiveDossier(deps, () => ({ agency, by: BY }), reception, filingKey(number), contentHash(reception));
    return (await deps.store.dossiers.get(id))!;
  } catch (error) {
    // what was filed does not change: sending it again is in vain
    throw error instanceof RefusedAct ? new RefusedAct(error.refusal, error.allowed, true) : error;
  }
}

/** A paper that cannot be kept does not undo the reception: the centre is told, and asks for it. */
async function attach(deps: Deps, dossier: StoredDossier, { id, name, document, url }: FiledPaper): Promise<void> {
  const about = {
    ...{ dossierId: dossier.id, name: name.replace(/[\\/\u0000-\u001f]/g, '_').slice(0, 200), mediaType: 'application/octet-stream' },
    ...{ document, uploadedBy: PORTAL, uploadedAt: deps.now(), key: `${PORTAL}/${id}` },
  };
  try {
    await deps.store.files.save(about, await fetched(deps, url), deps.config.maxFileBytes);
  } catch (error) {
    if (!(error instanceof FileTypeRefused || error instanceof FileTooLarge)) throw error;
    await tellCentre(deps, dossier, `${PORTAL}-${id}`, `${document}: ${error.message}`);
  }
}

/** Only from the portal itself: an address that a message names is no reason to call anybody. */
async function fetched({ config }: Deps, url: string): Promise<Readable> {
  const { portalUrl, partnerSecrets } = config;
  if (!portalUrl || !URL.canParse(url) || new URL(url).origin !== new URL(portalUrl).origin)
    throw new Problem('MESSAGE_INVALID', { found: 'filing of national-portal: DuongDanTaiTepTin is not an address of the portal' });
  const response = await fetch(url, {
    headers: signedHeaders('', '', partnerSecrets[PORTAL]!, Date.now()),
    redirect: 'error',
    signal: AbortSignal.timeout(FETCH_MS),
  }).catch(() => null);
  if (!response?.ok || !response.body) throw new Problem('UNAVAILABLE', { found: PORTAL });
  return Readable.fromWeb(response.body);
}

async function tellCentre({ store, now }: Deps, { id: dossierId, view }: StoredDossier, id: string, text: string): Promise<void> {
  const note = await store.notes.put({ text });
  const to = { to: 'centre', ...(view && { agency: view.centre }) };
  await store.notices.put({ id, dossierId, kind: 'notice', about: 'paper not taken', ...to, note, at: now() });
}
