import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { PARTNERS } from '../../connectors/partners.js';
import { toWire } from '../../connectors/partner.js';
import { readCatalogue } from '../../definitions/load-catalogue.js';
import type { HandoffStep, Plan } from '../../domain/procedure/plan.js';

const { procedures } = await readCatalogue(fileURLToPath(new URL('../../definitions', import.meta.url)));
const handoffs = procedures.flatMap(({ plan }) => handoffsOf(plan));

function handoffsOf(plan: Plan): { title: string; plan: Plan; step: HandoffStep; connector: string }[] {
  return Object.values(plan.steps).flatMap((step) => {
    const connector = step.kind === 'handoff' ? plan.parties[step.to]?.connector : undefined;
    return step.kind === 'handoff' && connector ? [{ title: `${plan.code} ${step.id}`, plan, step, connector }] : [];
  });
}

describe('every handoff of the catalogue fits the contract of its connector', () => {
  it('and there are some', () => expect(handoffs.length).toBeGreaterThanOrEqual(3));

  it.each(handoffs)('$title: the partner knows the message and each of its fields', ({ plan, step, connector }) => {
    const outgoing = PARTNERS[connector]!.outgoing[step.message]!;
    expect(Object.keys(outgoing.fields)).toEqual(expect.arrayContaining(Object.keys(step.send)));
    expect(plan.parties[step.to]?.connector).toBe(connector);
  });

  it.each(handoffs)(
    '$title: every reply is one that the partner gives, with the amount or value that the step needs',
    ({ step, connector }) => {
      const incoming = PARTNERS[connector]!.incoming;
      expect(Object.keys(incoming)).toEqual(expect.arrayContaining(Object.keys(step.replies)));
    },
  );
});

describe('a parcel', () => {
  const sent = (parcel: string) =>
    toWire(PARTNERS['land-registry']!, {
      ...{
        id: 'm',
        connector: 'land-registry',
        message: 'land-record-change',
        dossierId: 'd',
        run: 'enter#1',
        number: 'H',
        procedure: '1',
        agency: 'a',
      },
      fields: { parcel },
    });
  it('is sent as map sheet and parcel number', () => expect(sent('12-45')).toMatchObject({ SoHieuBanDo: '12', SoThuTuThua: '45' }));
  it('or as its number alone', () => expect(sent('45')).toEqual({ MaHoSoMotCua: 'H', MaQuyTrinh: '1', SoThuTuThua: '45' }));
});
