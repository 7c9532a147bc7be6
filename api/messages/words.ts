/** Words of the closed unions, for people. */
import type { LegState } from '../../domain/engine/legs.js';
import type { Outcome, Status, Timeliness } from '../../domain/engine/state.js';
import type { MatterKind } from '../../store/asked.js';
import type { Text } from './text.js';

export const STATUS_WORDS: Readonly<Record<Status, Text>> = {
  submitted: { vi: 'Mới nộp, chờ tiếp nhận', en: 'submitted, to be checked' },
  'supplement before acceptance': { vi: 'Chờ bổ sung trước tiếp nhận', en: 'supplement before acceptance' },
  'not accepted': { vi: 'Không được tiếp nhận', en: 'not accepted' },
  accepted: { vi: 'Đã tiếp nhận', en: 'accepted' },
  'in progress': { vi: 'Đang xử lý', en: 'in progress' },
  'at partner': { vi: 'Đang ở cơ quan liên thông', en: 'at another agency' },
  'supplement requested': { vi: 'Yêu cầu bổ sung giấy tờ', en: 'supplement requested' },
  'waiting for payment': { vi: 'Chờ thực hiện nghĩa vụ tài chính', en: 'waiting for payment' },
  'waiting for applicant': { vi: 'Chờ người nộp hồ sơ', en: 'waiting for the applicant' },
  processed: { vi: 'Đã xử lý xong, chờ trả', en: 'processed, to be delivered' },
  refused: { vi: 'Không giải quyết', en: 'refused' },
  stopped: { vi: 'Dừng xử lý', en: 'stopped' },
  delivered: { vi: 'Đã trả kết quả', en: 'delivered' },
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, Text>> = {
  granted: { vi: 'giải quyết', en: 'granted' },
  refused: { vi: 'từ chối giải quyết', en: 'refused' },
  withdrawn: { vi: 'người nộp rút hồ sơ', en: 'withdrawn' },
  stopped: { vi: 'dừng giải quyết', en: 'stopped' },
  'not accepted': { vi: 'không tiếp nhận', en: 'not accepted' },
};

export const TIMELINESS_WORDS: Readonly<Record<Timeliness, Text>> = {
  early: { vi: 'trước hạn', en: 'early' },
  'on time': { vi: 'đúng hạn', en: 'on time' },
  late: { vi: 'quá hạn', en: 'late' },
};

export const LEG_STATE_WORDS: Readonly<Record<LegState, Text>> = {
  foreseen: { vi: 'dự kiến', en: 'foreseen' },
  'on its way': { vi: 'đang chuyển', en: 'on its way' },
  'at work': { vi: 'đang làm', en: 'at work' },
  suspended: { vi: 'tạm dừng', en: 'suspended' },
  done: { vi: 'đã xong', en: 'done' },
  cancelled: { vi: 'không phải làm nữa', en: 'cancelled' },
};

export const CHANNEL_WORDS: Readonly<Record<string, Text>> = {
  desk: { vi: 'trực tiếp', en: 'at the desk' },
  post: { vi: 'qua bưu chính', en: 'by post' },
  online: { vi: 'trực tuyến', en: 'online' },
  interlink: { vi: 'cho hồ sơ liên thông', en: 'to the linked dossier' },
  granted: { vi: 'được giải quyết', en: 'granted' },
  refused: { vi: 'bị từ chối', en: 'refused' },
  stopped: { vi: 'bị dừng', en: 'stopped' },
};

/** Why a dossier was stopped where no step is the cause. */
export const STOP_WORDS: Readonly<Record<string, Text>> = {
  officer: { vi: 'theo quyết định của một cửa', en: 'by decision of the centre' },
  'supplement expired': { vi: 'quá thời hạn bổ sung', en: 'the time for the supplement has run out' },
  'linked dossiers stopped': { vi: 'các hồ sơ liên thông đều bị dừng', en: 'all linked dossiers were stopped' },
};

export const MATTER_WORDS: Readonly<Record<MatterKind, Text>> = {
  endorsement: { vi: 'bút phê', en: 'endorsement' },
  instruction: { vi: 'xin ý kiến chỉ đạo', en: 'request for instruction' },
  entry: { vi: 'việc nhập sau chờ duyệt', en: 'work entered afterwards, to be ruled on' },
  extension: { vi: 'đề nghị gia hạn chờ quyết định', en: 'extension asked, to be ruled on' },
};

/** What the public sees of a dossier: how far it has come, and nothing else (Circular on public tracking, rule R26). */
export type Completion = 'submitted' | 'processing' | 'processed' | 'delivered' | 'ended';

export const COMPLETION_WORDS: Readonly<Record<Completion, Text>> = {
  submitted: { vi: 'Đã nộp, chờ tiếp nhận', en: 'submitted' },
  processing: { vi: 'Đang giải quyết', en: 'being processed' },
  processed: { vi: 'Đã giải quyết xong, chờ trả kết quả', en: 'processed, to be collected' },
  delivered: { vi: 'Đã trả kết quả', en: 'delivered' },
  ended: { vi: 'Đã kết thúc', en: 'ended' },
};

export const COMPLETION: Readonly<Record<Status, Completion>> = {
  submitted: 'submitted',
  'supplement before acceptance': 'submitted',
  'not accepted': 'ended',
  accepted: 'processing',
  'in progress': 'processing',
  'at partner': 'processing',
  'supplement requested': 'processing',
  'waiting for payment': 'processing',
  'waiting for applicant': 'processing',
  processed: 'processed',
  refused: 'processed',
  stopped: 'ended',
  delivered: 'delivered',
};

/** Outcomes that steps have by their kind and not by their definition; empty where the sentence says enough without. */
export const OUTCOMES_OF_KINDS: Readonly<Record<string, Text>> = {
  done: { vi: '', en: '' },
  joined: { vi: '', en: '' },
  else: { vi: '', en: '' },
  answered: { vi: 'đã có đủ ý kiến', en: 'all have answered' },
  silence: { vi: 'im lặng là đồng ý', en: 'silence is consent' },
  ended: { vi: 'hết thời gian niêm yết', en: 'the posting is over' },
  objection: { vi: 'có khiếu nại', en: 'an objection was lodged' },
  paid: { vi: 'đã nộp đủ', en: 'paid in full' },
  'nothing to pay': { vi: 'không phải nộp', en: 'nothing to pay' },
  late: { vi: 'quá hạn', en: 'late' },
  desk: { vi: 'trả trực tiếp', en: 'at the desk' },
  post: { vi: 'qua bưu chính', en: 'by post' },
  online: { vi: 'trực tuyến', en: 'online' },
};
