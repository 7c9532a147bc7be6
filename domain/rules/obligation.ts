import type { ApplicantForm } from '../procedure/definition.js';
import type { FlowStep } from '../procedure/flow-graph.js';
import type { Model, Report, Rule } from './rule.js';

/** Who pays, pays what a reply of an earlier handoff stated. */
export const obligation: Rule = (model, report) => {
  for (const step of model.graph.steps) {
    if (!('applicant' in step.form)) continue;
    const { act, obligation: named } = step.form.applicant;
    if (named !== undefined) checkNamed(model, step, named, act, report);
    else if (act === 'pay') nothingNamed(step, report);
  }
};

type Act = ApplicantForm['applicant']['act'];

function checkNamed(model: Model, { path, index }: FlowStep, named: string, act: Act, report: Report): void {
  const place = [...path, 'applicant', 'obligation'];
  if (act !== 'pay')
    report('KEY_WITHOUT_EFFECT', place, { vi: `không có tác dụng với act: ${act}`, en: `has no effect on act: ${act}`, at: 'key' });
  if (isStatedBefore(model, named, index)) return;
  report('OBLIGATION_UNKNOWN', place, {
    vi: `${named} không phải câu trả lời của một bước handoff đứng trước`,
    en: `${named} is not a reply of an earlier handoff`,
  });
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
