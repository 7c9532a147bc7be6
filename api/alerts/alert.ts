/** What heads and the centre must hear of without asking: that something in the system is not, or will soon not be, as it should. */
import type { AgencyId, OfficerId } from '../../domain/engine/event.js';
import type { Instant } from '../../domain/time/instant.js';
import type { Page, PageRequest, Seat } from '../../store/store.js';
import type { Deps } from '../deps.js';
import type { Text } from '../messages/text.js';
import type { Reader } from '../reader.js';

export const ALERT_KINDS = [
  'not-handed-over',
  'closed-without-result',
  'crossing-missed',
  'result-not-heard',
  'not-taken-up',
  'holder-absent',
  'nobody-there',
  'matter-overdue',
  'to-be-ruled-on',
  'extension-possible',
  'partner-ended',
  'difference',
  'dead-letter',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

export interface Alert {
  /** Of the thing it is about: the same alert has the same id however often it is asked for. */
  readonly id: string;
  readonly dossier: { readonly id: string; readonly number: string; readonly procedure: string } | null;
  /** Since when it is so; null where it is about what is to come. */
  readonly since: Instant | null;
  /** Until when something can still be done about it. */
  readonly until: Instant | null;
  /** Whose it is to see to. */
  readonly agency: AgencyId | null;
  readonly officer: OfficerId | null;
  readonly what: Text;
  /** Where it is seen to. */
  readonly link: string;
}

export interface AlertsOf {
  readonly deps: Deps;
  readonly reader: Reader;
  readonly rehearsal: boolean;
  /** What the reader leads; undefined: everything. */
  readonly led: readonly Seat[] | undefined;
}

export interface AlertSource {
  readonly name: Text;
  readonly todo: Text;
  /** The most urgent first. Never looks at more than an index gives. */
  readonly list: (of: AlertsOf, page: PageRequest) => Promise<Page<Alert>>;
}
