import { assertNever } from '../domain/engine/assert-never.js';
import type { Act } from '../domain/engine/event.js';
import { DAY } from '../domain/time/instant.js';
import type { OutboxRow } from '../store/outgoing.js';
import type { Store, StoredNotice } from '../store/store.js';
import { archive, reasonOf, type Said, sentMessageId, type Standing, type Told } from './archive.js';
import { isAsked } from './awaited.js';
import { issueNumber } from './issue-number.js';
import { connectorOf } from './lanes.js';
import { partnerAccount } from '../domain/organisation/partner-account.js';
import { type FileLinked, openLinked, tellOrigin, withdrawLinked } from './linked-dossiers.js';
import { type Perform, SYSTEM, unlessRefused } from './perform.js';
import { settledReason, settleLetters } from './settle-letters.js';
import { type DispatchDeps, sendDispatch, untold } from './send-dispatch.js';
import { connectorNamed, sendHandoff, type SendHandoffDeps } from './send-handoff.js';

export interface CommandDeps extends SendHandoffDeps {
  readonly store: SendHandoffDeps['store'] & Pick<Store, 'counters' | 'outbox' | 'responses' | 'notices' | 'files' | 'notes'>;
  /** Whom the engine does not ask to be told, and who is told all the same. */
  readonly dispatches: DispatchDeps;
  readonly perform: Perform;
  readonly fileLinked: FileLinked;
}

export interface Hands {
  /** Does what the row says. May be called again for the same row: whatever it does, it does once. */
  runCommand(row: OutboxRow): Promise<void>;
  /** After the last try: those who must now act themselves are told. */
  giveUp(row: OutboxRow, error: Error): Promise<void>;
  /** After a try in vain that is not the last. */
  wait(row: OutboxRow, error: Error): Promise<void>;
}

/** A message may wait this long before anybody is told: a partner's night, or a day of repairs. */
const TOLD_AFTER = DAY;

/** The hands of the engine: what its commands mean outside. */
export function createHands(deps: CommandDeps): Hands {
  return {
    runCommand: async (row) => {
      await run(deps, row);
      if (row.lastError !== undefined) await noLongerWaits(deps, row);
    },
    giveUp: (row, error) => giveUp(deps, row, error),
    wait: (row, error) => wait(deps, row, error),
  };
}

/** What is kept of a message that was tried in vain before. */
async function noLongerWaits(deps: CommandDeps, row: OutboxRow): Promise<void> {
  const id = sentMessageId(row);
  const kept = id === null ? null : await deps.store.messages.get(id);
  if (kept?.state !== 'waiting') return;
  // what is sent is kept: nothing was, because there was nothing to be sent any more
  await archive(deps, row, { state: 'moot', reason: { code: 'NO_LONGER_ASKED' } });
}

async function run(deps: CommandDeps, row: OutboxRow): Promise<void> {
  const { command } = row;
  switch (command.type) {
    case 'send handoff':
      return sendHandoff(deps, row);
    case 'cancel handoff':
      await connectorNamed(deps.connectors, command.connector).cancel({ id: row.id, dossierId: row.dossierId, run: command.run });
      return void (await archive(deps, row, { state: 'done', said: takenBack(command) }));
    case 'run automatic':
      return finishAutomatic(deps, row, {
        type: 'finish automatic',
        run: command.run,
        ok: true,
        value: await issueNumber(deps.store, row),
      });
    case 'open dossier':
      return openLinked(deps, row, command);
    case 'withdraw dossier':
      return withdrawLinked(deps, row, command);
    case 'tell origin':
      return tellOrigin(deps, row, command);
    case 'notify':
    case 'issue paper':
      return deps.store.notices.put(noticeOf(row));
    case 'settle letters':
      return settleLetters(deps, row.dossierId);
    case 'tell land':
    case 'sync portal':
    case 'request payment':
    case 'request bill':
    case 'send letter':
    case 'write to partner':
      return keepTold(deps, await sendDispatch(deps.dispatches, row, command));
    default:
      return assertNever(command);
  }
}

async function keepTold(deps: CommandDeps, told: readonly Told[]): Promise<void> {
  for (const { row, said } of told) await archive(deps, row, { state: 'done', said });
}

/** A dossier that no longer wants the outcome (stopped meanwhile) is not an error. */
function finishAutomatic({ perform }: CommandDeps, row: OutboxRow, act: Act): Promise<void> {
  return unlessRefused(perform(row.dossierId, SYSTEM, act, `outbox-${row.id}`));
}

function noticeOf(row: OutboxRow): StoredNotice {
  const { command, id, dossierId, createdAt: at } = row;
  const note = 'note' in command && command.note ? { note: command.note } : {};
  if (command.type === 'issue paper')
    return { id, dossierId, kind: 'paper', about: command.paper, to: 'applicant', form: command.form, at, ...note };
  if (command.type !== 'notify') throw new RangeError(`${command.type} is not a notice`);
  const { about, to, role, run, connector } = command;
  const agency = connector ? partnerAccount(connector) : command.agency;
  return { id, dossierId, kind: 'notice', about, to, at, ...(agency && { agency }), ...(role && { role }), ...(run && { run }), ...note };
}

async function giveUp(deps: CommandDeps, row: OutboxRow, error: Error): Promise<void> {
  const { command, id } = row;
  if (command.type === 'run automatic')
    return finishAutomatic(deps, { ...row, id: `${id}-failed` }, { type: 'finish automatic', run: command.run, ok: false });
  if (connectorOf(command) === null) return;
  const facts = await deps.store.facts.of(row.dossierId);
  if (command.type === 'send handoff' && !isAsked(facts, command.run))
    return void (await archive(deps, row, { state: 'moot', reason: settledReason(command, facts) }));
  const centre = await archive(deps, row, { state: 'dead', reason: reasonOf(error), ...(await toBeTold(deps, row)) });
  if (centre) await tell(deps, row, centre, command.type === 'send handoff' ? 'handoff failed' : 'message not sent');
}

/** Kept as a message that waits, with why; after a day of waiting those who wait for its answer are told, once. */
async function wait(deps: CommandDeps, row: OutboxRow, error: Error): Promise<void> {
  if (connectorOf(row.command) === null) return;
  const centre = await archive(deps, row, { state: 'waiting', reason: reasonOf(error), ...(await toBeTold(deps, row)) });
  if (centre && deps.now() - row.createdAt > TOLD_AFTER) await tell(deps, row, centre, 'message waits');
}

/** A cancellation names what is taken back, and nobody. */
const takenBack = ({ run }: { readonly run: string }): Said => ({ body: { run }, plain: ['run'] });

function toBeTold({ dispatches }: CommandDeps, row: OutboxRow): Promise<Pick<Standing, 'referral' | 'said'>> {
  const { command } = row;
  return command.type === 'cancel handoff' ? Promise.resolve({ said: takenBack(command) }) : untold(dispatches, row);
}

async function tell({ store, now }: CommandDeps, { id, dossierId }: OutboxRow, agency: string, about: string): Promise<void> {
  const name = about === 'message waits' ? 'waits' : 'failed';
  await store.notices.put({ id: `${id}-${name}`, dossierId, kind: 'notice', about, to: 'centre', agency, at: now() });
}
