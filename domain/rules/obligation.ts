import type { ApplicantForm } from '../procedure/definition.js';
import type { Path } from '../procedure/problem.js';
import type { FlowStep } from '../procedure/flow-graph.js';
import type { Model, Report, Rule } from './rule.js';

/** Who pays, pays what a reply of an earlier handoff stated. */
export const obligation: Rule = (model, report) => {
  for (const step of model.graph.steps) {
    if (!('applicant' in step.form)) continue;
    const { act, obligation: named, times } = step.form.applicant;
    if (act === 'pay' && times !== undefined) withoutEffect([...step.path, 'applicant', 'times'], act, report);
    if (named !== undefined) checkNamed(model, step, named, act, report);
    else if (act === 'pay') nothingNamed(step, report);
  }
};

type Act = ApplicantForm['applicant']['act'];

function checkNamed(model: Model, { path, index }: FlowStep, named: string, act: Act, report: Report): void {
  const place = [...path, 'applicant', 'obligation'];
  if (act !== 'pay') withoutEffect(place, act, report);
  if (isStatedBefore(model, named, index)) return;
  report('OBLIGATION_UNKNOWN', place, {
    vi: `${named} không phải câu trả lời của một bước handoff đứng trước`,
    en: `${named} is not a reply of an earlier handoff`,
  });
}

function withoutEffect(place: Path, act: Act, report: Report): void {
  report('KEY_WITHOUT_EFFECT', place, { vi: `không có tác dụng với act: ${act}`, en: `has no effect on act: ${act}`, at: 'key' });
}

function isStatedBefore({ graph }: Model, named: string, index: number): boolean {
  const [stepId = '', reply = ''] = named.split('.');
  const step = graph.byId.get(stepId);
  return step !== undefined && step.index < index && step.exits.some((exit) => exit.kind === 'reply' && exit.name === reply);
}

function nothingNamed({ path }: FlowStep, report: Report): void {
  const hint = { vi: 'Ví dụ: obligation: refer-tax.notice', en: 'For example: obligation: refer-tax.notice' };
  const vi = 'act: pay cần obligation: bước và câu trả lời nêu số tiền';
  report('OBLIGATION_UNKNOWN', [...path, 'applicant'], {
    vi,
    en: 'act: pay needs obligation: the step and the reply that state the amount',
    hint,
  });
}
