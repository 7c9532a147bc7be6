import { type Draft, record } from '../draft.js';
import type { FileId, Report } from '../event.js';
import { leave } from '../flow.js';
import { acceptHandover, receiveHandover } from '../handover.js';
import type { DossierStep } from '../../procedure/plan.js';
import type { Refusal } from '../engine.js';
import type { Actor } from '../event.js';
import type { Run } from '../state.js';
import { type ActOf, type ActRule, isSystem, refuse } from './rule.js';
import { stepOf } from './task.js';

/** The linked dossier has been filed with the other agency and has its own number. */
export const link: ActRule<ActOf<'link'>> = {
  permitted: (draft, by, run) => whileLinked(draft, by, run!) ?? (run!.linked ? refuse('ALREADY_ACKNOWLEDGED', run!.linked.number) : null),
  carryOut: (draft, act) => {
    const run = runOf(draft, act.run);
    run.linked = { dossier: act.dossier, number: act.number };
    record(draft, { type: 'linkedDossierOpened', run: run.id, dossier: act.dossier, number: act.number });
    receiveHandover(draft, run);
  },
};

/** The linked dossier has ended. What it brings is ours; an end for which there is no way leads on like the granted one: partial results stand. */
export const report: ActRule<Report> = {
  permitted: (draft, by, run) => whileLinked(draft, by, run!),
  carryOut: (draft, act) => {
    const run = runOf(draft, act.run);
    const { outcomes } = stepOf(draft, run) as DossierStep;
    acceptHandover(draft, run);
    const { outcome, results = {}, values = {} } = act;
    Object.assign(draft.state.results, results);
    Object.assign(draft.state.values, values);
    draft.state.linkedEnds.push(outcome);
    record(draft, { type: 'linkedDossierEnded', run: run.id, outcome, ...filled({ results }), ...filled({ values }) });
    leave(draft, run, outcome, outcomes[outcome] ?? outcomes['granted']!);
  },
};

function whileLinked(draft: Draft, by: Actor, run: Run): Refusal | null {
  if (stepOf(draft, run).kind !== 'dossier') return refuse('NOT_ALLOWED_NOW', run.step);
  return isSystem(by, 'motcua') ? null : refuse('WRONG_AGENCY', by.id, ['motcua']);
}

function filled<T extends Record<string, Readonly<Record<string, FileId>>>>(one: T): Partial<T> {
  return Object.values(one).every((entries) => Object.keys(entries).length > 0) ? one : {};
}

function runOf(draft: Draft, id: string): Run {
  return draft.state.runs.find((run) => run.id === id)!;
}
