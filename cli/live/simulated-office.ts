/** What a hand does at a simulated outside office: holds its answers about a dossier, and gives them when the dossier's own clock says so. */
import { setTimeout as pause } from 'node:timers/promises';
import { variableOf } from '../../connectors/settings.js';
import type { Refusal } from '../../domain/engine/engine.js';
import { BadInput } from '../bad-input.js';
import { StoodStill } from './stood-still.js';

const LONGEST_WAIT_MS = 60_000;
const LOOK_EVERY_MS = 40;

interface Referral {
  readonly id: string;
  readonly state: 'waiting' | 'answered' | 'cancelled';
  readonly callbacks: readonly Callback[];
}

interface Callback {
  readonly state: 'on its way' | 'arrived' | 'refused' | 'lost';
  /** Status and beginning of what Motcua answered last. */
  readonly lastAnswer?: string;
}

export interface SimulatedOffice {
  /** The office answers nothing about this dossier by itself. */
  hold(dossierId: string): Promise<void>;
  /** Returns when the office has what was asked of it by this run of a step. */
  untilAsked(dossierId: string, run: string): Promise<void>;
  /** Returns when Motcua has taken the answer, or has said no. `fields` replace those of the office's rule. */
  answer(dossierId: string, run: string, reply: string, fields: object): Promise<Refusal | null>;
  /** The applicant pays at the treasury, and the office confirms it. */
  pay(dossierId: string, run: string, reference: string, amount: number): Promise<Refusal | null>;
}

/** @param url of the office; absent: every use of it throws BadInput. */
export function simulatedOffice(name: string, url: string | undefined): SimulatedOffice {
  const at = (path: string): string => {
    if (url === undefined) throw new BadInput(`the address of the simulated ${name} is not known; set ${variableOf(name, 'URL')}`);
    return `${url}${path}`;
  };
  const referrals = async (dossierId: string, run: string): Promise<readonly Referral[]> => {
    const found = (await (await fetch(at(`/referrals?reference=${encodeURIComponent(`${dossierId}.${run}`)}`))).json()) as Referral[];
    // what an office is only told, it has nothing to say to
    return found.filter(({ state, callbacks }) => state !== 'answered' || callbacks.length > 0);
  };
  const asked = (dossierId: string, run: string): Promise<Referral> =>
    until(`${name} to be asked (${run})`, async () => (await referrals(dossierId, run)).at(-1));
  const delivered = (dossierId: string, run: string): Promise<Callback> =>
    until(`the answer of ${name} to arrive (${run})`, async () => lastTried((await referrals(dossierId, run)).at(-1)));
  return {
    hold: async (dossierId) => void (await post(at(`/dossiers/${dossierId}/hold`), {})),
    untilAsked: async (dossierId, run) => void (await asked(dossierId, run)),
    answer: async (dossierId, run, reply, fields) => {
      const { id, state } = await asked(dossierId, run);
      // an office that was told its answer is no longer awaited says nothing more
      if (state === 'cancelled') return { code: 'DOSSIER_CLOSED' };
      await post(at(`/referrals/${encodeURIComponent(id)}/answer`), { reply, ...fields });
      return refusalIn(await delivered(dossierId, run));
    },
    pay: async (dossierId, run, reference, amount) => {
      const paid = await post(at(`/payments/${encodeURIComponent(reference)}`), { amount }, [422]);
      // the treasury takes no more than is owed, so that Motcua never hears of it
      return paid === 422 ? { code: 'OVERPAID', found: String(amount) } : refusalIn(await delivered(dossierId, run));
    },
  };
}

/** The newest message, once Motcua has answered it in whatever way. */
function lastTried(referral: Referral | undefined): Callback | undefined {
  const last = referral?.callbacks.at(-1);
  return last && (last.state !== 'on its way' || /^4/.test(last.lastAnswer ?? '')) ? last : undefined;
}

function refusalIn({ state, lastAnswer = '' }: Callback): Refusal | null {
  if (state === 'arrived') return null;
  const code = /"code":"(\w+)"|errors\/(\w+)/.exec(lastAnswer);
  return { code: (code?.[1] ?? code?.[2] ?? 'NOT_ALLOWED_NOW') as Refusal['code'] };
}

async function post(url: string, body: object, bearable: readonly number[] = []): Promise<number> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok && !bearable.includes(answer.status)) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
  return answer.status;
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + LONGEST_WAIT_MS; Date.now() < end; await pause(LOOK_EVERY_MS)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new StoodStill(`waited in vain for ${what}`);
}
