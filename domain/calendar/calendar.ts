import type { CivilDate } from '../time/instant.js';

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

/** A time in which the office works, civil `HH:MM`. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Working time of an office as data: plain JSON, the form that is stored and hashed. Durable Temporal timers, lists and receipts all follow from it. */
export interface Calendar {
  readonly id: string;
  /** Fixed offset from UTC, `+07:00`. */
  readonly utcOffset: string;
  /** Last day for which the calendar is complete. */
  readonly coversThrough: CivilDate;
  /** First day that is only projected. */
  readonly projectedFrom?: CivilDate;
  readonly week: Readonly<Record<Weekday, readonly Window[]>>;
  readonly holidays: readonly {
    readonly date: CivilDate;
    readonly kind: string;
    readonly name: { readonly vi: string; readonly en?: string };
    readonly basis: string;
  }[];
  readonly makeUpDays: readonly {
    readonly date: CivilDate;
    readonly worksAs: Weekday;
    readonly insteadOf: CivilDate;
    readonly basis: string;
  }[];
}
