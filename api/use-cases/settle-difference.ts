import { SETTLED_BY } from '../../domain/reconciliation/compare.js';
import { sendFor } from '../../reconciliation/orders.js';
import type { Difference } from '../../store/differences-kept.js';
import type { Deps } from '../deps.js';
import { ledAndHeld } from '../policy.js';
import { notFound, Problem, RefusedAct } from '../problem.js';
import type { Reader } from '../reader.js';
import { actorFor } from './act-as.js';
import { performAct } from './perform-act.js';
import { seeDossier } from './see-dossier.js';

const DIFFERENCE = { vi: 'điểm khác nhau', en: 'difference' };

/** A difference about a dossier of the reader's offices; another is one that is not there. */
export async function seeDifference(deps: Deps, reader: Reader, id: string): Promise<Difference> {
  const difference = await deps.store.differences.get(id);
  if (!difference || !concerns(reader, difference)) throw notFound(DIFFERENCE, id);
  return difference;
}

function concerns(reader: Reader, { centre, agency, field }: Difference): boolean {
  const seats = ledAndHeld(reader);
  return !seats || seats.some((seat) => [centre, agency].includes(seat.agency) && (seat.fields?.includes(field) ?? true));
}

export interface Settling {
  /** `act`: by the act that is proposed; `by hand`: the officer says what is right, and why. */
  readonly how: 'act' | 'by hand';
  readonly why?: string;
  readonly key: string;
  readonly requestHash: string;
}

/**
 * Settles a difference: an act that the officer may do himself is done in his name; else the partner is asked, told or sent the message again, and the worker looks whether the
 * difference is gone. What is settled or ordered already stays as it is.
 * @throws Problem WHY_MISSING, NOTHING_TO_DO; RefusedAct when the dossier does not take the act.
 */
export async function settleDifference(deps: Deps, reader: Reader, difference: Difference, settling: Settling): Promise<Difference> {
  const { differences } = deps.store;
  if (difference.state === 'settled') return difference;
  const why = settling.why === undefined ? {} : { why: settling.why };
  const event = { at: deps.now(), by: reader.id, ...why };
  if (settling.how === 'by hand') {
    if (settling.why === undefined) throw new Problem('WHY_MISSING');
    await differences.settle(difference.id, { what: 'settled', how: 'by hand', ...event });
  } else if (await actedBy(deps, reader, difference, settling)) {
    await differences.settle(difference.id, { what: 'settled', how: 'act', ...event });
  } else if (difference.state === 'open') {
    if (SETTLED_BY[difference.kind] === 'by hand' || !(await sendFor(deps.store, difference))) throw new Problem('NOTHING_TO_DO');
    await differences.order(difference.id, { what: 'ordered', ...event });
  }
  return (await differences.get(difference.id))!;
}

/** False when there is no such act, or it is not this officer's to do. */
async function actedBy(deps: Deps, reader: Reader, { act, dossierId, run }: Difference, { key, requestHash }: Settling): Promise<boolean> {
  if (!act) return false;
  const dossier = await seeDossier(deps, reader, dossierId);
  const by = await actorFor(deps, reader, dossier, run === null ? {} : { run });
  try {
    await performAct(deps, dossierId, by, act, key, { requestHash });
    return true;
  } catch (error) {
    if (error instanceof RefusedAct && NOT_HIS.includes(error.refusal.code)) return false;
    throw error;
  }
}

const NOT_HIS: readonly string[] = ['WRONG_AGENCY', 'WRONG_ROLE'];
