import { dueAt } from '../../domain/clock/due.js';
import { overdueBefore } from '../../domain/clock/overdue-before.js';
import type { Term } from '../../domain/clock/term.js';
import { progressOf } from '../../domain/engine/journey.js';
import type { Instant } from '../../domain/time/instant.js';
import type { WaitKind } from '../../store/asked.js';
import type { Page, PageRequest, StoredTask } from '../../store/store.js';
import { organisation } from '../catalogue.js';
import { officeCalendar } from '../known-days.js';
import { civil, say } from '../messages/say.js';
import type { Text } from '../messages/text.js';
import { placesOf } from '../policy.js';
import { aboutDossiers } from './about-dossiers.js';
import { type AlertsOf, type AlertSource } from './alert.js';

/** Where the organisation says nothing: a result is handed over within three days (Decision 138/2025 of Dong Thap, art. 3.4), a crossing taken up by the next day. */
const USUAL = { handOver: { length: 3, unit: 'working days' }, takeUp: { length: 1, unit: 'working days' } } as const;

/** Resolved and not closed: what makes dossiers look late that are not (E11). */
export const notHandedOver: AlertSource = {
  name: { vi: 'Có kết quả chưa trả', en: 'Results not handed over' },
  todo: {
    vi: 'Trả kết quả và ghi nhận việc trả; đã trả trên giấy thì nhập lại kèm biên nhận.',
    en: 'Hand it over and record it; if it was handed over on paper, enter that with the signed slip.',
  },
  list: async (of, page) =>
    aboutDossiers(of, await waiting(of, 'hand over', page), dossierOf, ({ id, agency, step, openedAt }, _dossier, names) => ({
      ...{ id, since: openedAt, until: null, agency, officer: null },
      what: say('Có kết quả từ {at}, chưa trả ({step}).', 'The result is there since {at} and not handed over ({step}).', {
        at: civil(openedAt),
        step: names.step(step),
      }),
    })),
};

export const notTakenUp: AlertSource = {
  name: { vi: 'Đã bàn giao, bên nhận chưa nhận', en: 'Handed over and not taken up' },
  todo: {
    vi: 'Bên nhận xác nhận hoặc bắt đầu xử lý; sai thẩm quyền thì chuyển ngay trong ngày.',
    en: 'The other side acknowledges it or takes it up; what is not its to decide is transferred the same day.',
  },
  list: async (of, page) =>
    aboutDossiers(of, await waiting(of, 'take up', page), dossierOf, ({ id, agency, step, handover }, _dossier, names) => {
      const { from } = handover!;
      const { since, state } = progressOf(handover!);
      const values = { from: names.agency(from), to: names.agency(agency ?? ''), at: civil(since), step: names.step(step) };
      return {
        ...{ id, since, until: null, agency, officer: null },
        what:
          state === 'sent'
            ? say(
                '{from} bàn giao cho {to} lúc {at}, chưa nhận ("{step}").',
                '{from} handed it to {to} at {at}; it is not received ("{step}").',
                values,
              )
            : say('{to} đã nhận lúc {at}, chưa xử lý ("{step}").', '{to} received it at {at} and has not taken it up ("{step}").', values),
      };
    }),
};

/** Interlinked agencies have ten minutes to have it and two working hours to take it up; past either both sides see to it the same working day (Decree 63/2024). */
export const crossingMissed: AlertSource = {
  name: { vi: 'Liên thông quá hạn đồng bộ, xác nhận tiếp nhận', en: 'Crossings not received, or not taken up, in their time' },
  todo: {
    vi: 'Cả hai bên cùng khắc phục trong ngày làm việc: bên chuyển gửi lại, bên nhận xác nhận.',
    en: 'Both sides put it right the same working day: the sender sends it again, the other side takes it up.',
  },
  list: async (of, page) => {
    const calendar = await officeCalendar(of.deps.store);
    return aboutDossiers(
      of,
      await listed(of, 'missed', of.deps.now(), page),
      dossierOf,
      ({ id, agency, step, handover }, _dossier, names) => {
        const { from, missed = {} } = handover!;
        const since = Math.min(...Object.values(missed));
        return {
          ...{ id, since, until: dueAt(calendar, { term: SAME_DAY, start: since }), agency, officer: null },
          what: missedWords(missed, { from: names.agency(from), to: names.agency(agency ?? ''), step: names.step(step) }),
        };
      },
    );
  },
};

const SAME_DAY = { length: 0, unit: 'working days' } as const;

function missedWords({ received, accepted }: Missed, sides: Readonly<Record<'from' | 'to' | 'step', string | Text>>): Text {
  return received === undefined
    ? say('{to} chưa xác nhận tiếp nhận "{step}" của {from}, hạn {at}.', '{to} has not taken up "{step}" of {from}, due {at}.', {
        ...sides,
        at: civil(accepted!),
      })
    : say(
        '{from} chuyển "{step}", hệ thống của {to} chưa nhận được, hạn {at}.',
        '{from} sent "{step}" and {to} has not got it, due {at}.',
        {
          ...sides,
          at: civil(received),
        },
      );
}

type Missed = NonNullable<NonNullable<StoredTask['handover']>['missed']>;

const dossierOf = ({ dossierId }: StoredTask): string => dossierId;

type Waiting = Pick<AlertsOf, 'deps' | 'led' | 'rehearsal'>;

async function waiting({ deps, led, rehearsal }: Waiting, kind: Exclude<WaitKind, 'missed'>, page: PageRequest): Promise<Page<StoredTask>> {
  const [calendar, { alerts }] = await Promise.all([officeCalendar(deps.store), organisation(deps.store)]);
  const term: Term = kind === 'hand over' ? (alerts?.handOver ?? USUAL.handOver) : (alerts?.takeUp ?? USUAL.takeUp);
  const before = overdueBefore(calendar, term, deps.now());
  return listed({ deps, led, rehearsal }, kind, before, page);
}

function listed({ deps, led, rehearsal }: Waiting, kind: WaitKind, before: Instant, page: PageRequest): Promise<Page<StoredTask>> {
  return deps.store.tasks.waiting({ kind, rehearsal, before, ...placesOf(led) }, page);
}
