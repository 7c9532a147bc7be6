import { describe, expect, it } from '@jest/globals';
import { PARTNERS } from '../../connectors/partners.js';
import { toWire } from '../../connectors/partner.js';
import { preparedCatalogue } from '../setup/prepared.js';
import { ABOUT } from './offices.js';
import type { HandoffStep, Plan } from '../../domain/procedure/plan.js';

const { procedures } = await preparedCatalogue();
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
    const outgoing = PARTNERS[connector]!.mapping.outgoing[step.message]!;
    expect(Object.keys(outgoing.fields)).toEqual(expect.arrayContaining(Object.keys(step.send)));
    expect(plan.parties[step.to]?.connector).toBe(connector);
  });

  it.each(handoffs)(
    '$title: every reply is one that the partner gives, with the amount or value that the step needs',
    ({ step, connector }) => {
      const incoming = PARTNERS[connector]!.mapping.incoming;
      expect(Object.keys(incoming)).toEqual(expect.arrayContaining(Object.keys(step.replies)));
      for (const [reply, { value }] of Object.entries(step.replies)) if (value) expect(incoming[reply]).toHaveProperty('value');
    },
  );
});

const contracts = Object.entries(PARTNERS).flatMap(([name, { mapping }]) =>
  [...Object.entries(mapping.outgoing), ...Object.entries(mapping.incoming)].map(([message, { schema, plain }]) => ({
    title: `${name} ${message}`,
    schema: schema,
    plain,
  })),
);

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}

describe('what is declared plain', () => {
  it.each(contracts)('$title: is a field of the message', ({ schema, plain }) => {
    expect(plain.filter((path) => !reaches(schema, path.split('.')))).toEqual([]);
  });
});

function reaches(schema: Schema | undefined, [key, ...rest]: readonly string[]): boolean {
  if (!schema || key === undefined) return schema !== undefined;
  return reaches((schema.items ?? schema).properties?.[key], rest);
}

describe('a parcel', () => {
  const sent = (parcel: string) =>
    toWire(PARTNERS['land-registry']!.mapping, {
      ...{
        id: 'm',
        connector: 'land-registry',
        message: 'land-record-change',
        dossierId: 'd',
        run: 'enter#1',
        number: 'H',
        procedure: '1',
        agency: 'a',
        about: ABOUT,
      },
      fields: { parcel },
    });
  it('is sent as map sheet and parcel number', () =>
    expect(sent('12-45')).toMatchObject({ ThongTinThuaDat: [{ SoHieuBanDo: '12', SoThuTuThua: '45' }] }));
  it('or as its number alone', () => expect(sent('45')).toMatchObject({ ThongTinThuaDat: [{ SoThuTuThua: '45' }] }));
});
