/** One sentence per fact, in both languages: the timeline that applicants and inspectors read. */
import type { Fact } from '../../domain/engine/fact.js';
import type { Holder } from '../../domain/engine/state.js';
import { toIso } from '../instants.js';
import { deadlineWords } from './deadline-words.js';
import { fill, type Text } from './text.js';
import { CHANNEL_WORDS, OUTCOME_WORDS, STATUS_WORDS, TIMELINESS_WORDS } from './words.js';

/** Names of things, as the definition and the organisation give them. */
export interface Names {
  readonly step: (id: string) => Text;
  readonly outcome: (step: string, outcome: string) => Text;
  readonly agency: (id: string) => Text;
  readonly document: (key: string) => Text;
}

type Values = Readonly<Record<string, Text | string | number | undefined>>;
type Sentences = { readonly [T in Fact['type']]: (fact: Extract<Fact, { type: T }>, names: Names) => Text };

const say = (vi: string, en: string, values: Values = {}): Text => ({
  vi: fill({ vi, en }, pick(values, 'vi')).vi,
  en: fill({ vi, en }, pick(values, 'en')).en,
});

const pick = (values: Values, language: keyof Text): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[language] : String(value ?? '')]),
  );

const stepOf = (run: string, names: Names): Text => names.step(run.split('#')[0]!);
const money = (amount: number): string => `${amount.toString().replace(/\B(?=(\d{3})+$)/g, '.')} đ`;
const listed = (keys: readonly string[], names: Names): Text => ({
  vi: keys.map((key) => names.document(key).vi).join(', '),
  en: keys.map((key) => names.document(key).en).join(', '),
});
const dated = (at: number | null): Text => (at === null ? { vi: 'chưa xác định', en: 'not set' } : { vi: civil(at), en: civil(at) });

/** `23/02/2026 17:30` */
function civil(at: number): string {
  const iso = toIso(at);
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)} ${iso.slice(11, 16)}`;
}

function held(holder: Holder, names: Names): Text {
  if (holder.kind === 'applicant') return { vi: 'người nộp hồ sơ', en: 'the applicant' };
  if (holder.kind === 'nobody') return { vi: 'không ai', en: 'nobody' };
  return names.agency(holder.agency);
}

const SENTENCES: Sentences = {
  dossierReceived: (fact, names) =>
    say('Nhận hồ sơ {number} ({channel}) tại {centre}.', 'Dossier {number} received ({channel}) at {centre}.', {
      number: fact.number,
      channel: CHANNEL_WORDS[fact.channel],
      centre: names.agency(fact.centre),
    }),
  dossierAccepted: () => say('Tiếp nhận hồ sơ; bắt đầu tính thời hạn.', 'Dossier accepted; the clock starts.'),
  dossierDeclined: () => say('Từ chối tiếp nhận hồ sơ.', 'Dossier not accepted.'),
  statusChanged: (fact) => say('Trạng thái: {status}.', 'Status: {status}.', { status: STATUS_WORDS[fact.status] }),
  heldBy: (fact, names) => say('Hồ sơ do {holder} giữ.', 'The dossier is with {holder}.', { holder: held(fact.holder, names) }),
  stepOpened: (fact, names) => say('Bắt đầu bước "{step}".', 'Step "{step}" opened.', { step: names.step(fact.step) }),
  taskClaimed: (fact, names) =>
    say('{officer} nhận việc "{step}".', '{officer} claimed "{step}".', { officer: fact.officer, step: stepOf(fact.run, names) }),
  taskReleased: (fact, names) => say('Trả lại việc "{step}".', '"{step}" released.', { step: stepOf(fact.run, names) }),
  taskReassigned: (fact, names) =>
    say('Giao việc "{step}" cho {officer}.', '"{step}" reassigned to {officer}.', { officer: fact.officer, step: stepOf(fact.run, names) }),
  stepCompleted: (fact, names) => {
    const outcome = names.outcome(fact.step, fact.outcome);
    if (outcome.vi === '') return say('Xong bước "{step}".', 'Step "{step}" completed.', { step: names.step(fact.step) });
    return say('Xong bước "{step}": {outcome}.', 'Step "{step}" completed: {outcome}.', { step: names.step(fact.step), outcome });
  },
  stepReturned: (fact, names) =>
    say('Chuyển trả từ "{step}" về "{to}".', 'Returned from "{step}" to "{to}".', { step: names.step(fact.step), to: names.step(fact.to) }),
  stepCancelled: (fact, names) => say('Hủy bước "{step}".', 'Step "{step}" cancelled.', { step: names.step(fact.step) }),
  deadlineStarted: (fact, names) =>
    say('Hạn của {deadline}: {due}.', 'Deadline of {deadline}: {due}.', {
      deadline: deadlineWords(fact.deadline, names.step),
      due: dated(fact.dueAt),
    }),
  deadlineSuspended: (fact, names) =>
    say('Tạm dừng tính hạn của {deadline}.', 'Deadline of {deadline} suspended.', { deadline: deadlineWords(fact.deadline, names.step) }),
  deadlineMoved: (fact, names) =>
    say('Hạn của {deadline} dời từ {from} sang {due}.', 'Deadline of {deadline} moved from {from} to {due}.', {
      deadline: deadlineWords(fact.deadline, names.step),
      from: dated(fact.from),
      due: dated(fact.dueAt),
    }),
  deadlineMet: (fact, names) =>
    say('Kết thúc hạn của {deadline}: {timeliness}.', 'Deadline of {deadline} met: {timeliness}.', {
      deadline: deadlineWords(fact.deadline, names.step),
      timeliness: TIMELINESS_WORDS[fact.timeliness],
    }),
  deadlineCancelled: (fact, names) =>
    say('Không còn tính hạn của {deadline}.', 'Deadline of {deadline} cancelled.', { deadline: deadlineWords(fact.deadline, names.step) }),
  deadlineBreached: (fact, names) =>
    say('QUÁ HẠN {deadline} ({due}); hồ sơ đang ở {holder}.', 'LATE: {deadline} ({due}); the dossier is with {holder}.', {
      deadline: deadlineWords(fact.deadline, names.step),
      due: dated(fact.dueAt),
      holder: held(fact.holder, names),
    }),
  rungReached: (fact, names) =>
    say(
      fact.do === 'remind' ? 'Nhắc hạn {deadline}: {to}.' : 'Báo cáo cấp trên về {deadline}: {to}.',
      fact.do === 'remind' ? 'Reminder of {deadline}: {to}.' : 'Escalation of {deadline}: {to}.',
      { deadline: deadlineWords(fact.deadline, names.step), to: fact.agency ? names.agency(fact.agency) : fact.to },
    ),
  supplementRequested: (fact, names) =>
    say('Yêu cầu bổ sung lần {time}: {documents}.', 'Supplement request {time}: {documents}.', {
      time: fact.time,
      documents: listed(fact.documents, names),
    }),
  supplementReceived: (fact, names) =>
    say('Đã nhận bổ sung: {documents}.', 'Supplement received: {documents}.', { documents: listed(fact.documents, names) }),
  supplementExpired: () => say('Hết thời gian bổ sung.', 'The time for the supplement has run out.'),
  extensionAsked: (fact) => say('Đề nghị gia hạn {length}.', 'Extension of {length} asked.', { length: fact.length }),
  extensionGranted: (fact) =>
    say('Gia hạn {length} theo quyết định {decision}.', 'Extended by {length}, decision {decision}.', {
      length: fact.length,
      decision: fact.decision,
    }),
  extensionRefused: (fact) =>
    say('Không gia hạn, quyết định {decision}.', 'Extension refused, decision {decision}.', { decision: fact.decision }),
  apologyIssued: (fact) =>
    say('Gửi thư xin lỗi; hẹn lại: {at}.', 'Apology issued; new appointment: {at}.', { at: dated(fact.newAppointmentAt ?? null) }),
  dossierRefused: (fact) => say('Từ chối giải quyết, căn cứ: {ground}.', 'Refused on the ground: {ground}.', { ground: fact.ground }),
  dossierWithdrawn: () => say('Người nộp rút hồ sơ.', 'Withdrawn by the applicant.'),
  dossierStopped: (fact) => say('Dừng giải quyết ({cause}).', 'Stopped ({cause}).', { cause: fact.cause }),
  handoffRequested: (fact, names) => say('Chuyển liên thông đến {agency}.', 'Handed to {agency}.', { agency: names.agency(fact.agency) }),
  handoffReplied: (fact, names) =>
    say('Trả lời ở bước "{step}": {reply} {value}', 'Reply at "{step}": {reply} {value}', {
      step: names.step(fact.step),
      reply: names.outcome(fact.step, fact.reply),
      value: fact.value,
    }),
  obligationStated: (fact) =>
    say('Phải nộp {amount}, mã {reference}.', 'To be paid: {amount}, reference {reference}.', {
      amount: money(fact.amount),
      reference: fact.reference,
    }),
  obligationPaid: (fact) =>
    say('Đã nộp {amount}, mã {reference}; còn {left}.', 'Paid {amount}, reference {reference}; {left} left.', {
      amount: money(fact.amount),
      reference: fact.reference,
      left: money(fact.left),
    }),
  opinionAsked: (fact, names) => say('Lấy ý kiến {agency}.', 'Opinion of {agency} asked.', { agency: names.agency(fact.agency) }),
  opinionGiven: (fact) =>
    say('{party} trả lời: {opinion}.', '{party} answered: {opinion}.', {
      party: fact.party,
      opinion: { vi: fact.opinion === 'agree' ? 'đồng ý' : 'không đồng ý', en: fact.opinion },
    }),
  silenceTakenAsConsent: (fact) =>
    say('{party} không trả lời trong thời hạn: coi như đồng ý.', '{party} did not answer in time: taken as consent.', {
      party: fact.party,
    }),
  applicantFulfilled: (fact, names) =>
    say('Người nộp đã thực hiện "{step}".', 'The applicant has done "{step}".', { step: stepOf(fact.run, names) }),
  postingEnded: (fact, names) => say('Kết thúc niêm yết "{step}".', 'Posting "{step}" ended.', { step: stepOf(fact.run, names) }),
  objectionLodged: () => say('Có ý kiến phản đối.', 'An objection was lodged.'),
  automaticDone: (fact, names) =>
    say('Hệ thống đã làm "{step}": {value}', 'The system did "{step}": {value}', { step: stepOf(fact.run, names), value: fact.value }),
  automaticFailed: (fact, names) =>
    say('Hệ thống không làm được "{step}".', 'The system could not do "{step}".', { step: stepOf(fact.run, names) }),
  resultReady: (fact) =>
    say('Có kết quả: {outcome}, {timeliness}.', 'Result ready: {outcome}, {timeliness}.', {
      outcome: OUTCOME_WORDS[fact.outcome],
      timeliness: TIMELINESS_WORDS[fact.timeliness],
    }),
  resultDelivered: (fact) => say('Trả kết quả {method}.', 'Result delivered {method}.', { method: CHANNEL_WORDS[fact.method] }),
  dossierClosed: (fact) => say('Kết thúc hồ sơ: {outcome}.', 'Dossier closed: {outcome}.', { outcome: OUTCOME_WORDS[fact.outcome] }),
};

export function sentenceOf(fact: Fact, names: Names): Text {
  const sentence = SENTENCES[fact.type] as (fact: Fact, names: Names) => Text;
  return sentence(fact, names);
}
