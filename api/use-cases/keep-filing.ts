/** What applicants file at the portal is kept with what became of it: masked, and in full while it may be tried again. */
import { mask } from '../../connectors/mask.js';
import { FILING_PLAIN } from '../../connectors/national-portal/filing.js';
import { NATIONAL_PORTAL } from '../../connectors/national-portal/partner.js';
import { DAY } from '../../domain/time/instant.js';
import { roadMessageId } from '../../notifications/archive.js';
import { contentHash } from '../../store/hash.js';
import type { MessageReason } from '../../store/road.js';
import type { StoredDossier } from '../../store/store.js';
import { organisation } from '../catalogue.js';
import type { Deps } from '../deps.js';
import { Problem, PROBLEM_STATUS, RefusedAct } from '../problem.js';
import { doorOf } from './door.js';
import { dossierIdFor } from './receive-dossier.js';

const PORTAL = NATIONAL_PORTAL.name;

/** The key that a filing is received under: the same number of the portal twice is one dossier. */
export const filingKey = (number: string): string => `${PORTAL}/${number}`;

/** The one-stop centres, by the electronic identifier that filings name. */
export async function centresByIdentifier({ store }: Pick<Deps, 'store'>): Promise<ReadonlyMap<string, string>> {
  const { agencies } = await organisation(store);
  const centres = Object.entries(agencies).filter(([, { kind }]) => kind === 'one-stop');
  return new Map(centres.map(([id, { identifier }]) => [identifier ?? id, id]));
}

/** @param reason why it was refused for good: somebody of the centre that it names must look; absent: it was received. */
export async function keepFiling(deps: Deps, message: unknown, reason?: MessageReason): Promise<void> {
  const body = bodyOf(message);
  const hash = contentHash(message ?? null);
  const number = textIn(body, 'MaHoSo') ?? hash;
  const dossier = await deps.store.dossiers.get(dossierIdFor(filingKey(number)));
  const { keepDays } = doorOf(deps).policyOf(PORTAL);
  // another filing under a number that was received is kept beside it, so that the centre sees both
  const kept = reason && dossier?.view ? `${number} ${hash}` : number;
  await deps.store.messages.put(
    {
      ...({ direction: 'in', connector: PORTAL, message: 'filing' } as const),
      ...{ id: roadMessageId('in', PORTAL, kept), messageId: number },
      ...{ ...about(dossier), centre: await centreOf(deps, body, dossier), run: null, at: deps.now() },
      ...{ body: mask(body, plainOf(body, reason)), hash, facts: reason ? 0 : 1 },
      ...(reason ? ({ state: 'dead', reason, envelope: message } as const) : ({ state: 'done' } as const)),
    },
    { tried: reason !== undefined, forget: deps.now() + keepDays * DAY },
  );
}

/** Of what does not fit the contract anything may stand in a field that is plain where it fits. */
function plainOf(body: Readonly<Record<string, unknown>>, reason: MessageReason | undefined): readonly string[] {
  if (reason?.code !== 'MESSAGE_INVALID') return FILING_PLAIN;
  return textIn(body, 'MaHoSo') === undefined ? [] : ['MaHoSo'];
}

/** Why a filing was refused for good; null for what may go otherwise when it is sent again. */
export function refusedFor(error: unknown): MessageReason | null {
  if (error instanceof RefusedAct) {
    const { code, found, expected } = error.refusal;
    return { code, ...(found !== undefined && { found }), ...(expected && { expected }) };
  }
  if (!(error instanceof Problem) || PROBLEM_STATUS[error.code] >= 500) return null;
  const { found, errors = [] } = error.more;
  // where, not what: the applicant's words are kept in the message alone
  const places = errors.map(({ path, code, message }) => (code === 'KEY_MISSING' ? message.vi : path.replace('/body/', '')));
  const said = [typeof found === 'object' ? found.vi : found, ...places].filter(Boolean).join('; ');
  return { code: error.code, ...(said && { said: said.slice(0, 500) }) };
}

async function centreOf(deps: Deps, body: Readonly<Record<string, unknown>>, dossier: StoredDossier | null): Promise<string | null> {
  return dossier?.view?.centre ?? (await centresByIdentifier(deps)).get(textIn(body, 'NoiNopHoSo') ?? '') ?? null;
}

const about = (dossier: StoredDossier | null) => ({ dossierId: dossier?.id ?? null, number: dossier?.number ?? null });

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function bodyOf(message: unknown): Readonly<Record<string, unknown>> {
  return isObject(message) && isObject(message.body) ? message.body : {};
}

function textIn(body: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' && value.length > 0 && value.length <= 200 ? value : undefined;
}
