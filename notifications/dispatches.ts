import type { Env } from '../connectors/settings.js';
import { TREASURY } from '../connectors/treasury/mapping.js';
import { NATIONAL_STATUS } from '../domain/engine/national-status.js';
import type { Command } from '../domain/engine/command.js';
import type { Fact } from '../domain/engine/fact.js';
import type { Changed, Derive, Dispatch } from '../store/outgoing.js';
import { isOccasion, type Occasion } from './letters.js';
import { concerningLand } from './tell-land.js';

/** The systems that an installation has and that must hear of what happens without the engine asking for it. */
export interface Hearers {
  readonly portal: boolean;
  readonly treasury: boolean;
  /** The land system, which hears how what it has got goes on. */
  readonly land: boolean;
  readonly mail: boolean;
}

/** The portal and the treasury where they have an address, letters where there is a mail server. */
export function hearersIn(env: Env): Hearers {
  const has = (variable: string): boolean => Boolean(env[variable]);
  return {
    ...{ portal: has('MOTCUA_NATIONAL_PORTAL_URL'), treasury: has('MOTCUA_TREASURY_URL') },
    ...{ land: has('MOTCUA_LAND_REGISTRY_URL'), mail: has('MOTCUA_SMTP_URL') },
  };
}

/** What follows from new facts and commands for those who must hear of them. Pure: the same change, the same dispatches under the same keys. */
export function dispatchesFor({ portal, treasury, land, mail }: Hearers): Derive {
  return (change) => [
    ...(portal ? portalRows(change) : []),
    ...(treasury ? change.facts.flatMap(paymentRow) : []),
    ...(land ? concerningLand(change).map(landRow) : []),
    ...(mail ? change.commands.flatMap(letterRow) : []),
    ...settleRow(change),
  ];
}

/**
 * The portal hears when the national status changes, when the applicant withdraws (a code of its own), when the promised date moves, and of steps that were done: of all
 * those of one act together.
 */
function portalRows({ before, facts }: Changed): Dispatch[] {
  let code = before && NATIONAL_STATUS[before.status];
  const told = facts.filter((fact) => {
    if (fact.type !== 'statusChanged') return fact.type !== 'stepCompleted' && mayBeTold(fact);
    const changed = NATIONAL_STATUS[fact.status] !== code;
    code = NATIONAL_STATUS[fact.status];
    return changed;
  });
  const done = facts.findLast((fact) => fact.type === 'stepCompleted');
  if (done && done.no > (told.at(-1)?.no ?? 0)) told.push(done);
  return told.map(({ no }): Dispatch => ({ key: portalKey(no), type: 'sync portal', factNo: no }));
}

export const portalKey = (factNo: number): string => `${factNo}-portal`;

/** Whether a fact is of a kind after which the portal is told. */
export function mayBeTold(fact: Fact): boolean {
  if (fact.type === 'apologyIssued') return fact.newAppointmentAt !== undefined;
  return ['statusChanged', 'stepCompleted', 'dossierWithdrawn', 'extensionGranted'].includes(fact.type);
}

/** What is owed can be paid at the platform; of what was paid there, there is a receipt. */
function paymentRow(fact: Fact): Dispatch[] {
  if (fact.type === 'obligationStated') return [{ key: `${fact.no}-payment`, type: 'request payment', reference: fact.reference }];
  if (fact.type === 'obligationPaid' && fact.by?.id === TREASURY.name)
    return [{ key: `${fact.no}-bill`, type: 'request bill', reference: fact.reference }];
  return [];
}

function landRow({ no }: Fact): Dispatch {
  return { key: `${no}-land`, type: 'tell land', factNo: no };
}

/** What an officer answered or settled by hand, and what was withdrawn, may have a dead letter that nobody needs any more. */
function settleRow({ facts }: Changed): Dispatch[] {
  const settling = facts.findLast(({ type, by }) => type === 'stepCancelled' || (SETTLED_BY_HAND.includes(type) && by?.kind === 'officer'));
  return settling ? [{ key: `${settling.no}-letters`, type: 'settle letters' }] : [];
}

const SETTLED_BY_HAND: readonly Fact['type'][] = ['handoffReplied', 'obligationPaid', 'obligationSettled'];

function letterRow(command: Command): Dispatch[] {
  if (command.type === 'notify' && command.connector && command.run) {
    const { key, connector, run, about } = command;
    return [{ key: `${key}-letter`, type: 'write to partner', connector, run, about }];
  }
  const occasion = occasionOf(command);
  if (!occasion) return [];
  const note = 'note' in command && command.note ? { note: command.note } : {};
  return [{ key: `${command.key}-letter`, type: 'send letter', occasion, ...note }];
}

/** Notices to the applicant are letters, too; of the papers only the apology, which has no notice beside it. */
function occasionOf(command: Command): Occasion | null {
  if (command.type === 'issue paper') return command.paper === 'apology' ? 'apology' : null;
  if (command.type !== 'notify' || command.to !== 'applicant') return null;
  return isOccasion(command.about) ? command.about : null;
}
