import type { Env } from '../connectors/settings.js';
import { NATIONAL_STATUS } from '../domain/engine/national-status.js';
import type { Command } from '../domain/engine/command.js';
import type { Fact } from '../domain/engine/fact.js';
import type { Changed, Derive, Dispatch } from '../store/store.js';
import { isOccasion, type Occasion } from './letters.js';

/** The systems that an installation has and that must hear of what happens without the engine asking for it. */
export interface Hearers {
  readonly portal: boolean;
  readonly treasury: boolean;
  readonly mail: boolean;
}

/** The portal and the treasury where they have an address, letters where there is a mail server. */
export function hearersIn(env: Env): Hearers {
  const has = (variable: string): boolean => Boolean(env[variable]);
  return { portal: has('MOTCUA_NATIONAL_PORTAL_URL'), treasury: has('MOTCUA_TREASURY_URL'), mail: has('MOTCUA_SMTP_URL') };
}

/** What follows from new facts and commands for those who must hear of them. Pure: the same change, the same dispatches under the same keys. */
export function dispatchesFor({ portal, treasury, mail }: Hearers): Derive {
  return (change) => [
    ...(portal ? portalRows(change) : []),
    ...(treasury ? change.facts.flatMap(paymentRow) : []),
    ...(mail ? change.commands.flatMap(letterRow) : []),
  ];
}

/** The portal hears when the national status changes, when the applicant withdraws (a code of its own), and when the promised date moves. */
function portalRows({ before, facts }: Changed): Dispatch[] {
  let code = before && NATIONAL_STATUS[before.status];
  return facts.flatMap((fact): Dispatch[] => {
    const changed = fact.type === 'statusChanged' && NATIONAL_STATUS[fact.status] !== code;
    if (fact.type === 'statusChanged') code = NATIONAL_STATUS[fact.status];
    return changed || toldAnyway(fact) ? [{ key: `${fact.no}-portal`, type: 'sync portal', factNo: fact.no }] : [];
  });
}

function toldAnyway(fact: Fact): boolean {
  return (
    fact.type === 'dossierWithdrawn' ||
    fact.type === 'extensionGranted' ||
    (fact.type === 'apologyIssued' && fact.newAppointmentAt !== undefined)
  );
}

function paymentRow(fact: Fact): Dispatch[] {
  if (fact.type !== 'obligationStated') return [];
  const { no, reference, amount } = fact;
  return [{ key: `${no}-payment`, type: 'request payment', reference, amount }];
}

function letterRow(command: Command): Dispatch[] {
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
