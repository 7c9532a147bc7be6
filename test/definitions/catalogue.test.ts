/** The content that Motcua ships with: regimes, an organisation, real procedures. */
import { describe, expect, it } from '@jest/globals';
import { readCatalogue } from '../../definitions/load-catalogue.js';
import { bindParties } from '../../domain/organisation/bind-parties.js';
import { evaluate } from '../../domain/procedure/evaluate.js';
import type { Step } from '../../domain/procedure/plan.js';

const catalogue = await readCatalogue('definitions');
const plans = catalogue.procedures.map(({ plan }) => plan);
const posts = Object.values(catalogue.organisation!.posts);
const isHeld = (agency: string | undefined, role: string): boolean =>
  posts.some((post) => post.agency === agency && post.roles.includes(role));

describe('the catalogue', () => {
  it('has nothing wrong with it, not even a warning', () => {
    expect(catalogue.problems).toEqual([]);
  });

  it('holds both regimes and the procedures, those without a known national code under a placeholder of the imaginary province', () => {
    expect(Object.keys(catalogue.regimes)).toEqual(['nd118-2025', 'nd61-2018']);
    const codes = plans.map(({ code }) => code);
    expect(codes.filter((code) => code.startsWith('0.'))).toEqual(['0.000001.H99', '0.000002.H99', '0.000003.H99']);
    expect(codes.filter((code) => !code.startsWith('0.'))).toEqual([
      ...['1.001193', '1.001612', '1.001699', '1.001776', '1.004222', '1.011441', '1.011443', '1.013225', '1.013831', '1.013978'],
      ...['2.000815', '2.002621'],
    ]);
  });

  it('uses every kind of step between its procedures', () => {
    const kinds: Record<Step['kind'], true> = {
      task: true,
      handoff: true,
      consult: true,
      applicant: true,
      posting: true,
      decide: true,
      parallel: true,
      automatic: true,
      deliver: true,
      dossier: true,
    };
    const used = new Set(plans.flatMap((plan) => Object.values(plan.steps).map(({ kind }) => kind)));
    expect([...used].sort()).toEqual(Object.keys(kinds).sort());
  });

  describe.each(['commune-centre', 'binh-yen-centre'])('at %s', (centre) => {
    it.each(plans.map((plan) => [plan.code, plan] as const))('%s finds an agency for every party', (_code, plan) => {
      expect(bindParties(catalogue.organisation!, plan, centre).missing).toEqual([]);
    });

    it.each(plans.map((plan) => [plan.code, plan] as const))('%s has somebody in every role it needs', (_code, plan) => {
      const { bindings } = bindParties(catalogue.organisation!, plan, centre);
      const needed = Object.entries(plan.parties).flatMap(([party, { role, head }]) =>
        [role, head].flatMap((each) => (each ? [[party, each] as const] : [])),
      );
      expect(needed.filter(([party, role]) => !isHeld(bindings[party], role))).toEqual([]);
    });
  });

  it('has somebody to accept every linked dossier at the agency that gets it, and a head of its reception', () => {
    const linked = plans.flatMap((plan) => Object.values(plan.steps).flatMap((step) => (step.kind === 'dossier' ? [{ plan, step }] : [])));
    expect(linked.map(({ step }) => step.procedure).sort()).toEqual(['0.000003.H99', '1.001193', '1.004222']);
    for (const { plan, step } of linked) {
      const agency = bindParties(catalogue.organisation!, plan, 'commune-centre').bindings[step.at]!;
      const other = plans.find(({ code }) => code === step.procedure)!;
      const { bindings } = bindParties(catalogue.organisation!, other, agency);
      const accepts = Object.entries(other.parties).some(([party, { role }]) => bindings[party] === agency && role && isHeld(agency, role));
      expect([step.procedure, accepts, isHeld(agency, other.regime.centre.role)]).toEqual([step.procedure, true, true]);
    }
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
