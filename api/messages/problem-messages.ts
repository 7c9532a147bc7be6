import type { ProblemCode } from '../problem.js';
import type { Text } from './text.js';

/** Title and detail of each problem. `{found}` is what was found. */
export const PROBLEM_MESSAGES: Readonly<Record<ProblemCode, { readonly title: Text; readonly detail: Text }>> = {
  REQUEST_INVALID: {
    title: { vi: 'Yêu cầu không đúng mẫu', en: 'The request does not fit its schema' },
    detail: {
      vi: 'Xem danh sách lỗi: mỗi lỗi ghi vị trí và điều được mong đợi. {found}',
      en: 'See the errors: each says where and what was expected. {found}',
    },
  },
  JSON_INVALID: {
    title: { vi: 'Nội dung không phải JSON', en: 'The body is not JSON' },
    detail: { vi: 'Không đọc được nội dung gửi lên như JSON (UTF-8).', en: 'The body could not be read as JSON (UTF-8).' },
  },
  CURSOR_INVALID: {
    title: { vi: 'Con trỏ trang không hợp lệ', en: 'The page cursor is not valid' },
    detail: { vi: 'Chỉ dùng con trỏ do máy chủ trả về trong "next".', en: 'Use only a cursor that the server gave as "next".' },
  },
  IDEMPOTENCY_KEY_MISSING: {
    title: { vi: 'Thiếu Idempotency-Key', en: 'Idempotency-Key is missing' },
    detail: {
      vi: 'Mỗi yêu cầu ghi cần tiêu đề Idempotency-Key (8 đến 100 chữ cái, chữ số, "-", "_", ".", ":"); gửi lại cùng khóa thì việc chỉ làm một lần.',
      en: 'Every write needs the header Idempotency-Key (8 to 100 letters, digits, "-", "_", ".", ":"); sent again with the same key it is done once.',
    },
  },
  SIGN_IN_FAILED: {
    title: { vi: 'Đăng nhập không thành công', en: 'Signing in failed' },
    detail: { vi: 'Tài khoản hoặc mật khẩu không đúng.', en: 'The account or the password is wrong.' },
  },
  TOKEN_MISSING: {
    title: { vi: 'Chưa đăng nhập', en: 'Not signed in' },
    detail: {
      vi: 'Cần tiêu đề Authorization: Bearer … (lấy từ POST /sessions).',
      en: 'The header Authorization: Bearer … is needed (from POST /sessions).',
    },
  },
  TOKEN_INVALID: {
    title: { vi: 'Phiên đăng nhập không hợp lệ', en: 'The token is not valid' },
    detail: { vi: 'Hãy đăng nhập lại.', en: 'Sign in again.' },
  },
  TOKEN_EXPIRED: {
    title: { vi: 'Phiên đăng nhập đã hết hạn', en: 'The token has expired' },
    detail: { vi: 'Hãy đăng nhập lại.', en: 'Sign in again.' },
  },
  SIGNATURE_INVALID: {
    title: { vi: 'Chữ ký không hợp lệ', en: 'The signature is not valid' },
    detail: {
      vi: 'Thông điệp của hệ thống ngoài không được chấp nhận: {found}.',
      en: 'The message of the outside system was not believed: {found}.',
    },
  },
  ROLE_NOT_ALLOWED: {
    title: { vi: 'Vai trò không được phép', en: 'The role may not do this' },
    detail: { vi: 'Việc này dành cho: {found}.', en: 'This is for: {found}.' },
  },
  POST_NOT_HELD: {
    title: { vi: 'Không giữ vị trí ở cơ quan này', en: 'No post at this agency' },
    detail: {
      vi: 'Hôm nay tài khoản không có vị trí nào ở {found} (tiêu đề Motcua-Post); các vị trí được liệt kê ở GET /me.',
      en: 'Today the account has no post at {found} (header Motcua-Post); its posts are listed at GET /me.',
    },
  },
  FIELD_NOT_HELD: {
    title: { vi: 'Ngoài lĩnh vực được giao', en: 'Not one of your fields' },
    detail: {
      vi: 'Không vị trí nào của tài khoản được tiếp nhận hồ sơ thuộc lĩnh vực {found}.',
      en: 'No post of the account may receive dossiers of the field {found}.',
    },
  },
  ROSTER_NOT_YOURS: {
    title: { vi: 'Không được ghi lịch của người này', en: 'Not yours to record' },
    detail: {
      vi: 'Lịch trực và vắng mặt của {found} do chính người đó, người đứng đầu cơ quan hoặc quản trị ghi.',
      en: 'Duties and absences of {found} are recorded by the officer, the head of the agency or the administrator.',
    },
  },
  ABSENT_TODAY: {
    title: { vi: 'Đang được ghi là vắng mặt', en: 'Recorded as absent' },
    detail: {
      vi: 'Bạn được ghi là vắng mặt đến hết {found}. Hãy kết thúc đợt vắng mặt (POST /absences/…/end) rồi nhận việc.',
      en: 'You are recorded as absent until {found}. End the absence (POST /absences/…/end), then claim.',
    },
  },
  OFFICER_UNFIT: {
    title: { vi: 'Không giao được cho người này', en: 'Not somebody who can do it' },
    detail: { vi: '{found}. Hãy chọn người khác.', en: '{found}. Choose somebody else.' },
  },
  REHEARSAL_OFF: {
    title: { vi: 'Chế độ diễn tập đang tắt', en: 'Rehearsal is off' },
    detail: { vi: 'Máy chủ chạy không có MOTCUA_REHEARSAL=on.', en: 'The server runs without MOTCUA_REHEARSAL=on.' },
  },
  NOT_FOUND: {
    title: { vi: 'Không tìm thấy', en: 'Not found' },
    detail: { vi: 'Không có {found}, hoặc bạn không được xem.', en: 'There is no {found}, or you may not see it.' },
  },
  PATH_UNKNOWN: {
    title: { vi: 'Không có đường dẫn này', en: 'No such path' },
    detail: { vi: 'Các đường dẫn được liệt kê ở /docs.', en: 'The paths are listed at /docs.' },
  },
  METHOD_NOT_ALLOWED: {
    title: { vi: 'Phương thức không được phép', en: 'Method not allowed' },
    detail: { vi: 'Đường dẫn này chỉ nhận: {found}.', en: 'This path takes only: {found}.' },
  },
  VERSION_OVERLAP: {
    title: { vi: 'Trùng ngày hiệu lực', en: 'Two versions in force from one day' },
    detail: { vi: 'Đã có phiên bản khác có hiệu lực từ ngày đó. {found}', en: 'Another version is in force from that day. {found}' },
  },
  SECOND_PERSON_NEEDED: {
    title: { vi: 'Cần người thứ hai duyệt', en: 'A second person must approve' },
    detail: {
      vi: '{found} là người đề nghị nên không được duyệt; một quản trị viên khác phải duyệt.',
      en: '{found} proposed it and may not approve it; another administrator must.',
    },
  },
  PROPOSAL_OUTDATED: {
    title: { vi: 'Đề nghị không còn đúng lịch hiện hành', en: 'The proposal is out of date' },
    detail: {
      vi: 'Lịch "{found}" đã được công bố lại sau khi đề nghị. Hãy xem lại và lập đề nghị mới.',
      en: 'The calendar "{found}" was published anew since the proposal. Look at the preview again and make a new one.',
    },
  },
  BODY_TOO_LARGE: {
    title: { vi: 'Nội dung quá lớn', en: 'The body is too large' },
    detail: { vi: 'Nội dung gửi lên không quá 1 MB.', en: 'The body may have at most 1 MB.' },
  },
  FILE_TOO_LARGE: {
    title: { vi: 'Tệp quá lớn', en: 'The file is too large' },
    detail: { vi: 'Tệp không quá {found} byte.', en: 'A file may have at most {found} bytes.' },
  },
  MEDIA_TYPE_UNSUPPORTED: {
    title: { vi: 'Loại nội dung không được hỗ trợ', en: 'Unsupported media type' },
    detail: { vi: 'Được mong đợi: {found}.', en: 'Expected: {found}.' },
  },
  FILE_TYPE_REFUSED: {
    title: { vi: 'Loại tệp không được nhận', en: 'The type of the file is refused' },
    detail: { vi: 'Nội dung tệp không thuộc loại được nhận. {found}', en: 'The content of the file is of no accepted type. {found}' },
  },
  KEY_REUSED: {
    title: { vi: 'Idempotency-Key đã dùng cho yêu cầu khác', en: 'The Idempotency-Key belongs to another request' },
    detail: { vi: 'Hãy dùng khóa mới cho yêu cầu mới.', en: 'Use a new key for a new request.' },
  },
  DATA_INVALID: {
    title: { vi: 'Thông tin hồ sơ không đúng', en: 'The application does not fit the procedure' },
    detail: { vi: 'Xem danh sách lỗi.', en: 'See the errors.' },
  },
  DEFINITION_INVALID: {
    title: { vi: 'Định nghĩa thủ tục có lỗi', en: 'The definition has problems' },
    detail: { vi: 'Không có gì được công bố; xem danh sách lỗi.', en: 'Nothing was published; see the errors.' },
  },
  PROCEDURE_NOT_IN_FORCE: {
    title: { vi: 'Thủ tục không có hiệu lực', en: 'The procedure is not in force' },
    detail: {
      vi: 'Không có phiên bản nào của thủ tục có hiệu lực vào ngày tiếp nhận: {found}.',
      en: 'No version of the procedure is in force on the day of reception: {found}.',
    },
  },
  AGENCY_NOT_BOUND: {
    title: { vi: 'Không xác định được cơ quan giải quyết', en: 'No agency is competent' },
    detail: { vi: 'Cơ cấu tổ chức không có cơ quan cho: {found}.', en: 'The organisation has no agency for: {found}.' },
  },
  AGENCY_NOT_COMPETENT: {
    title: { vi: 'Cơ quan không có thẩm quyền', en: 'The agency is not competent' },
    detail: {
      vi: 'Không chuyển được hồ sơ đến {found}; chọn cơ quan cùng loại, có lĩnh vực của thủ tục.',
      en: 'The dossier cannot go to {found}; choose an agency of the same kind with the field of the procedure.',
    },
  },
  AGENCY_UNKNOWN: {
    title: { vi: 'Không có cơ quan này', en: 'There is no such agency' },
    detail: {
      vi: 'Tổ chức không có cơ quan {found}; chọn một cơ quan đã khai báo.',
      en: 'The organisation has no agency {found}; choose one that it has.',
    },
  },
  FILE_UNKNOWN: {
    title: { vi: 'Tệp không thuộc hồ sơ', en: 'The file is not of this dossier' },
    detail: { vi: 'Hãy tải tệp lên hồ sơ này trước: {found}.', en: 'Upload the file to this dossier first: {found}.' },
  },
  DOCUMENT_NOT_LISTED: {
    title: { vi: 'Giấy tờ ngoài thành phần hồ sơ', en: 'Not a paper of the procedure' },
    detail: {
      vi: 'Không được yêu cầu giấy tờ mà thủ tục không quy định (Nghị định 61/2018, Điều 5); xem danh sách lỗi.',
      en: 'No paper may be asked for that the procedure does not list (Decree 61/2018, art. 5); see the errors.',
    },
  },
  FILE_NOT_THE_RESULT: {
    title: { vi: 'Tệp không phải giấy tờ kết quả này', en: 'The file is not this result' },
    detail: {
      vi: 'Tệp đã tải lên với tên giấy tờ khác: {found}. Hãy tải kết quả lên với đúng tên giấy tờ (document).',
      en: 'The file was uploaded as another paper: {found}. Upload the result under its own key (document).',
    },
  },
  NOTHING_TO_DO: {
    title: { vi: 'Không có việc nào làm thay được', en: 'There is no act that would settle this' },
    detail: {
      vi: 'Hai bên phải tự đối chiếu. Khi đã rõ, ghi kết quả bằng how: "by hand" và lý do (why).',
      en: 'The two sides must look together. Once it is clear, record it with how: "by hand" and the reason (why).',
    },
  },
  WHY_MISSING: {
    title: { vi: 'Thiếu lý do', en: 'The reason is missing' },
    detail: { vi: 'Ghi điều gì là đúng, căn cứ vào đâu (why).', en: 'Say what is right and on what ground (why).' },
  },
  NOT_A_REHEARSAL: {
    title: { vi: 'Không phải hồ sơ diễn tập', en: 'Not a rehearsal dossier' },
    detail: { vi: 'Chỉ đồng hồ của hồ sơ diễn tập mới chạy nhanh được.', en: 'Only the clock of a rehearsal dossier can be run ahead.' },
  },
  CLOCK_RUNS_BACKWARDS: {
    title: { vi: 'Đồng hồ không chạy lùi', en: 'The clock does not run backwards' },
    detail: { vi: 'Đồng hồ của hồ sơ đang ở {found}.', en: 'The clock of the dossier is at {found}.' },
  },
  MESSAGE_INVALID: {
    title: { vi: 'Thông điệp không đúng giao ước', en: 'The message does not fit the contract' },
    detail: { vi: '{found}', en: '{found}' },
  },
  CORRECTION_INVALID: {
    title: { vi: 'Sửa như vậy chưa đúng giao ước', en: 'Corrected so, it does not fit the contract' },
    detail: { vi: 'Chưa ghi gì. {found}', en: 'Nothing was written. {found}' },
  },
  LETTER_SETTLED: {
    title: { vi: 'Thông điệp không còn chờ xử lý', en: 'The message no longer waits for anybody' },
    detail: { vi: 'Trạng thái hiện nay: {found}.', en: 'It is {found} now.' },
  },
  TOO_MANY_REQUESTS: {
    title: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' },
    detail: { vi: 'Hãy đợi rồi thử lại.', en: 'Wait, then try again.' },
  },
  INTERNAL: {
    title: { vi: 'Lỗi của hệ thống', en: 'An error of the system' },
    detail: { vi: 'Lỗi đã được ghi lại; mã tra cứu: {found}.', en: 'It has been logged; reference: {found}.' },
  },
  TIME_SKIPPING_OFF: {
    title: { vi: 'Máy chủ Temporal không có thời gian ảo', en: 'Temporal runs without virtual time' },
    detail: {
      vi: 'Hồ sơ vẫn dùng được, theo giờ thật. Muốn diễn tập: chạy Temporal với --dynamic-config-value frontend.WorkflowTimeSkippingEnabled=true, hoặc bỏ TEMPORAL_ADDRESS để npm start tự chạy Temporal.',
      en: 'The dossier is usable, in real time. To rehearse, run Temporal with --dynamic-config-value frontend.WorkflowTimeSkippingEnabled=true, or leave TEMPORAL_ADDRESS out and let npm start run one.',
    },
  },
  UNAVAILABLE: {
    title: { vi: 'Tạm thời chưa phục vụ được', en: 'Unavailable for the moment' },
    detail: {
      vi: 'Một dịch vụ nền chưa trả lời. Gửi lại đúng yêu cầu này với cùng Idempotency-Key: việc chỉ được làm một lần.',
      en: 'A service behind does not answer. Send this very request again with the same Idempotency-Key: it will be done once.',
    },
  },
};
