/** One sentence per fact, in both languages: the timeline that applicants and inspectors read. */
import type { Fact } from '../../domain/engine/fact.js';
import type { Holder } from '../../domain/engine/state.js';
import { deadlineWords } from './deadline-words.js';
import { civil, say } from './say.js';
import type { Text } from './text.js';
import { CHANNEL_WORDS, OUTCOME_WORDS, STATUS_WORDS, STOP_WORDS, TIMELINESS_WORDS } from './words.js';

/** Names of things, as the definition and the organisation give them. */
export interface Names {
  readonly step: (id: string) => Text;
  readonly outcome: (step: string, outcome: string) => Text;
  readonly agency: (id: string) => Text;
  readonly document: (key: string) => Text;
}

type Sentences = { readonly [T in Fact['type']]: (fact: Extract<Fact, { type: T }>, names: Names) => Text };

const stepOf = (run: string, names: Names): Text => names.step(run.split('#')[0]!);
const money = (amount: number): string => `${amount.toString().replace(/\B(?=(\d{3})+$)/g, '.')} đ`;
const listed = (keys: readonly string[], names: Names): Text => ({
  vi: keys.map((key) => names.document(key).vi).join(', '),
  en: keys.map((key) => names.document(key).en).join(', '),
});
const MEDIUM_WORDS = {
  electronic: { vi: 'điện tử', en: 'electronic' },
  paper: { vi: 'giấy', en: 'paper' },
  connector: { vi: 'qua kết nối', en: 'by connector' },
} as const;
const METHOD_WORDS: Readonly<Record<Extract<Fact, { type: 'resultDelivered' }>['method'], Text>> = {
  desk: CHANNEL_WORDS.desk!,
  post: CHANNEL_WORDS.post!,
  online: CHANNEL_WORDS.online!,
  interlink: { vi: 'cho hồ sơ liên thông', en: 'to the linked dossier' },
};
const dated = (at: number | null): Text => (at === null ? { vi: 'chưa xác định', en: 'not set' } : { vi: civil(at), en: civil(at) });

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
  taskReleased: (fact, names) =>
    fact.by?.id === 'roster'
      ? say('Việc "{step}" trở về nhóm vì người giữ vắng mặt.', '"{step}" back to the pool: who held it is away.', {
          step: stepOf(fact.run, names),
        })
      : say('Trả lại việc "{step}".', '"{step}" released.', { step: stepOf(fact.run, names) }),
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
  calendarApplied: ({ moved, decision, proposedBy, approvedBy }) =>
    moved
      ? say(
          'Áp dụng lịch làm việc sửa đổi và tính lại các hạn, quyết định {decision}; {proposedBy} đề nghị, {approvedBy} duyệt.',
          'A revised calendar is applied and dates are counted again, decision {decision}; proposed by {proposedBy}, approved by {approvedBy}.',
          { decision, proposedBy, approvedBy },
        )
      : say(
          'Từ nay tính theo lịch làm việc sửa đổi, quyết định {decision}; các ngày đã hẹn giữ nguyên; {proposedBy} đề nghị, {approvedBy} duyệt.',
          'From now on a revised calendar counts, decision {decision}; promised dates stay; proposed by {proposedBy}, approved by {approvedBy}.',
          { decision, proposedBy, approvedBy },
        ),
  supplementRequested: (fact, names) =>
    fact.lookups
      ? say(
          'Yêu cầu bổ sung lần {time}: {documents}. Đã tra cứu cơ sở dữ liệu mà không có: {lookups}.',
          'Supplement request {time}: {documents}. Looked up in the database in vain: {lookups}.',
          { time: fact.time, documents: listed(fact.documents, names), lookups: listed(Object.keys(fact.lookups), names) },
        )
      : say('Yêu cầu bổ sung lần {time}: {documents}.', 'Supplement request {time}: {documents}.', {
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
  dossierStopped: (fact, names) =>
    say('Dừng giải quyết ({cause}).', 'Stopped ({cause}).', { cause: STOP_WORDS[fact.cause] ?? names.step(fact.cause) }),
  handoverSent: (fact, names) => {
    const late = fact.effectiveAt > (fact.forwardBy ?? Infinity);
    return say(
      `{from} bàn giao hồ sơ cho {to} ({medium})${late ? ', không kịp trong ngày' : ''}.`,
      `{from} hands the dossier over to {to} ({medium})${late ? ', not within the day' : ''}.`,
      { from: names.agency(fact.from), to: names.agency(fact.to), medium: MEDIUM_WORDS[fact.medium] },
    );
  },
  copySent: (fact, names) =>
    say('Gửi bản sao điện tử cho {to} theo dõi việc của {agency}.', '{to} gets a copy, to supervise what {agency} does.', {
      to: names.agency(fact.to),
      agency: names.agency(fact.agency),
    }),
  handoverReceived: (fact, names) =>
    say('Bên nhận đã nhận hồ sơ ở bước "{step}".', 'The dossier has been received at "{step}".', { step: stepOf(fact.run, names) }),
  handoverAccepted: (fact, names) =>
    say('Bên nhận bắt đầu xử lý bước "{step}".', '"{step}" has been taken up.', { step: stepOf(fact.run, names) }),
  handoverReturned: (fact, names) =>
    say('Trả lại bên giao ở bước "{step}".', 'Sent back to the sender at "{step}".', { step: stepOf(fact.run, names) }),
  dossierTransferred: (fact, names) =>
    say(
      fact.late ? 'Chuyển đúng thẩm quyền từ {from} sang {to}, không kịp trong ngày.' : 'Chuyển đúng thẩm quyền từ {from} sang {to}.',
      fact.late
        ? 'Transferred from {from} to {to}, which is competent; not within the day.'
        : 'Transferred from {from} to {to}, which is competent.',
      { from: names.agency(fact.from), to: names.agency(fact.to) },
    ),
  branchesOrdered: (fact) =>
    say('Một cửa xếp thứ tự chuyển: {branches}.', 'The centre fixes the order: {branches}.', { branches: fact.branches.join(', ') }),
  linkedDossierRequested: (fact, names) =>
    say('Lập hồ sơ liên thông, thủ tục {procedure}, tại {agency}.', 'A linked dossier of procedure {procedure} is filed with {agency}.', {
      procedure: fact.procedure,
      agency: names.agency(fact.agency),
    }),
  linkedDossierOpened: (fact) =>
    say('Hồ sơ liên thông mang số {number}.', 'The linked dossier has the number {number}.', { number: fact.number }),
  linkedDossierEnded: (fact) =>
    say('Hồ sơ liên thông kết thúc: {outcome}.', 'The linked dossier has ended: {outcome}.', { outcome: OUTCOME_WORDS[fact.outcome] }),
  endorsed: (fact, names) =>
    say('Bút phê số {matter} gửi {to}, trả lời trước {at}.', 'Endorsement {matter} to {to}, to be answered by {at}.', {
      matter: fact.matter,
      to: fact.to.officer ?? names.agency(fact.to.agency),
      at: dated(fact.answerBy),
    }),
  instructionAsked: (fact, names) =>
    say('Xin ý kiến chỉ đạo số {matter} của {to}, trước {at}.', 'Instruction {matter} asked of {to}, by {at}.', {
      matter: fact.matter,
      to: names.agency(fact.to.agency),
      at: dated(fact.answerBy),
    }),
  matterAnswered: (fact) => say('Đã trả lời nội dung số {matter}.', 'Matter {matter} answered.', { matter: fact.matter }),
  workEntered: (fact) =>
    say(
      fact.awaitsRuling ? 'Nhập sau việc làm lúc {at}; chờ người đứng đầu duyệt.' : 'Nhập sau việc làm lúc {at}.',
      fact.awaitsRuling ? 'Work done at {at} entered afterwards; it awaits the head.' : 'Work done at {at} entered afterwards.',
      { at: dated(fact.doneAt) },
    ),
  entryRuled: (fact) =>
    fact.granted ? say('Duyệt việc nhập sau.', 'The entry is granted.') : say('Không duyệt việc nhập sau.', 'The entry is not granted.'),
  breachCorrected: (fact, names) =>
    say(
      '{deadline} thực tế đúng hạn ({timeliness}): việc đã làm kịp, nay mới nhập.',
      '{deadline} was met ({timeliness}): the work was done in time and entered now.',
      {
        deadline: deadlineWords(fact.deadline, names.step),
        timeliness: TIMELINESS_WORDS[fact.timeliness],
      },
    ),
  dossierSuspended: (fact) => say('Tạm dừng tính thời hạn vì {cause}.', 'The clock is suspended: {cause}.', { cause: fact.cause }),
  dossierResumed: (fact) => say('Tính tiếp thời hạn; hết {cause}.', 'The clock goes on; {cause} is over.', { cause: fact.cause }),
  handoffRequested: (fact, names) => say('Chuyển liên thông đến {agency}.', 'Handed to {agency}.', { agency: names.agency(fact.agency) }),
  handoffReplied: (fact, names) =>
    say('Trả lời ở bước "{step}": {reply} {value}', 'Reply at "{step}": {reply} {value}', {
      step: names.step(fact.step),
      reply: names.outcome(fact.step, fact.reply),
      value: fact.value,
    }),
  obligationStated: (fact) =>
    say('Phải nộp {amount}, mã {reference}. {item}', 'To be paid: {amount}, reference {reference}. {item}', {
      item: fact.item,
      amount: money(fact.amount),
      reference: fact.reference,
    }),
  obligationPaid: (fact) =>
    say('Đã nộp {amount}, mã {reference}; còn {left}.', 'Paid {amount}, reference {reference}; {left} left.', {
      amount: money(fact.amount),
      reference: fact.reference,
      left: money(fact.left),
    }),
  obligationSettled: (fact) =>
    say(
      fact.how === 'exempt' ? 'Miễn {amount}, mã {reference}.' : 'Cho ghi nợ {amount}, mã {reference}.',
      fact.how === 'exempt' ? 'Exempt from {amount}, reference {reference}.' : '{amount}, reference {reference}, is deferred.',
      { amount: money(fact.amount), reference: fact.reference },
    ),
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
  resultDelivered: (fact) => say('Trả kết quả {method}.', 'Result delivered {method}.', { method: METHOD_WORDS[fact.method] }),
  dossierClosed: (fact) => say('Kết thúc hồ sơ: {outcome}.', 'Dossier closed: {outcome}.', { outcome: OUTCOME_WORDS[fact.outcome] }),
};

export function sentenceOf(fact: Fact, names: Names): Text {
  const sentence = SENTENCES[fact.type] as (fact: Fact, names: Names) => Text;
  return sentence(fact, names);
}
