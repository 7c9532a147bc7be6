import { DIFFERENCE_KINDS, type DifferenceKind, SETTLED_BY } from '../../domain/reconciliation/compare.js';
import { DIFFERENCE_WORDS, differenceSentence, SETTLING_WORDS } from '../../domain/reconciliation/words.js';
import type { Difference } from '../../store/differences-kept.js';
import { civil, say } from '../messages/say.js';
import type { Text } from '../messages/text.js';
import { presentMessage } from '../present/messages.js';
import { placesOf } from '../policy.js';
import { aboutDossiers } from './about-dossiers.js';
import { type AlertsOf, type AlertSource } from './alert.js';

/** They are done and our step is open: what makes a dossier late that need not be (E11). */
const ENDED_THERE: readonly DifferenceKind[] = ['answer-not-heard', 'ended-there'];

export const partnerEnded: AlertSource = {
  name: { vi: 'Cơ quan ngoài đã xong, bước của ta vẫn mở', en: 'A step is open although its partner has ended' },
  todo: { vi: 'Lấy trả lời của họ về hồ sơ, hoặc ghi kết quả thay.', en: 'Take their answer, or record it in their place.' },
  list: (of, page) => differences(of, page, ENDED_THERE),
};

export const unreconciled: AlertSource = {
  name: { vi: 'Ta và hệ thống ngoài ghi khác nhau', en: 'We and an outside system hold different things' },
  todo: {
    vi: 'Xử lý theo cách đề xuất, hoặc đối chiếu rồi ghi kết quả.',
    en: 'Settle it by the act proposed, or look together and record what is right.',
  },
  list: (of, page) =>
    differences(
      of,
      page,
      DIFFERENCE_KINDS.filter((kind) => !ENDED_THERE.includes(kind)),
    ),
};

export const deadLetter: AlertSource = {
  name: { vi: 'Thông điệp liên thông cần người xem', en: 'Messages that need somebody' },
  todo: { vi: 'Sửa, gửi lại hoặc bỏ, có lý do.', en: 'Correct it, send it again, or give it up with the reason.' },
  list: async ({ deps: { store }, led }, page) => {
    const { agencies: centres } = placesOf(led);
    const { items, next } = await store.messages.dead(centres ? { centres } : {}, page);
    const alerts = items.map(async (letter) => {
      const dossier = letter.dossierId === null ? null : await store.dossiers.get(letter.dossierId);
      return {
        ...{ id: letter.id, since: letter.at, until: null, agency: letter.centre, officer: null, link: `/dead-letters/${letter.id}` },
        dossier: dossier && { id: dossier.id, number: dossier.number, procedure: dossier.procedure },
        what: say('{connector}, {message}: {why}', '{connector}, {message}: {why}', {
          ...{ connector: letter.connector, message: letter.message },
          why: { vi: presentMessage(letter, 'vi').reason?.what ?? '', en: presentMessage(letter, 'en').reason?.what ?? '' },
        }),
      };
    });
    return { items: await Promise.all(alerts), next };
  },
};

async function differences(
  of: AlertsOf,
  page: Parameters<AlertSource['list']>[1],
  kinds: readonly DifferenceKind[],
): ReturnType<AlertSource['list']> {
  const query = { states: ['open', 'ordered'] as const, kinds, rehearsal: of.rehearsal, ...placesOf(of.led) };
  const found = await of.deps.store.differences.list(query, page);
  return aboutDossiers(
    of,
    found,
    ({ dossierId }) => dossierId,
    (difference) => ({
      ...{ id: difference.id, since: difference.foundAt, until: null, agency: difference.agency ?? difference.centre, officer: null },
      ...{ what: wordsOf(difference), link: `/differences/${difference.id}` },
    }),
  );
}

function wordsOf(difference: Difference): Text {
  const values = {
    ...{ connector: difference.connector, kind: DIFFERENCE_WORDS[difference.kind], sides: differenceSentence(difference, civil) },
    act: SETTLING_WORDS[SETTLED_BY[difference.kind]],
  };
  return say('{connector}: {kind} ({sides}). {act}.', '{connector}: {kind} ({sides}); {act}.', values);
}
