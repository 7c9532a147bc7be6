/** An office of the interlinked group that is down for longer than the law gives it: both sides hear, at the minute, until it is made good (Decree 63/2024). */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { doorOf } from '../../api/use-cases/door.js';
import { start as startCivilStatus } from '../../connectors/civil-status/simulator/server.js';
import { connectorsFrom } from '../../connectors/connectors.js';
import { createMailer, type Mailer } from '../../connectors/mail/client.js';
import { type Mailbox, startMailbox } from '../../connectors/mail/simulator/mailbox.js';
import { policiesIn } from '../../connectors/partner-policy.js';
import type { Simulator } from '../../connectors/simulator/start.js';
import { acknowledges } from '../../notifications/crossed.js';
import { dispatchesFor } from '../../notifications/dispatches.js';
import { createHands, type Hands } from '../../notifications/run-command.js';
import type { OutboxRow } from '../../store/outgoing.js';
import { post, until } from '../connectors/offices.js';
import { CONNECTOR_SECRET, openOneStop, type OneStop, secretsFor } from './one-stop.js';

const BIRTH = {
  ...{ procedure: '1.001193', channel: 'desk', applicant: { name: 'Người nộp thử', kind: 'person', phone: '0900000000' } },
  data: {
    ...{
      child: 'Trẻ sơ sinh',
      childSex: 'Nữ',
      childBorn: '2026-02-24',
      birthPlace: 'Trung tâm y tế khu vực',
      mother: 'Mẹ',
      requester: 'Cha',
    },
    ...{ motherId: '001000000031', overdue: false, abandoned: false, surrogacy: false },
  },
  documents: ['declaration', 'birth-notice'],
  rehearsal: { at: '2026-03-03T08:00' },
};
const ENV = { MOTCUA_CONNECTOR_SECRET: CONNECTOR_SECRET };

let centre: OneStop;
let server: Server;
let office: Simulator;
let mailbox: Mailbox;
let mailer: Mailer;
let hands: Hands;
let id: string;
beforeAll(async () => {
  centre = await openOneStop({ derive: dispatchesFor({ portal: false, treasury: false, land: false, mail: true }) });
  server = createServer(centre.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  office = await startCivilStatus({ secrets: secretsFor('civil-status'), publicUrl, mood: { down: true, delayMs: 0 } });
  mailbox = await startMailbox();
  mailer = createMailer({ url: mailbox.url, from: 'mot-cua@example.vn' });
  hands = handsOf(centre);
  const { body } = await centre.as('desk-1').post('/dossiers', BIRTH);
  id = body.id;
  const checked = await centre.as('justice-1').post(`/dossiers/${id}/acts`, { type: 'complete', run: 'check#1' });
  expect([body.code, checked.body.code]).toEqual([undefined, undefined]);
}, 120_000);
afterAll(async () => {
  mailer?.close();
  await Promise.all([office?.stop(), mailbox?.stop()]);
  server?.closeAllConnections();
  server?.close();
  await centre?.close();
});

/** As the worker does it. */
function handsOf({ store, deps }: OneStop): Hands {
  const env = { ...ENV, MOTCUA_CIVIL_STATUS_URL: office.url };
  const door = doorOf(deps);
  const mailOf = (connector: string) => (connector === 'civil-status' ? 'lien-thong@ho-tich.example' : undefined);
  return createHands({
    ...{ ...door, store, policyOf: policiesIn(env), connectors: connectorsFrom(env), crossed: acknowledges(door.perform) },
    dispatches: { partnerLetters: { store, mailer, mailOf } },
    fileLinked: () => Promise.reject(new Error('no linked dossiers here')),
  });
}

const clock = (to: string) => centre.as('desk-1').post(`/rehearsals/${id}/clock`, { to });
const rows = async (type: OutboxRow['command']['type']) =>
  (await centre.store.outbox.waiting(200)).filter(({ dossierId, command }) => dossierId === id && command.type === type);
async function carryOut(type: OutboxRow['command']['type']): Promise<void> {
  for (const row of await rows(type)) {
    await hands.runCommand(row);
    await centre.store.outbox.mark(row.id, 'done');
  }
}
async function alerts(head: string): Promise<{ since: string; until: string; what: { en: string } }[]> {
  return (await centre.as(head).get('/alerts/crossing-missed?rehearsal=true&limit=100')).body.items;
}
const toldToPartner = async () => (await centre.as('partner:civil-status').get('/partner/alerts')).body.items;
const breaches = async () =>
  (await centre.store.facts.of(id)).flatMap((fact) =>
    fact.type === 'deadlineBreached' && /^(arrival|handover):/.test(fact.deadline)
      ? [`${fact.deadline} ${new Date(fact.dueAt).toISOString()}`]
      : [],
  );

describe('an office that is down for longer than the time', () => {
  it('has not got the message ten minutes after the act: a fact of that minute, an alert of both heads, one for the partner and a letter to it', async () => {
    const [row] = await rows('send handoff');
    await expect(hands.runCommand(row!)).rejects.toMatchObject({ name: 'PartnerAway' });
    const sent = (await centre.store.facts.of(id)).find((fact) => fact.type === 'handoffRequested')!;
    await clock('2026-03-03T09:00');
    const due = new Date(sent.effectiveAt + 10 * 60_000).toISOString();
    await until('the fact', async () => (await breaches()).length === 1);
    expect(await breaches()).toEqual([`arrival:register#1 ${due}`]);
    for (const head of ['justice-head', 'centre-leader'])
      expect(await alerts(head)).toMatchObject([
        { what: { en: expect.stringContaining('has not got it') }, until: '2026-03-03T17:30:00+07:00' },
      ]);
    await carryOut('notify');
    await carryOut('write to partner');
    expect(await toldToPartner()).toMatchObject([{ about: 'handover not received', reference: `${id}.register#1` }]);
    expect((await centre.as('partner:tax').get('/partner/alerts')).body.items).toEqual([]);
    const letters = (await (await fetch(`${mailbox.page}/letters?to=lien-thong@ho-tich.example`)).json()) as { subject: string }[];
    expect(letters.map(({ subject }) => subject)).toEqual([expect.stringContaining('your system has not got the message')]);
  }, 60_000);

  it('is told again when it has it and nobody took it up in two working hours, and no more when somebody did', async () => {
    await post(`${office.url}/control`, { down: false, hold: true });
    await carryOut('send handoff');
    expect(await alerts('centre-leader')).toEqual([]);
    await clock('2026-03-03T14:30');
    await until('the second fact', async () => (await breaches()).length === 2);
    expect((await breaches())[1]).toMatch(/^handover:register#1 /);
    expect(await alerts('centre-leader')).toMatchObject([{ what: { en: expect.stringContaining('has not taken up') } }]);
    await carryOut('notify');
    expect((await toldToPartner()).map(({ about }: { about: string }) => about)).toEqual([
      'handover not acknowledged',
      'handover not received',
    ]);
    await post(`${office.url}/control`, { hold: false });
    await until('the answer', async () => (await centre.store.facts.of(id)).some(({ type }) => type === 'handoffReplied'));
    expect(await alerts('centre-leader')).toEqual([]);
  }, 60_000);
});
