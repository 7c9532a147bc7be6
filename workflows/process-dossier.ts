import {
  CancellationScope,
  condition,
  continueAsNew,
  proxyActivities,
  setHandler,
  setWorkflowOptions,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/create-activities.js';
import type { Calendar } from '../domain/calendar/calendar.js';
import { nextWakeUp } from '../domain/engine/wake.js';
import { allowed, type Dossier, examine, now, perform, wake } from './dossier.js';
import {
  type ActRequest,
  actUpdate,
  allowedActionsQuery,
  type Claim,
  type DossierStart,
  factsQuery,
  type ProcessDossier,
  stateQuery,
} from './messages.js';
import { showToOperators } from './search-attributes.js';
import { forget, lastNo, lighten, owes, since, unwrittenFrom } from './unwritten.js';

/** The store may be away for a day: try for ever, at least once a minute. Neither acts nor the clock wait for it. */
const { project } = proxyActivities<Activities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10s' },
});

/** One dossier from reception to its end: a durable shell round the engine. It keeps the time and the facts; it decides nothing. */
export const processDossier: ProcessDossier = async (start, plan, calendar) => {
  const dossier = openDossier(start, { plan: claimed(plan), calendar: claimed(calendar) });

  // Acts are Updates, not signals: who acts must learn at once whether the act happened, and what followed.
  setHandler(
    actUpdate,
    (request: ActRequest, revised?: Claim<Calendar>) => afterwards(dossier, perform(dossier, request, given(revised))),
    {
      validator: (request: ActRequest, revised?: Claim<Calendar>) => examine(dossier, request, given(revised)),
    },
  );
  setHandler(factsQuery, (from) => since(dossier.unwritten, from));
  setHandler(allowedActionsQuery, (by, at) => allowed(dossier, by, at ?? now(dossier)));
  setHandler(stateQuery, () => ({ state: dossier.state, now: now(dossier), clockOffset: dossier.clockOffset, wakeAt: dossier.wakeAt }));

  // Only the law ends a dossier: a cancellation request of Temporal is no act.
  await CancellationScope.nonCancellable(async () => {
    await condition(() => dossier.state !== null || dossier.turnedAway !== undefined);
    if (dossier.turnedAway) throw dossier.turnedAway;
    void keepWritten(start.dossierId, dossier);
    while (!isClosed(dossier) && !mayMoveOn(dossier)) await nextLegalInstant(dossier);
    await condition(() => !owes(dossier.unwritten));
    if (!isClosed(dossier))
      await continueAsNew<ProcessDossier>({ ...start, carried: carriedOn(dossier) }, bare(plan), inForce(dossier, calendar));
  });
};
setWorkflowOptions({ versioningBehavior: 'PINNED' }, processDossier);

/**
 * Waits with one timer for the next thing time does. When that moves later, the timer stays and fires in vain once; only an earlier instant re-arms it. So an act
 * seldom costs timer events, and waiting costs none.
 */
async function nextLegalInstant(dossier: Dossier): Promise<void> {
  const armedFor = dossier.wakeAt;
  const disturbed = (): boolean => isClosed(dossier) || mayMoveOn(dossier) || isEarlier(dossier.wakeAt, armedFor);
  if (armedFor === null) return condition(disturbed);
  if (await condition(disturbed, Math.max(1, armedFor - now(dossier)))) return;
  if (wake(dossier, armedFor)) show(dossier);
}

/** Writes what time did, and all before it, beside everything else: one batch at a time, for as long as the run lasts. */
async function keepWritten(dossierId: string, dossier: Dossier): Promise<never> {
  for (;;) {
    await condition(() => owes(dossier.unwritten));
    const batch = since(dossier.unwritten, 0);
    await project({ dossierId, ...batch });
    forget(dossier.unwritten, lastNo(batch) ?? 0);
  }
}

function openDossier(start: DossierStart, world: Dossier['world']): Dossier {
  const state = start.carried?.state ?? null;
  return {
    world,
    state,
    wakeAt: state && nextWakeUp(state),
    reached: 0,
    clockOffset: start.clockOffset,
    unwritten: unwrittenFrom(start.carried),
  };
}

function afterwards<T>(dossier: Dossier, result: T): T {
  show(dossier);
  if (workflowInfo().continueAsNewSuggested) lighten(dossier.unwritten);
  return result;
}

function show(dossier: Dossier): void {
  if (dossier.state) showToOperators(dossier.state, dossier.world.plan.code);
}

function isClosed(dossier: Dossier): boolean {
  return dossier.state?.closed ?? false;
}

/** Temporal suggests a fresh history, and nothing of this run is under way. Handlers are synchronous, so none can be. */
function mayMoveOn(dossier: Dossier): boolean {
  return workflowInfo().continueAsNewSuggested && !owes(dossier.unwritten);
}

function carriedOn({ state, unwritten }: Dossier): NonNullable<DossierStart['carried']> {
  return { state: state!, pending: unwritten.pending, recentKeys: unwritten.recentKeys };
}

function isEarlier(instant: number | null, than: number | null): boolean {
  return instant !== null && (than === null || instant < than);
}

/** A claim without its value fails the workflow task, which is tried again: the store may only be behind. */
function claimed<T>(claim: Claim<T>): T {
  if (claim.value === undefined)
    throw new Error(`content ${claim.$claim} is not at hand: the worker's payload codec did not find it in the store`);
  return claim.value;
}

function given(claim: Claim<Calendar> | undefined): Calendar | undefined {
  return claim && claimed(claim);
}

/** The calendar that was applied last goes on with the dossier. */
function inForce({ state }: Dossier, received: Claim<Calendar>): Claim<Calendar> {
  return { $claim: state?.calendar ?? received.$claim };
}

function bare<T>(claim: Claim<T>): Claim<T> {
  return { $claim: claim.$claim };
}
