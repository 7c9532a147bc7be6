/** The control slip (phiếu kiểm soát quá trình, Circular 03/2025, form 06): each agency's part of the way, from the same legs as everything else. */
import type { Times } from '../../domain/engine/leg-times.js';
import { type Stay, staysOf } from '../../domain/engine/stays.js';
import { termWords } from '../../domain/procedure/nominal-time.js';
import type { StoredDossier } from '../../store/store.js';
import { bothLanguages } from '../catalogue.js';
import { toIso, toIsoOrNull } from '../instants.js';
import type { Names } from '../messages/fact-sentences.js';
import { TIMELINESS_WORDS } from '../messages/words.js';
import type { Told } from '../use-cases/tell-dossier.js';
import { viewOf } from './dossiers.js';
import { APPLICANT, minutes, minutesOrNull, presentPromise } from './legs.js';

export function presentControlSlip(dossier: StoredDossier, { world, version, names }: Told, times: Times) {
  return {
    number: dossier.number,
    procedure: dossier.procedure,
    procedureName: bothLanguages(version.definition.name),
    receivedAt: toIso(viewOf(dossier).receivedAt),
    promises: times.promises.map((promise) => presentPromise(promise, names)),
    rows: staysOf(world.calendar, times.legs, times.ahead).map((stay) => presentRow(stay, names)),
  };
}

function presentRow(stay: Stay, names: Names) {
  const { legs, sender, over, endsAt, allowed, used, onItsWay, timeliness } = stay;
  return {
    ...presentStay(stay, names),
    sender,
    senderName: sender === null ? null : names.agency(sender),
    officers: [...new Set(legs.flatMap(({ by }) => ('officer' in by && by.officer !== undefined ? [by.officer] : [])))],
    sentAt: toIsoOrNull(stay.sentAt),
    receivedAt: toIsoOrNull(stay.receivedAt),
    acceptedAt: toIsoOrNull(stay.acceptedAt),
    handedOverAt: over ? toIso(endsAt) : null,
    allowedMinutes: minutesOrNull(allowed),
    usedMinutes: minutes(used),
    onItsWayMinutes: minutes(onItsWay),
    timeliness,
    timelinessName: timeliness && TIMELINESS_WORDS[timeliness],
    foreseen: legs.every(({ state }) => state === 'foreseen'),
  };
}

/** What receipt and control slip say alike of a stay. */
export function presentStay({ agency, legs, dueAt }: Stay, names: Names) {
  return {
    agency,
    agencyName: agency === null ? APPLICANT : names.agency(agency),
    steps: legs.map(({ step }) => names.step(step)),
    terms: legs.flatMap(({ term }) => (term ? [termWords(term)] : [])),
    dueAt: toIsoOrNull(dueAt),
  };
}
