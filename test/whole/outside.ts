/** What partners, the payment platform and the mailbox have got when all is quiet again. Each finding is a sentence. */
import mongoose from 'mongoose';
import { messageIdOf } from '../../connectors/mail/client.js';
import type { Fact } from '../../domain/engine/fact.js';
import type { Evidence } from './verdict.js';

interface KeptReferral {
  readonly id: string;
  readonly state: string;
  readonly referral: { readonly message: string };
  readonly callbacks: readonly { readonly state: string }[];
}

/** What the land registry is told at the end, not asked. */
const TOLD = 'result-delivered';

/** What each handoff and each delivery sends to the partners. */
function wantedOf(facts: readonly Fact[]): string[] {
  const asked = facts.flatMap((fact) => (fact.type === 'handoffRequested' ? [fact.message] : []));
  return asked.includes('land-record-change') && facts.some(({ type }) => type === 'resultDelivered') ? [...asked, TOLD] : asked;
}

/** Each handoff reached its office once, and each office's answer arrived; each office that waits for it has heard of the delivery, once. */
export async function partnersOn({ store, lives }: Pick<Evidence, 'store' | 'lives'>, urls: readonly string[]): Promise<string[]> {
  const kept = (await Promise.all(urls.map(async (url) => (await (await fetch(`${url}/referrals`)).json()) as KeptReferral[]))).flat();
  const wanted = (await Promise.all(lives.map(async ({ id }) => wantedOf(await store.facts.of(id))))).flat();
  const lost = kept.filter(({ state, callbacks }) => state !== 'answered' || callbacks.some((each) => each.state !== 'arrived'));
  return [
    ...uneven(
      wanted,
      kept.map(({ referral }) => referral.message),
    ),
    ...lost.map(({ id, state, callbacks }) => `referral ${id} is ${state}, its answers ${JSON.stringify(callbacks)}`),
  ];
}

/** Messages that did not come as often as they should. */
export function uneven(wanted: readonly string[], found: readonly string[]): string[] {
  const count = (all: readonly string[], name: string): number => all.filter((each) => each === name).length;
  return [...new Set([...wanted, ...found])].flatMap((name) =>
    count(wanted, name) === count(found, name) ? [] : [`${name} came ${count(found, name)} times, not ${count(wanted, name)}`],
  );
}

/** Each amount has one order at the payment platform at most: what was paid at the desk first needs none. */
export async function ordersAt(treasury: string): Promise<string[]> {
  const kept = (await (await fetch(`${treasury}/referrals`)).json()) as {
    readonly referral: { readonly message: string; readonly body: Order };
  }[];
  const orders = kept.filter(({ referral }) => referral.message === 'payment-request').map(({ referral }) => referral.body.MaThamChieu);
  if (orders.length === 0) return ['nothing was ordered'];
  return orders.filter((reference, index) => orders.indexOf(reference) !== index).map((reference) => `${reference} was ordered twice`);
}

interface Order {
  readonly MaThamChieu: string;
}

/** Not written when it is no longer so by the time the letter could go. */
const MAY_BE_OVER = ['payment due', 'suspended'];

/** Each letter that was to be written is in the mailbox once, and no other. */
export async function lettersAt(mailbox: string, mongodbUri: string, to: string): Promise<string[]> {
  const found = ((await (await fetch(`${mailbox}/letters?to=${to}`)).json()) as { readonly id: string }[]).map(({ id }) => id);
  const connection = await mongoose.createConnection(mongodbUri).asPromise();
  try {
    const rows = (await connection.collection('outbox').find({ 'command.type': 'send letter' }).toArray()) as unknown as Row[];
    const idOf = ({ _id }: Row): string => messageIdOf(_id, 'x@minh-hoa.example');
    const known = new Set(rows.map(idOf));
    const addressed = new Set(await connection.collection('dossiers').distinct('_id', { 'application.applicant.email': to }));
    const must = rows.filter(({ dossierId, command }) => addressed.has(dossierId as never) && !MAY_BE_OVER.includes(command.occasion));
    return [
      ...(must.length > 0 ? [] : ['nobody was to write anything']),
      ...found.filter((id) => !known.has(id)).map((id) => `nobody was to write ${id}`),
      ...must.filter((row) => !found.includes(idOf(row))).map(({ _id, command }) => `${_id}, ${command.occasion}, was not written`),
    ];
  } finally {
    await connection.close();
  }
}

interface Row {
  readonly _id: string;
  readonly dossierId: string;
  readonly command: { readonly occasion: string };
}
