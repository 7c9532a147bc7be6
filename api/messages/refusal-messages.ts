import type { RefusalCode } from '../../domain/engine/engine.js';
import type { Text } from './text.js';

/** Why the engine refused an act, in words. `{found}` and `{expected}` come with the refusal. */
export const REFUSAL_MESSAGES: Readonly<Record<RefusalCode, Text>> = {
  NOT_RECEIVED: { vi: 'Hồ sơ chưa được tiếp nhận.', en: 'The dossier has not been received.' },
  ALREADY_RECEIVED: { vi: 'Hồ sơ đã được tiếp nhận rồi.', en: 'The dossier has already been received.' },
  DOSSIER_CLOSED: { vi: 'Hồ sơ đã kết thúc.', en: 'The dossier is closed.' },
  TIME_RUNS_BACKWARDS: { vi: 'Thời điểm sớm hơn việc đã ghi trước đó.', en: 'The instant is earlier than what has been recorded.' },
  NO_SUCH_RUN: { vi: 'Không có công việc đang mở {found}.', en: 'No open task {found}.' },
  NOT_ALLOWED_NOW: { vi: 'Lúc này hồ sơ không cho phép việc này. {found}', en: 'The dossier does not allow this now. {found}' },
  WRONG_AGENCY: { vi: 'Công việc thuộc cơ quan khác ({expected}).', en: 'The task belongs to another agency ({expected}).' },
  WRONG_ROLE: { vi: 'Công việc dành cho vai trò {expected}.', en: 'The task is for the role {expected}.' },
  HELD_BY_ANOTHER: { vi: 'Công việc đã có người nhận: {found}.', en: 'The task is held by {found}.' },
  SAME_OFFICER: { vi: 'Người đã làm bước trước không được làm bước này.', en: 'The officer who did the earlier step may not do this one.' },
  OUTCOME_UNKNOWN: {
    vi: 'Không có kết quả bước "{found}"; chọn một trong: {expected}.',
    en: 'No outcome "{found}"; choose one of: {expected}.',
  },
  OUTCOME_MISSING: { vi: 'Phải chọn kết quả bước: {expected}.', en: 'An outcome is needed: {expected}.' },
  LOOP_EXHAUSTED: {
    vi: 'Đã quay lại đủ số lần cho phép ({expected}).',
    en: 'The way back has been taken as often as allowed ({expected}).',
  },
  RESULT_MISSING: { vi: 'Thiếu giấy tờ kết quả: {expected}.', en: 'Result documents are missing: {expected}.' },
  DOCUMENT_UNKNOWN: { vi: 'Thủ tục không có giấy tờ "{found}".', en: 'The procedure has no document "{found}".' },
  LOOKUP_MISSING: {
    vi: 'Giấy tờ "{found}" được thay bằng dữ liệu của cơ sở dữ liệu {expected}: tra cứu trước, rồi ghi vào lookups kết quả (not found, incomplete, unavailable).',
    en: 'Data of the database {expected} stand in for "{found}": look it up first, and say in lookups how that ended (not found, incomplete, unavailable).',
  },
  LOOKUP_WITHOUT_EFFECT: {
    vi: 'lookups nêu "{found}", nhưng giấy tờ ấy không được yêu cầu hoặc không có dữ liệu thay thế. {expected}',
    en: 'lookups names "{found}", which is not asked for or has no data standing in for it. {expected}',
  },
  DOCUMENT_MISSING: { vi: 'Thiếu giấy tờ bắt buộc: {expected}.', en: 'Required documents are missing: {expected}.' },
  SUPPLEMENT_NEEDS_HEAD: { vi: 'Yêu cầu bổ sung lần này cần người đứng đầu đồng ý.', en: 'This supplement request needs the head.' },
  SUPPLEMENT_EXHAUSTED: { vi: 'Đã hết số lần yêu cầu bổ sung ({expected}).', en: 'No more supplement requests are allowed ({expected}).' },
  SUPPLEMENT_NOT_OPEN: { vi: 'Hồ sơ không có yêu cầu bổ sung đang mở.', en: 'No supplement request is open.' },
  SUPPLEMENT_OPEN: { vi: 'Hồ sơ đang chờ bổ sung.', en: 'A supplement is awaited.' },
  GROUND_UNKNOWN: {
    vi: 'Không có căn cứ từ chối "{found}"; chọn một trong: {expected}.',
    en: 'No ground of refusal "{found}"; choose one of: {expected}.',
  },
  EXTENSION_EXHAUSTED: {
    vi: 'Đã gia hạn đủ số lần cho phép ({expected}).',
    en: 'The term has been extended as often as allowed ({expected}).',
  },
  EXTENSION_TOO_LATE: {
    vi: 'Đề nghị gia hạn quá muộn; phải trước {expected}.',
    en: 'Too late to ask for an extension; the latest was {expected}.',
  },
  EXTENSION_TOO_LONG: { vi: 'Thời gian gia hạn {found} vượt mức {expected}.', en: 'An extension of {found} exceeds {expected}.' },
  EXTENSION_NOT_ASKED: { vi: 'Chưa có đề nghị gia hạn.', en: 'No extension has been asked for.' },
  EXTENSION_PENDING: { vi: 'Đang có đề nghị gia hạn chờ quyết định.', en: 'An extension request awaits its ruling.' },
  NOTHING_TO_APOLOGISE: { vi: 'Không có lần trễ hẹn nào chưa xin lỗi.', en: 'No late episode awaits an apology.' },
  REAPPOINTMENT_EXHAUSTED: { vi: 'Đã hẹn lại đủ số lần cho phép ({expected}).', en: 'No more new appointments are allowed ({expected}).' },
  REAPPOINTMENT_IN_PAST: { vi: 'Ngày hẹn lại phải ở tương lai.', en: 'The new appointment must be in the future.' },
  REPLY_UNKNOWN: { vi: 'Không có trả lời "{found}"; chọn một trong: {expected}.', en: 'No reply "{found}"; choose one of: {expected}.' },
  OBLIGATION_MISSING: { vi: 'Trả lời này phải nêu số tiền và mã nộp.', en: 'This reply must state an amount and its reference.' },
  OBLIGATION_UNKNOWN: { vi: 'Không có nghĩa vụ tài chính "{found}".', en: 'No obligation "{found}".' },
  ALREADY_PAID: { vi: 'Khoản này đã nộp đủ.', en: 'This has been paid.' },
  OVERPAID: { vi: 'Số tiền {found} lớn hơn số còn phải nộp {expected}.', en: 'The amount {found} exceeds what is left, {expected}.' },
  NOT_ASKED: { vi: 'Cơ quan này không được hỏi ý kiến hoặc đã trả lời.', en: 'This agency was not asked, or has answered.' },
  METHOD_UNKNOWN: {
    vi: 'Không trả kết quả theo cách "{found}"; chọn một trong: {expected}.',
    en: 'No delivery by "{found}"; choose one of: {expected}.',
  },
  VALUE_MISSING: {
    vi: 'Thiếu số do hệ thống khác trả về ({expected}).',
    en: 'The number the other system returns is missing ({expected}).',
  },
  CHANNEL_UNKNOWN: {
    vi: 'Thủ tục không nhận qua "{found}"; chọn một trong: {expected}.',
    en: 'The procedure is not received by "{found}"; choose one of: {expected}.',
  },
  BINDING_MISSING: { vi: 'Chưa xác định cơ quan cho: {expected}.', en: 'No agency is bound for: {expected}.' },
  CHOICE_MISSING: { vi: 'Thiếu thông tin để rẽ nhánh: {expected}.', en: 'Data that conditions read are missing: {expected}.' },
  ALREADY_ACKNOWLEDGED: { vi: 'Việc này đã được xác nhận rồi ({found}).', en: 'This has been acknowledged already ({found}).' },
  TRANSFER_TO_ITSELF: {
    vi: 'Hồ sơ đang ở chính cơ quan {found}; chọn cơ quan khác.',
    en: 'The dossier is with {found} already; choose another agency.',
  },
  BRANCHES_DIFFER: {
    vi: 'Thứ tự phải gồm đúng các nhánh còn chờ: {expected}.',
    en: 'The order must name exactly the branches that wait: {expected}.',
  },
  REFERENCE_TAKEN: {
    vi: 'Mã nộp {found} đã có trong hồ sơ; dùng mã khác.',
    en: 'The reference {found} is taken in this dossier; use another.',
  },
  CAUSE_UNKNOWN: {
    vi: 'Không có lý do tạm dừng "{found}"; chọn một trong: {expected}.',
    en: 'No cause "{found}"; choose one of: {expected}.',
  },
  ALREADY_SUSPENDED: { vi: 'Thời hạn đang tạm dừng vì {found}.', en: 'The clock is suspended for {found} already.' },
  NOT_SUSPENDED: { vi: 'Thời hạn không bị tạm dừng.', en: 'The clock is not suspended.' },
  MATTER_UNKNOWN: {
    vi: 'Không có nội dung số {found} chờ anh/chị trả lời; đang chờ: {expected}.',
    en: 'No matter {found} awaits your answer; open: {expected}.',
  },
  ANSWER_BY_IN_PAST: { vi: 'Hạn trả lời {found} phải ở tương lai.', en: 'The date of the answer, {found}, must be in the future.' },
  ENTRY_UNKNOWN: {
    vi: 'Không có việc nhập sau số {found} chờ duyệt; đang chờ: {expected}.',
    en: 'No entry {found} awaits a ruling; open: {expected}.',
  },
  ENTRY_TOO_EARLY: {
    vi: 'Việc không thể làm trước khi bước bắt đầu ({expected}); đã nhập {found}.',
    en: 'The work cannot have been done before its step began ({expected}); found {found}.',
  },
  ENTRY_IN_FUTURE: {
    vi: 'Thời điểm làm việc {found} ở tương lai; chậm nhất là {expected}.',
    en: 'The time of the work, {found}, is in the future; at the latest {expected}.',
  },
  ENTRY_NEEDS_HEAD: {
    vi: 'Nhập việc đã lâu cần người giữ vai trò {expected}.',
    en: 'Work so long ago must be entered by the role {expected}.',
  },
  EVIDENCE_MISSING: { vi: 'Phải kèm tệp chứng minh việc đã làm.', en: 'A file that shows the work was done is needed.' },
  CALENDAR_MISSING: { vi: 'Không có lịch làm việc {found} để áp dụng.', en: 'The calendar {found} is not there to be applied.' },
  POSTAL_NUMBER_MISSING: {
    vi: 'Trả qua bưu chính phải ghi số bưu gửi (reference).',
    en: 'Delivery by post needs the number of the item (reference).',
  },
};

export const REFUSED_TITLE: Text = { vi: 'Hồ sơ không cho phép việc này', en: 'The dossier does not allow this' };
