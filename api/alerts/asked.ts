import type { MatterKind, MatterQuery, StoredMatter } from '../../store/asked.js';
import type { Names } from '../messages/fact-sentences.js';
import { civil, say } from '../messages/say.js';
import type { Text } from '../messages/text.js';
import { MATTER_WORDS } from '../messages/words.js';
import { aboutDossiers } from './about-dossiers.js';
import type { AlertsOf, AlertSource } from './alert.js';

/** An endorsement or a request for instruction whose date has passed without a word (A9). */
export const matterOverdue: AlertSource = {
  name: { vi: 'Bút phê, xin ý kiến quá hạn trả lời', en: 'Endorsements and instructions not answered in time' },
  todo: { vi: 'Người được hỏi trả lời, hoặc lãnh đạo đơn vị trả lời thay.', en: 'Who was asked answers, or the head does.' },
  list: (of, page) => matters(of, page, { as: 'concerns', kinds: ['endorsement', 'instruction'], before: of.deps.now() }, overdueWords),
};

/** Work entered afterwards and extensions asked wait for a head, and the clock does not. */
export const toBeRuledOn: AlertSource = {
  name: { vi: 'Chờ người đứng đầu duyệt', en: 'To be ruled on by the head' },
  todo: { vi: 'Xem tài liệu kèm theo rồi duyệt hoặc không duyệt.', en: 'Look at the evidence or the reason, and grant or refuse.' },
  list: (of, page) => matters(of, page, { as: 'answers', kinds: ['entry', 'extension'] }, rulingWords),
};

type Words = (matter: StoredMatter, names: Names) => Text;

const overdueWords: Words = ({ kind, no, to, answerBy }, names) =>
  say('{what} số {no}: {to} chưa trả lời, hạn {at}.', '{what} {no}: {to} has not answered, due {at}.', {
    ...{ what: MATTER_WORDS[kind], no: no ?? '', at: civil(answerBy!) },
    to: to.officer ?? names.agency(to.agency),
  });

const rulingWords: Words = ({ kind, by, at }) =>
  say('{what}: {by} gửi lúc {at}.', '{what}: from {by}, {at}.', { what: MATTER_WORDS[kind], by: by ?? '', at: civil(at) });

async function matters(
  of: AlertsOf,
  page: Parameters<AlertSource['list']>[1],
  query: Omit<MatterQuery, 'seats'> & { readonly kinds: readonly MatterKind[] },
  words: Words,
): ReturnType<AlertSource['list']> {
  const found = await of.deps.store.matters.list({ ...query, ...(of.led && { seats: of.led }) }, page);
  const items = found.items.filter(({ rehearsal }) => rehearsal === of.rehearsal);
  return aboutDossiers(
    of,
    { ...found, items },
    ({ dossierId }) => dossierId,
    (matter, _dossier, names) => ({
      ...{ id: matter.id, since: matter.answerBy ?? matter.at, until: null, agency: matter.to.agency, officer: matter.to.officer ?? null },
      what: words(matter, names),
    }),
  );
}
