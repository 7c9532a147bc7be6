import { dueAt } from '../../domain/clock/due.js';
import { latestToAsk } from '../../domain/engine/deadline-ledger.js';
import type { TaskView } from '../../domain/engine/view.js';
import type { Plan } from '../../domain/procedure/plan.js';
import type { Instant } from '../../domain/time/instant.js';
import type { DossierQuery, StoredDossier } from '../../store/store.js';
import { officeCalendar } from '../known-days.js';
import { civil, say } from '../messages/say.js';
import { calendarsOf } from '../use-cases/calendars-of.js';
import { viewOf } from '../present/dossiers.js';
import { sightsOf } from '../policy.js';
import { aboutDossiers } from './about-dossiers.js';
import type { AlertsOf, AlertSource } from './alert.js';

/** Terms that end within this time are looked at, and those of them are shown for which the last day to ask has come. */
const LOOK_AHEAD = { length: 3, unit: 'working days' } as const;
const LAST_DAY = { length: 1, unit: 'working days' } as const;

/** The head asks the centre at least a day before the term ends, and once (Decree 61/2018, art. 19.9): after that only lateness is left. */
export const extensionPossible: AlertSource = {
  name: { vi: 'Sắp hết hạn đề nghị gia hạn', en: 'Extension can be asked for one day more' },
  todo: {
    vi: 'Lãnh đạo cơ quan đang giải quyết gửi văn bản đề nghị gia hạn, hoặc bảo đảm xong đúng hạn.',
    en: 'The head of the agency that holds it asks for the extension in writing, or makes sure that it is done in time.',
  },
  list: async (of, page) => {
    const now = of.deps.now();
    const calendar = await officeCalendar(of.deps.store);
    const found = await of.deps.store.dossiers.list(queriesOf(of, dueAt(calendar, { term: LOOK_AHEAD, start: now })!), page);
    return aboutDossiers(
      of,
      found,
      ({ id }) => id,
      async ({ id }, dossier) => {
        const last = await lastChance(of, dossier, now);
        return (
          last && {
            ...{ id, since: null, until: last.until, agency: last.task.agency, officer: last.task.officer },
            what: say('Đến hạn {due}; còn đề nghị gia hạn được đến {until}.', 'Due {due}; an extension can be asked for until {until}.', {
              due: civil(last.due),
              until: civil(last.until),
            }),
          }
        );
      },
    );
  },
};

function queriesOf({ reader, rehearsal }: AlertsOf, dueBefore: Instant): DossierQuery[] {
  return sightsOf(reader).map((sight) => ({ ...sight, rehearsal, dueBefore }));
}

interface LastChance {
  readonly task: TaskView;
  readonly due: Instant;
  readonly until: Instant;
}

/** The task whose agency may still ask, when it has no more than a working day left for it. */
async function lastChance({ deps: { store } }: AlertsOf, dossier: StoredDossier, now: Instant): Promise<LastChance | null> {
  const [plan, { calendar }] = await Promise.all([store.catalogue.plan(dossier.planHash), calendarsOf(store, dossier)]);
  const view = viewOf(dossier);
  const total = view.deadlines['total'];
  if (!plan || total?.status !== 'running' || total.dueAt === null) return null;
  const task = Object.values(view.tasks).find(({ step }) => mayAsk(plan, step));
  if (!task || view.extensionAsked || !extensionLeft(plan, view)) return null;
  const until = latestToAsk(calendar, plan, { basis: total.basis, dueAt: total.dueAt });
  const soon = dueAt(calendar, { term: LAST_DAY, start: now })!;
  return now <= until && until <= soon ? { task, due: total.dueAt, until } : null;
}

function mayAsk({ steps }: Plan, id: string): boolean {
  const step = steps[id];
  return step?.kind === 'task' && step.may.includes('ask extension');
}

function extensionLeft({ regime }: Plan, { extended, reappointed }: { readonly extended: number; readonly reappointed: number }): boolean {
  return extended < regime.extension.atMost && reappointed < regime.apology.reappointments;
}
