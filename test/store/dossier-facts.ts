import { randomUUID } from 'node:crypto';
import type { Fact, FactBody } from '../../domain/engine/fact.js';
import type { DossierSeed } from '../../store/store.js';

/** Monday 2 March 2026, 08:00 in Viet Nam. */
export const MONDAY = Date.UTC(2026, 2, 2, 1);

export const CENTRE = 'xa-tan-phu';
export const LAND = 'cn-vpdk-1';

export function seed(over: Partial<DossierSeed> & { readonly applicant?: string } = {}): DossierSeed {
  const { applicant = 'Trần Thị Bưởi', ...rest } = over;
  const id = rest.id ?? randomUUID();
  return {
    id,
    number: `H01-260302-${id.toUpperCase()}`,
    procedure: '1.013831',
    field: 'land',
    planHash: 'p'.repeat(64),
    calendarHash: 'c'.repeat(64),
    application: { applicant: { name: applicant, kind: 'person', personalId: '012345678901' }, data: { area: 120 } },
    rehearsal: false,
    createdAt: MONDAY,
    ...rest,
  };
}

/** Numbers facts from `from` on. */
export function facts(bodies: readonly FactBody[], { from = 1, at = MONDAY } = {}): Fact[] {
  return bodies.map(
    (body, index) =>
      ({
        no: from + index,
        effectiveAt: at,
        recordedAt: at,
        by: { kind: 'officer', id: 'mai', agency: CENTRE, roles: ['reception'] },
        ...body,
      }) as unknown as Fact,
  );
}

export function received(number: string, centre = CENTRE): FactBody {
  return {
    type: 'dossierReceived',
    number,
    channel: 'desk',
    centre,
    bindings: { centre, land: LAND },
    choices: { gift: true },
    documents: ['certificate'],
  };
}

export function opened(run: string, over: Partial<Extract<FactBody, { type: 'stepOpened' }>> = {}): FactBody {
  return { type: 'stepOpened', run, step: run.split('#')[0]!, kind: 'task', party: 'land', agency: LAND, role: 'appraiser', ...over };
}

/** The promise of the whole dossier, due so many days after Monday. */
export function promised(days: number, deadline = 'total'): FactBody {
  const dueAt = MONDAY + days * 24 * 3600_000;
  return {
    type: 'deadlineStarted',
    deadline,
    dueAt,
    basis: { start: MONDAY, fixed: dueAt, extension: 0, extensionUnit: 'working days', suspensions: [] },
  };
}

/** A dossier just accepted and waiting to be appraised by the land registry. */
export function accepted(number: string): FactBody[] {
  return [
    received(number),
    { type: 'dossierAccepted' },
    opened('appraise#1'),
    promised(10),
    { type: 'heldBy', holder: { kind: 'agency', agency: LAND } },
    { type: 'statusChanged', status: 'accepted' },
  ];
}
