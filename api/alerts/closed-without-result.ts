import { say } from '../messages/say.js';
import { placesOf } from '../policy.js';
import { aboutDossiers } from './about-dossiers.js';
import { type AlertSource } from './alert.js';

/** Closed and not resolved (E11). The engine lets nobody close so; what an older system closed may have been. */
export const closedWithoutResult: AlertSource = {
  name: { vi: 'Đóng hồ sơ mà không có kết quả', en: 'Closed without a result' },
  todo: {
    vi: 'Kiểm tra hồ sơ giấy; chưa giải quyết thì tiếp nhận lại và báo người nộp.',
    en: 'Look at the papers; what is not resolved is received again, and the applicant is told.',
  },
  list: async (of, page) => {
    const found = await of.deps.store.dossiers.withoutResult({ rehearsal: of.rehearsal, ...placesOf(of.led) }, page);
    return aboutDossiers(
      of,
      found,
      ({ id }) => id,
      ({ id, view: { deliveredAt, updatedAt, centre } }) => ({
        ...{ id, since: updatedAt, until: null, agency: centre, officer: null },
        what:
          deliveredAt === null
            ? say(
                'Kết thúc là "giải quyết" nhưng không ghi nhận trả kết quả.',
                'Closed as granted, and nobody recorded that it was handed over.',
              )
            : say('Kết thúc là "giải quyết" nhưng không có giấy tờ kết quả.', 'Closed as granted, and there is no result.'),
      }),
    );
  },
};
