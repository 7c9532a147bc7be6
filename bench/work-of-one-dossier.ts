import type { Act, Actor } from '../domain/engine/event.js';

const officer = (id: string, agency: string, ...roles: string[]): Actor => ({ kind: 'officer', id, agency, roles });
const DESK = officer('desk-1', 'commune-centre', 'receiver');
/** Who received does not return the result. */
const COUNTER = officer('desk-2', 'commune-centre', 'receiver');
const LAND = officer('land-1', 'land-branch', 'officer');
const BRANCH_HEAD = officer('branch-head', 'land-branch', 'branch-head');
const CENTRE_LEADER = officer('centre-leader', 'commune-centre', 'centre-leader');
const TAX = officer('tax-1', 'tax-office', 'officer');
/** Stands for a note and for a file: both are named by a hash. */
const NOTE = '0'.repeat(64);

/** After reception: six plain acts of officers, one extension asked and granted, the answer of another agency, completion. */
export const WORK: readonly { readonly by: Actor; readonly act: Act }[] = [
  { by: DESK, act: { type: 'complete', run: 'receive#1' } },
  { by: LAND, act: { type: 'claim', run: 'appraise#1' } },
  { by: BRANCH_HEAD, act: { type: 'ask extension', run: 'appraise#1', length: 5, note: NOTE } },
  { by: CENTRE_LEADER, act: { type: 'rule extension', granted: true, decision: '01/QĐ', note: NOTE } },
  { by: LAND, act: { type: 'complete', run: 'appraise#1' } },
  { by: TAX, act: { type: 'reply', run: 'refer#1', reply: 'no-obligation' } },
  { by: LAND, act: { type: 'claim', run: 'sign#1' } },
  { by: LAND, act: { type: 'complete', run: 'sign#1', results: { certificate: NOTE } } },
  { by: COUNTER, act: { type: 'claim', run: 'deliver#1' } },
  { by: COUNTER, act: { type: 'deliver', run: 'deliver#1', method: 'desk' } },
];

export const RECEPTION = {
  by: DESK,
  act: {
    type: 'receive',
    channel: 'desk',
    centre: 'commune-centre',
    bindings: { desk: 'commune-centre', land: 'land-branch', tax: 'tax-office' },
    choices: {},
    documents: ['application'],
  } as const,
};
