import type { Connectors } from '../connectors/connectors.js';
import type { Connector } from '../connectors/client.js';
import { PermanentFailure } from '../connectors/failure.js';
import { own } from '../connectors/own.js';
import { assertNever } from '../domain/engine/assert-never.js';
import type { Act, RunId } from '../domain/engine/event.js';
import type { Fact } from '../domain/engine/fact.js';
import type { OutboxRow, Store, StoredNotice } from '../store/store.js';
import { buildReferral } from './build-referral.js';
import { issueNumber } from './issue-number.js';
import { type FileLinked, openLinked, tellOrigin, withdrawLinked } from './linked-dossiers.js';
import { type Perform, SYSTEM, unlessRefused } from './perform.js';

export interface CommandDeps {
  readonly store: Pick<Store, 'dossiers' | 'catalogue' | 'facts' | 'counters' | 'responses' | 'notices' | 'files' | 'notes'>;
  readonly connectors: Connectors;
  readonly perform: Perform;
  readonly fileLinked: FileLinked;
}

export interface Hands {
  /** Does what the row says. May be called again for the same row: whatever it does, it does once. */
  runCommand(row: OutboxRow): Promise<void>;
  /** After the last try: those who must now act themselves are told. */
  giveUp(row: OutboxRow, error: Error): Promise<void>;
}

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
    case 'open dossier':
      return openLinked(deps, row, command);
    case 'withdraw dossier':
      return withdrawLinked(deps, row, command);
    case 'tell origin':
      return tellOrigin(deps, row, command);
    case 'notify':
    case 'issue paper':
      return deps.store.notices.put(noticeOf(row));
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
  const received: Act = { type: 'acknowledge', run: runId, state: 'received' };
  await unlessRefused(deps.perform(row.dossierId, { kind: 'system', id: name }, received, `outbox-${row.id}-received`));
}

function ends(fact: Fact, runId: RunId): boolean {
  if (fact.type === 'dossierClosed') return true;
  return (fact.type === 'stepCancelled' || fact.type === 'handoffReplied' || fact.type === 'stepCompleted') && fact.run === runId;
}

function connectorOf({ connectors }: CommandDeps, name: string): Connector {
  const connector = own(connectors, name);
  if (!connector)
    throw new PermanentFailure(`connector ${name} has no address here; expected one of ${Object.keys(connectors).join(', ') || 'none'}`);
  return connector;
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
