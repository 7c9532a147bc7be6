import { Type } from 'typebox';
import { opensAt } from '../../connectors/hours.js';
import type { Policy } from '../../connectors/policy.js';
import type { Calendar } from '../../domain/calendar/calendar.js';
import { workingCalendar } from '../../notifications/working-calendar.js';
import type { PartnerState } from '../../store/road.js';
import { toIso, toIsoOrNull } from '../instants.js';
import { ok, operation } from '../operation.js';
import { closed, instant, nullable, oneOf, part } from '../schema/parts.js';

const partnerSchema = part(
  'Partner',
  closed(
    {
      connector: Type.String(),
      state: oneOf(
        ['reachable', 'away', 'probing'],
        'Away: after so many failures in a row nothing is sent; probing: one message finds out whether it is back',
      ),
      since: nullable(instant),
      failures: Type.Integer({ description: 'In a row' }),
      probeAt: nullable(instant),
      lastError: nullable(Type.String()),
      opensAt: nullable(instant),
    },
    { description: 'A system of another agency; `opensAt` is null while it takes messages' },
  ),
);

export const listPartners = operation({
  id: 'listPartners',
  method: 'get',
  path: '/connectors',
  tag: 'Connectors',
  summary: { vi: 'Các hệ thống ngoài và tình trạng kết nối', en: 'Outside systems and whether they answer' },
  answers: { 200: { json: closed({ items: Type.Array(partnerSchema) }) } },
  handle: async ({ deps }) => {
    const [states, calendar] = await Promise.all([deps.store.partners.all(), workingCalendar(deps.store)]);
    const known = new Map(states.map((state) => [state.connector, state]));
    const items = Object.entries(deps.config.partnerPolicies).map(([connector, policy]) =>
      presentPartner(connector, known.get(connector), opening(policy, calendar, deps.now())),
    );
    return ok({ items });
  },
});

function presentPartner(connector: string, known: PartnerState | undefined, opensAt: number | null) {
  return {
    connector,
    state: known?.state ?? 'reachable',
    since: toIsoOrNull(known?.since ?? null),
    failures: known?.failures ?? 0,
    probeAt: toIsoOrNull(known?.probeAt ?? null),
    lastError: known?.lastError ?? null,
    opensAt: opensAt === null ? null : toIso(opensAt),
  };
}

function opening({ hours }: Policy, calendar: Calendar | null, now: number): number | null {
  const opens = opensAt(hours, calendar, now);
  return opens > now ? opens : null;
}
