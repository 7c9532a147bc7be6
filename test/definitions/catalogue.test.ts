/** The content that Motcua ships with: regimes, an organisation, five real procedures. */
import { describe, expect, it } from '@jest/globals';
import { readCatalogue } from '../../definitions/load-catalogue.js';
import { bindParties } from '../../domain/organisation/bind-parties.js';
import { evaluate } from '../../domain/procedure/evaluate.js';
import type { Step } from '../../domain/procedure/plan.js';

const catalogue = await readCatalogue('definitions');
const plans = catalogue.procedures.map(({ plan }) => plan);

describe('the catalogue', () => {
  it('has nothing wrong with it, not even a warning', () => {
    expect(catalogue.problems).toEqual([]);
  });

  it('holds both regimes and the five procedures', () => {
    expect(Object.keys(catalogue.regimes)).toEqual(['nd118-2025', 'nd61-2018']);
    expect(plans.map(({ code }) => code)).toEqual(['1.001612', '1.001776', '1.013225', '1.013831', '2.000815']);
  });

  it('uses every kind of step between its procedures', () => {
    const kinds: Record<Exclude<Step['kind'], 'dossier'>, true> = {
      task: true,
      handoff: true,
      consult: true,
      applicant: true,
      posting: true,
      decide: true,
      parallel: true,
      automatic: true,
      deliver: true,
    };
    const used = new Set(plans.flatMap((plan) => Object.values(plan.steps).map(({ kind }) => kind)));
    expect([...used].sort()).toEqual(Object.keys(kinds).sort());
  });

  it.each(plans.map((plan) => [plan.code, plan] as const))('%s finds an agency for every party at the commune centre', (_code, plan) => {
    expect(bindParties(catalogue.organisation!, plan, 'commune-centre').missing).toEqual([]);
  });

  it.each(plans.map((plan) => [plan.code, plan] as const))('%s has somebody in every role it needs', (_code, plan) => {
    const { bindings } = bindParties(catalogue.organisation!, plan, 'commune-centre');
    const posts = Object.values(catalogue.organisation!.posts);
    const held = (party: string, role: string): boolean =>
      posts.some(({ agency, roles }) => agency === bindings[party] && roles.includes(role));
    const needed = Object.entries(plan.parties).flatMap(([party, { role, head }]) =>
      [role, head].flatMap((each) => (each ? [[party, each] as const] : [])),
    );
    expect(needed.filter(([party, role]) => !held(party, role))).toEqual([]);
  });

  it('keeps personal data out of what conditions read', () => {
    for (const { definition, plan } of catalogue.procedures)
      for (const choice of Object.keys(plan.choices))
        expect({ choice, personal: definition.data!.properties[choice]!.personal ?? false }).toEqual({ choice, personal: false });
  });

  it.each([
    [1, 1, 2_000],
    [2, 3, 12_000],
    [16, 2, 36_000],
    [198, 1, 200_000],
    [420, 12, 2_400_000],
  ])('charges for certifying %i pages in %i copies %i đồng', (pages, copies, amount) => {
    const { plan } = catalogue.procedures.find(({ definition }) => definition.code === '2.000815')!;
    expect(evaluate(plan.fees['certification']!.amount, { pages, copies })).toBe(amount);
  });
});
