import type { AgencyId } from '../../domain/engine/event.js';
import type { DossierQuery } from '../store.js';

/** Stands for every agency. */
export const ANY_AGENCY = '*';

/**
 * A dossier's places in the lists. Who may see it, its status, whether it is a rehearsal and whether a promise was broken are folded into single keys, so that any
 * combination of them is an equality on the first field of an index and the sort comes from the index too.
 */
export function scopesOf(dossier: { agencies: readonly AgencyId[]; status: string; rehearsal: boolean; breached: boolean }): string[] {
  const flags = flagsOf(dossier.rehearsal, dossier.breached);
  return [ANY_AGENCY, ...dossier.agencies].flatMap((agency) => [agency + flags, `${agency}${flags}|${dossier.status}`]);
}

/** The keys to look under for a query: one for each agency, status and flag left open. */
export function scopesSought(query: Pick<DossierQuery, 'agencies' | 'status' | 'rehearsal' | 'breached'>): string[] {
  const agencies = new Set(query.agencies ?? [ANY_AGENCY]);
  const statuses = query.status ? [...new Set(query.status)].map((status) => `|${status}`) : [''];
  const flags = either(query.rehearsal).flatMap((rehearsal) => either(query.breached).map((breached) => flagsOf(rehearsal, breached)));
  return [...agencies].flatMap((agency) => flags.flatMap((flag) => statuses.map((status) => agency + flag + status)));
}

function flagsOf(rehearsal: boolean, breached: boolean): string {
  return (rehearsal ? '~' : '') + (breached ? '!' : '');
}

function either(wanted: boolean | undefined): readonly boolean[] {
  return wanted === undefined ? [false, true] : [wanted];
}

/** The list of an agency's dossiers that were closed without a result. */
export function withoutResultList(agency: AgencyId, rehearsal: boolean): string {
  return agency + flagsOf(rehearsal, false);
}
