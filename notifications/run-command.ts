import type { Connectors } from '../connectors/connectors.js';
import type { Connector } from '../connectors/client.js';
import { PermanentFailure } from '../connectors/failure.js';
import { own } from '../connectors/own.js';
import { assertNever } from '../domain/engine/assert-never.js';
import type { Act, Actor, RunId } from '../domain/engine/event.js';
import type { Fact } from '../domain/engine/fact.js';
import type { OutboxRow, Store, StoredNotice } from '../store/store.js';
import { buildReferral } from './build-referral.js';
import { issueNumber } from './issue-number.js';
import { type Perform, refusalOf } from './perform.js';
import { type DispatchDeps, sendDispatch } from './send-dispatch.js';

export interface CommandDeps {
  readonly store: Pick<Store, 'dossiers' | 'catalogue' | 'facts' | 'counters' | 'responses' | 'notices' | 'blobs' | 'current'>;
  readonly connectors: Connectors;
  /** Whom the engine does not ask to be told, and who is told all the same. */
  readonly dispatches: DispatchDeps;
  readonly perform: Perform;
}

export interface Hands {
  /** Does what the row says. May be called again for the same row: whatever it does, it does once. */
  runCommand(row: OutboxRow): Promise<void>;
  /** After the last try: those who must now act themselves are told. */
  giveUp(row: OutboxRow, error: Error): Promise<void>;
}

const SYSTEM: Actor = { kind: 'system', id: 'motcua' };

/** The hands of the engine: what its commands mean outside. */
export function createHands(deps: CommandDeps): Hands {
  return { runCommand: (row) => run(deps, row), giveUp: (row) => giveUp(deps, row) };
}

async function run(deps: CommandDeps, row: OutboxRow): Promise<void> {
  const { command } = row;
  switch (command.type) {
    case 'send handoff':
      return send(deps, row, command.connector, command.run);
    case 'cancel handoff':
      return connectorOf(deps, command.connector).cancel({ id: row.id, dossierId: row.dossierId, run: command.run });
    case 'run automatic':
      return finishAutomatic(deps, row, {
        type: 'finish automatic',
        run: command.run,
        ok: true,
        value: await issueNumber(deps.store, row),
      });
    case 'notify':
    case 'issue paper':
      return deps.store.notices.put(noticeOf(row));
    case 'sync portal':
    case 'request payment':
    case 'send letter':
      return sendDispatch(deps.dispatches, row, command);
    default:
      return assertNever(command);
  }
}

/** A referral that is no longer awaited when its turn comes (answered by hand, withdrawn) is not sent. */
async function send(deps: CommandDeps, row: OutboxRow, name: string, runId: RunId): Promise<void> {
  const connector = connectorOf(deps, name);
  const facts = await deps.store.facts.of(row.dossierId);
  if (facts.some((fact) => ends(fact, runId))) return;
  await connector.send(await buildReferral(deps.store, row));
}

function ends(fact: Fact, runId: RunId): boolean {
  if (fact.type === 'dossierClosed') return true;
  return (fact.type === 'stepCancelled' || fact.type === 'handoffReplied' || fact.type === 'stepCompleted') && fact.run === runId;
}

function connectorOf({ connectors }: CommandDeps, name: string): Connector {
  const connector = own(connectors, name);
  if (!connector)
    throw new PermanentFailure(
      `connector ${name} has no address here; expected one of ${Object.keys(connectors).join(', ') || 'none'}`,
      'NO_ADDRESS',
    );
  return connector;
}

/** A dossier that no longer wants the outcome (stopped meanwhile) is not an error. */
async function finishAutomatic({ perform }: CommandDeps, row: OutboxRow, act: Act): Promise<void> {
  try {
    await perform(row.dossierId, SYSTEM, act, `outbox-${row.id}`);
  } catch (error) {
    if (!refusalOf(error)) throw error;
  }
}

function noticeOf(row: OutboxRow): StoredNotice {
  const { command, id, dossierId, createdAt: at } = row;
  const note = 'note' in command && command.note ? { note: command.note } : {};
  if (command.type === 'issue paper')
    return { id, dossierId, kind: 'paper', about: command.paper, to: 'applicant', form: command.form, at, ...note };
  if (command.type !== 'notify') throw new RangeError(`${command.type} is not a notice`);
  const { about, to, agency, role } = command;
  return { id, dossierId, kind: 'notice', about, to, at, ...(agency && { agency }), ...(role && { role }), ...note };
}

async function giveUp(deps: CommandDeps, row: OutboxRow): Promise<void> {
  const { command, dossierId, id } = row;
  if (command.type === 'run automatic')
    return finishAutomatic(deps, { ...row, id: `${id}-failed` }, { type: 'finish automatic', run: command.run, ok: false });
  if (command.type !== 'send handoff') return;
  const dossier = await deps.store.dossiers.get(dossierId);
  const agency = dossier?.view?.centre;
  if (agency)
    await deps.store.notices.put({
      id: `${id}-failed`,
      dossierId,
      kind: 'notice',
      about: 'handoff failed',
      to: 'centre',
      agency,
      at: Date.now(),
    });
}
