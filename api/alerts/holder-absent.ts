import type { OfficerId } from '../../domain/engine/event.js';
import { civilDate } from '../instants.js';
import { type KnownDays, knownDays } from '../known-days.js';
import { say } from '../messages/say.js';
import { placesOf } from '../policy.js';
import { aboutDossiers } from './about-dossiers.js';
import { type AlertsOf, type AlertSource } from './alert.js';

/** A dossier must not stall on one person (D3). What cannot wait is given back by itself; the rest a head hears of here. */
export const holderAbsent: AlertSource = {
  name: { vi: 'Người đang giữ việc vắng mặt', en: 'Held by somebody absent' },
  todo: { vi: 'Giao lại cho người khác hoặc cử người thay.', en: 'Reassign it, or name a substitute.' },
  list: async (of, page) => {
    const days = await daysOf(of);
    const seats = placesOf(of.led).agencies?.map((agency) => ({ agency }));
    if (days.away.length === 0) return { items: [], next: null };
    const found = await of.deps.store.tasks.list({ officers: days.away, ...(seats && { seats }) }, page);
    const held = found.items.filter((task) => task.rehearsal === of.rehearsal);
    return aboutDossiers(
      of,
      { ...found, items: held },
      ({ dossierId }) => dossierId,
      ({ id, officer, agency, step, dueAt }, _dossier, names) => {
        const absence = days.known.absence(officer!);
        const values = { officer: officer!, step: names.step(step), to: absence?.to, substitute: absence?.substitute };
        return {
          ...{ id, since: null, until: dueAt, agency, officer },
          what: absence?.substitute
            ? say(
                '{officer} vắng đến hết {to}, đang giữ "{step}"; {substitute} thay.',
                '{officer} is away until {to} and holds "{step}"; {substitute} stands in.',
                values,
              )
            : say(
                '{officer} vắng đến hết {to}, đang giữ "{step}"; chưa có người thay.',
                '{officer} is away until {to} and holds "{step}"; nobody stands in.',
                values,
              ),
        };
      },
    );
  },
};

/** Who of those who may hold something is absent today: the officers of the agencies led, or everybody who holds a task. */
async function daysOf({
  deps: { store, now },
  led,
}: AlertsOf): Promise<{ readonly known: KnownDays; readonly away: readonly OfficerId[] }> {
  const { agencies } = placesOf(led);
  const officers = agencies ? (await store.accounts.at(agencies)).map(({ id }) => id) : await store.tasks.holders();
  const known = await knownDays(store, officers, civilDate(now()));
  return { known, away: officers.filter((id) => known.absence(id) !== undefined) };
}
