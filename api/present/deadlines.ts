import type { Calendar } from '../../domain/calendar/calendar.js';
import { explainLedger } from '../../domain/clock/explain.js';
import type { Ledger, LedgerLine } from '../../domain/clock/term.js';
import { countedBy, ledgerOf } from '../../domain/engine/deadline-ledger.js';
import type { Store, StoredDossier } from '../../store/store.js';
import { toIso, toIsoOrNull } from '../instants.js';
import { deadlineWords } from '../messages/deadline-words.js';
import type { Text } from '../messages/text.js';
import { calendarsOf } from '../use-cases/calendars-of.js';
import { viewOf } from './dossiers.js';
import { namesFor } from './timeline.js';

/** Every deadline with the ledger it came about by, made again from its basis and the calendar it was counted by. */
export async function presentDeadlines(store: Store, dossier: StoredDossier) {
  const [names, calendars] = await Promise.all([namesFor(store, dossier), calendarsOf(store, dossier)]);
  return Object.entries(viewOf(dossier).deadlines).map(([id, { status, dueAt, timeliness, basis }]) => {
    const calendar = countedBy(calendars, basis);
    const ledger = ledgerOf(calendar, basis);
    const explanation = explain(calendar, ledger);
    return {
      id,
      name: deadlineWords(id, names.step),
      status,
      dueAt: toIsoOrNull(dueAt),
      timeliness,
      provisional: ledger.provisional,
      explanation,
      ledger: ledger.lines.map(presentLine),
    };
  });
}

function explain(calendar: Calendar, ledger: Ledger): Text[] {
  const en = explainLedger(calendar, ledger, 'en');
  return explainLedger(calendar, ledger, 'vi').map((sentence, index) => ({ vi: sentence, en: en[index] ?? '' }));
}

const presentLine = ({ at, ...line }: LedgerLine) => ({ ...line, ...(at !== undefined && { at: toIso(at) }) });
