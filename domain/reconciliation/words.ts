/** Differences in words, for pages, the command line and reports. */
import type { DifferenceKind, Said, SettlingAct } from './compare.js';

interface Words {
  readonly vi: string;
  readonly en: string;
}

export const DIFFERENCE_WORDS: Readonly<Record<DifferenceKind, Words>> = {
  'not-sent': { vi: 'Phiếu chuyển không gửi đi được', en: 'the message could not be sent' },
  'unknown-there': { vi: 'Ta đã gửi, họ không có', en: 'we sent it, they do not know it' },
  'answer-not-heard': { vi: 'Họ đã trả lời, ta chưa nhận được', en: 'they answered, and we never heard' },
  'ended-there': { vi: 'Họ đã kết thúc, ta vẫn chờ', en: 'they ended it, and we still wait' },
  'open-there': { vi: 'Ta đã kết thúc, họ vẫn xử lý', en: 'we ended it, and they still work on it' },
  'answers-differ': { vi: 'Hai bên ghi kết quả khác nhau', en: 'the two sides hold different answers' },
  'number-differs': { vi: 'Hai bên ghi số khác nhau', en: 'the two sides hold different numbers' },
  'notice-not-heard': { vi: 'Họ đã ra thông báo nộp tiền, ta chưa có', en: 'they stated an amount that we do not know of' },
  'payment-not-heard': { vi: 'Họ đã ghi nhận nộp tiền, ta chưa có', en: 'they have a payment that we do not know of' },
  'message-refused': { vi: 'Tin của họ ta không nhận được vào hồ sơ', en: 'the dossier did not take what they said' },
  'status-differs': { vi: 'Trạng thái ở Cổng khác với ta', en: "the portal's status is not ours" },
};

export const SETTLING_WORDS: Readonly<Record<SettlingAct, Words>> = {
  'send again': { vi: 'Gửi lại', en: 'send it again' },
  'take answer': { vi: 'Lấy trả lời của họ về hồ sơ', en: 'take their answer' },
  'cancel there': { vi: 'Báo họ dừng xử lý', en: 'tell them that it is no longer asked' },
  'by hand': { vi: 'Hai bên đối chiếu, cán bộ ghi kết quả', en: 'the two sides look together, an officer records what is right' },
};

const STATE_WORDS: Readonly<Record<string, Words>> = {
  awaiting: { vi: 'đang chờ trả lời', en: 'waiting for an answer' },
  answered: { vi: 'đã trả lời', en: 'answered' },
  'given up': { vi: 'không còn chờ', en: 'no longer waiting' },
  unknown: { vi: 'không có', en: 'unknown' },
  waiting: { vi: 'đang chờ xử lý', en: 'in process' },
  accepted: { vi: 'đang xử lý', en: 'taken up' },
  cancelled: { vi: 'đã hủy', en: 'cancelled' },
  'not stated': { vi: 'chưa có thông báo', en: 'no notice' },
  paid: { vi: 'đã nộp', en: 'paid' },
  settled: { vi: 'miễn hoặc cho nợ', en: 'exempt or deferred' },
  dead: { vi: 'gửi hỏng', en: 'given up sending' },
  refused: { vi: 'không vào được hồ sơ', en: 'not taken' },
};

/** Codes of the national portal (decision of the Government Office on the exchange of dossier states). */
const PORTAL_WORDS: Readonly<Record<string, Words>> = {
  '1': { vi: 'mới đăng ký', en: 'submitted' },
  '2': { vi: 'được tiếp nhận', en: 'accepted' },
  '3': { vi: 'không được tiếp nhận', en: 'not accepted' },
  '4': { vi: 'đang xử lý', en: 'in process' },
  '5': { vi: 'yêu cầu bổ sung giấy tờ', en: 'supplement requested' },
  '6': { vi: 'yêu cầu thực hiện nghĩa vụ tài chính', en: 'waiting for payment' },
  '7': { vi: 'công dân yêu cầu rút hồ sơ', en: 'withdrawal' },
  '8': { vi: 'dừng xử lý', en: 'stopped' },
  '9': { vi: 'đã xử lý xong', en: 'processed' },
  '10': { vi: 'đã trả kết quả', en: 'delivered' },
};

/**
 * Both sides in one sentence: `ta: đang chờ trả lời; họ: đã trả lời "notice" từ 10:05 02/03/2026`.
 * @param civil an instant as people write it.
 */
export function differenceSentence({ ours, theirs }: { readonly ours: Said; readonly theirs: Said }, civil: (at: number) => string): Words {
  const side = (said: Said, language: keyof Words, since: string): string => {
    const words = STATE_WORDS[said.state] ?? PORTAL_WORDS[said.state];
    const value = said.value === undefined ? '' : ` "${said.value}"`;
    const at = said.at === null ? '' : ` ${since} ${civil(said.at)}`;
    return `${words?.[language] ?? said.state}${value}${at}`;
  };
  return {
    vi: `ta: ${side(ours, 'vi', 'từ')}; họ: ${side(theirs, 'vi', 'từ')}`,
    en: `we: ${side(ours, 'en', 'since')}; they: ${side(theirs, 'en', 'since')}`,
  };
}
