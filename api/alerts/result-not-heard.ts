import type { Command } from '../../domain/engine/command.js';
import { MINUTE } from '../../domain/time/instant.js';
import type { OutboxRow } from '../../store/outgoing.js';
import type { StoredDossier } from '../../store/store.js';
import { civil, say } from '../messages/say.js';
import { coversField } from '../../domain/organisation/posts.js';
import { aboutDossiers } from './about-dossiers.js';
import type { AlertsOf, AlertSource } from './alert.js';

/** What becomes of one procedure of an interlinked group is with the others within ten minutes (Decree 63/2024). */
const WITHIN = 10 * MINUTE;

/** The way back: a linked dossier has been taken up, or has ended, and the dossier that waits for it has not heard. Of the way there `crossingMissed` tells. */
export const resultNotHeard: AlertSource = {
  name: { vi: 'Kết quả liên thông chưa về hồ sơ gốc', en: 'What became of a linked dossier has not come back' },
  todo: {
    vi: 'Khắc phục trong ngày làm việc: quản trị xem hàng đợi gửi (worker, Temporal); cả hai bên cùng theo dõi đến khi về.',
    en: 'Put it right the same working day: the administrator looks at what is to go out (worker, Temporal); both sides watch until it is there.',
  },
  list: async (of, page) => {
    const rows = await of.deps.store.outbox.untold(of.deps.now() - WITHIN, page);
    return aboutDossiers(of, rows, waitingFor, async ({ id, createdAt, dossierId, command }, origin) => {
      const linked = await of.deps.store.dossiers.get(dossierId);
      if (origin.rehearsal !== of.rehearsal || !linked || !concerns(of, [origin, linked])) return null;
      const { news } = command as Telling;
      const values = { number: linked.number, at: civil(createdAt) };
      return {
        ...{ id, since: createdAt, until: null, agency: linked.view?.centre ?? null, officer: null },
        what:
          news.state === 'ended'
            ? say(
                'Hồ sơ liên thông {number} xong lúc {at}, kết quả chưa về.',
                'The linked dossier {number} ended at {at}; its end has not come back.',
                values,
              )
            : say(
                'Hồ sơ liên thông {number} được tiếp nhận lúc {at}, tin chưa về.',
                'The linked dossier {number} was taken up at {at}; the news has not come back.',
                values,
              ),
      };
    });
  },
};

type Telling = Extract<Command, { type: 'tell origin' }>;

const waitingFor = ({ command }: OutboxRow): string => (command as Telling).dossier;

/** Both sides: who leads the centre of either dossier, or reads all. */
function concerns({ led }: AlertsOf, dossiers: readonly StoredDossier[]): boolean {
  return !led || led.some((seat) => dossiers.some(({ view, field }) => view?.centre === seat.agency && coversField(seat, field)));
}
