import type { Text } from './text.js';

/** Why a message between Motcua and another system could not have its effect, and what to do about it. `{found}` and `{said}` come with the reason. */
export interface DeadLetterText {
  readonly what: Text;
  readonly todo: Text;
}

/** What somebody must look at before it leaves, or because the other side does not take it. */
export const OUTGOING_REASONS: Readonly<Record<string, DeadLetterText>> = {
  ANSWERED_OTHERWISE: {
    what: {
      vi: 'Bước này đã được {found} trả lời, không cần gửi nữa.',
      en: 'The step has been answered by {found}; it need not be sent any more.',
    },
    todo: { vi: 'Không phải làm gì.', en: 'Nothing.' },
  },
  NO_LONGER_ASKED: {
    what: { vi: 'Không còn ai chờ thông điệp này.', en: 'Nobody waits for this message any more.' },
    todo: { vi: 'Không phải làm gì.', en: 'Nothing.' },
  },
  UNFIT: {
    what: {
      vi: 'Dữ liệu gửi đi không đúng mẫu của đối tác: {said}',
      en: 'What is to be sent does not fit the contract of the partner: {said}',
    },
    todo: {
      vi: 'Sửa trường được nêu rồi gửi lại. Nếu hồ sơ cũng sai thì sửa hồ sơ theo thủ tục bổ sung.',
      en: 'Correct the field that is named and send again. Where the application is wrong too, have it supplemented.',
    },
  },
  PARTNER_REFUSES: {
    what: { vi: 'Đối tác không nhận: {said}', en: 'The partner refuses it: {said}' },
    todo: {
      vi: 'Đọc lời của đối tác, sửa trường sai rồi gửi lại; nếu không rõ thì hỏi đối tác.',
      en: "Read the partner's words, correct what is wrong and send again; ask the partner where they are not clear.",
    },
  },
  NO_ADDRESS: {
    what: { vi: 'Ở đây chưa có địa chỉ của hệ thống này: {said}', en: 'This system has no address here: {said}' },
    todo: {
      vi: 'Quản trị đặt địa chỉ và khởi động lại, rồi gửi lại; hoặc gửi trên giấy, nhập trả lời bằng tay và bỏ thông điệp này.',
      en: 'The administrator sets the address and starts the system anew, then send again; or send it on paper, enter the answer by hand and give this up.',
    },
  },
  UNANSWERED: {
    what: { vi: 'Đã thử nhiều lần mà đối tác không trả lời: {said}', en: 'Tried many times, and the partner did not answer: {said}' },
    todo: {
      vi: 'Gọi cho đối tác; khi hệ thống của họ chạy lại thì gửi lại. Gửi lại không làm hai lần: thông điệp giữ nguyên mã.',
      en: 'Call the partner, and send again when its system works. Nothing happens twice by it: the message keeps its id.',
    },
  },
};

/** An applicant's words are not corrected by an officer. */
const FILED_AGAIN: Text = {
  vi: 'Báo người nộp nộp lại cho đúng tại Cổng, hoặc tiếp nhận tại quầy; rồi bỏ thông điệp này và ghi rõ.',
  en: 'Tell the applicant to file again at the portal, or receive it at the desk; then give this up and say so.',
};

/** What somebody must look at because the message cannot be understood here, or what was filed cannot be received. */
export const INCOMING_REASONS: Readonly<Record<string, DeadLetterText>> = {
  MESSAGE_INVALID: {
    what: { vi: 'Hồ sơ nộp tại Cổng không đúng giao ước: {said}', en: 'What was filed at the portal does not fit the contract: {said}' },
    todo: {
      vi: 'Báo Cổng dịch vụ công gửi lại cho đúng giao ước, rồi bỏ thông điệp này.',
      en: 'Have the portal send it again as agreed, and give this one up.',
    },
  },
  DATA_INVALID: {
    what: {
      vi: 'Tờ khai nộp tại Cổng không đúng mẫu của thủ tục: {said}',
      en: 'The form filed at the portal does not fit the procedure: {said}',
    },
    todo: FILED_AGAIN,
  },
  PROCEDURE_NOT_IN_FORCE: {
    what: { vi: 'Thủ tục nộp tại Cổng không có hiệu lực ở đây: {said}', en: 'The procedure filed for is not in force here: {said}' },
    todo: {
      vi: 'Quản trị công bố thủ tục rồi xử lý lại; nếu thủ tục đã hết hiệu lực thì báo người nộp và bỏ thông điệp này.',
      en: 'The administrator publishes the procedure, then try again; where it has ended tell the applicant and give this up.',
    },
  },
  AGENCY_NOT_BOUND: {
    what: { vi: 'Trung tâm này không có cơ quan làm thủ tục: {said}', en: 'This centre has no agency for the procedure: {said}' },
    todo: {
      vi: 'Quản trị bổ sung cơ quan vào tổ chức rồi xử lý lại; hoặc báo người nộp nộp đúng nơi và bỏ thông điệp này.',
      en: 'The administrator completes the organisation, then try again; or tell the applicant where to file and give this up.',
    },
  },
  UNREADABLE: {
    what: { vi: 'Không đọc được thông điệp: {said}', en: 'The message cannot be read: {said}' },
    todo: {
      vi: 'Báo đối tác gửi lại cho đúng giao ước, rồi bỏ thông điệp này.',
      en: 'Have the partner send it again as agreed, and give this one up.',
    },
  },
  UNFIT: {
    what: { vi: 'Thông điệp của đối tác không đúng giao ước: {said}', en: "The partner's message does not fit the contract: {said}" },
    todo: {
      vi: 'Hỏi đối tác, sửa trường sai theo văn bản của họ rồi xử lý lại; hoặc nhập trả lời bằng tay và bỏ thông điệp này.',
      en: 'Ask the partner, correct the field by their document and try again; or enter the answer by hand and give this up.',
    },
  },
  DOSSIER_UNKNOWN: {
    what: { vi: 'Không có hồ sơ {found}', en: 'There is no dossier {found}' },
    todo: {
      vi: 'Hỏi đối tác thông điệp thuộc hồ sơ nào, sửa mã tham chiếu rồi xử lý lại.',
      en: 'Ask the partner which dossier is meant, correct the reference and try again.',
    },
  },
};

const REFUND: Text = {
  vi: 'Đối chiếu chứng từ với đối tác; tiền nộp thừa thì làm thủ tục hoàn trả bằng tay, rồi bỏ thông điệp này và ghi rõ đã xử lý thế nào.',
  en: 'Compare the vouchers with the partner; refund by hand what was paid too much, then give this up and say what was done.',
};

const COMPARE: Text = {
  vi: 'Hồ sơ đã có trả lời khác hoặc bước này đã kết thúc. Đối chiếu với đối tác xem bên nào đúng; xong thì bỏ thông điệp này và ghi rõ.',
  en: 'The dossier has another answer, or the step is over. Find out with the partner which is right, then give this up and say so.',
};

/** What to do when the dossier does not take what a partner says, by the engine's refusal. */
export const REFUSED_TODO: Readonly<Record<string, Text>> = {
  ALREADY_PAID: REFUND,
  OVERPAID: REFUND,
  DOCUMENT_UNKNOWN: FILED_AGAIN,
  NO_SUCH_RUN: COMPARE,
  DOSSIER_CLOSED: COMPARE,
  OBLIGATION_UNKNOWN: {
    vi: 'Thông báo của khoản này chưa đến hoặc sai số. Hỏi đối tác; sửa số thông báo rồi xử lý lại.',
    en: 'The notice for this has not come, or its number is wrong. Ask the partner; correct the number and try again.',
  },
};

export const REFUSED_TODO_OTHERWISE: Text = {
  vi: 'Xem hồ sơ cho phép gì lúc này; sửa thông điệp theo văn bản của đối tác rồi xử lý lại, hoặc làm bằng tay và bỏ thông điệp này.',
  en: "See what the dossier allows now; correct the message by the partner's document and try again, or do it by hand and give this up.",
};
