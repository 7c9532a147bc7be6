/** A procedure that uses every key of the language at least once. */
export const MAXIMAL = `
apiVersion: motcua/v1
kind: Procedure
code: "1.000002.H99"
name: {vi: Thủ tục đủ mọi khóa, en: Procedure with every key}
field: land
regime: sample
effective: {from: 2025-09-15, to: 2027-12-31}
legalBasis:
  law: {cite: {vi: Luật mẫu, en: Sample law}, validFrom: 2024-08-01, validTo: 2030-12-31, note: {vi: Ghi chú}}
calendar: vn
term: {length: 60, unit: working days, basis: law, statutory: {length: 90, unit: working days, basis: law}, starts: receive}
cutOff: {at: "15:00", effect: count, basis: law}
receipt: on request
applicants: [person]
channels: [desk]
data:
  type: object
  required: [price, kinship]
  properties:
    price: {type: integer, minimum: 0, maximum: 9, unit: VND, label: {vi: Giá}}
    kinship: {type: boolean, label: {vi: Thân nhân}}
    kind: {type: string, enum: [sale], labels: {sale: {vi: Bán}}, label: {vi: Loại}}
    parcel: {type: string, pattern: "^[0-9]+$", minLength: 1, maxLength: 9, label: {vi: Thửa}}
    born: {type: string, format: date, personal: true, secret: true, label: {vi: Ngày sinh}}
documents:
  application: {name: {vi: Đơn}, original: 1, copy: 1, kept: true, basis: law}
  identity: {name: {vi: Căn cước}, showOnly: true, secret: true, required: false, replaceableBy: population}
  proof: {name: {vi: Chứng minh}, copy: 1, required: data.kinship}
fees:
  fixed: {name: {vi: Lệ phí}, amount: 1000, due: on reception, basis: law}
  counted: {name: {vi: Phí}, amount: data.price * 2, due: on return, basis: law}
parties:
  desk: {agency: one-stop, role: receiver, head: centre-leader}
  land: {agency: land-registration-branch, role: officer, head: branch-head}
  tax: {agency: tax-office, connector: tax}
supplement: {policy: pause, withoutApproval: 2, atMost: 3, noticeWithin: {length: 2, unit: working days}, expires: {length: 15, unit: working days}, basis: law}
extension: {atMost: 2, max: 10, askBefore: {length: 2, unit: working days}, basis: law}
suspension: {storm: {name: {vi: Bão}, basis: law}}
secrecy: {to: [land], basis: law}
refusal: {basis: law, grounds: {disputed: {name: {vi: Tranh chấp}, basis: law}}}
steps:
  receive:
    name: {vi: Tiếp nhận}
    task: {by: desk}
    term: {length: 1, unit: working hours, basis: law}
    late: {remind: [due, half of term, 75% of term, 1 working hour before due], escalate: centre}
    go: appraise
    acknowledge: {within: {length: 2, unit: working hours}, basis: law}
    produces: {slip: {name: {vi: Phiếu}}}
  appraise:
    task: {by: land, differsFrom: [receive]}
    term: {length: 2, unit: working days}
    may: [request supplement, refuse, ask extension]
    outcomes:
      eligible: {name: {vi: Đủ}}
      doubtful: {name: {vi: Nghi vấn}, go: receive, atMost: 2}
    clock: paused
    closesAppointment: first
  recheck:
    task: {by: land}
    term: {length: 1, unit: working days}
    opensAppointment: second
    go: refer
    atMost: 3
  refer:
    name: {vi: Chuyển thuế}
    handoff: {to: tax, message: referral, send: {price: data.price}, files: [application]}
    acknowledge: {within: {length: 2, unit: working hours}, basis: law}
    term: {length: 5, unit: working days, basis: law}
    clock: paused
    opensAppointment: third
    closesAppointment: second
    late: {remind: [1 working day after due], escalate: land.head}
    may: [request supplement]
    replies:
      notice: {name: {vi: Thông báo}, go: pay}
      number: {obligation: true, value: tax-code}
      wrong: {go: recheck, atMost: 2}
  ask:
    name: {vi: Lấy ý kiến}
    consult: {of: [land, desk], silence: consent}
    term: {length: 2, unit: working days, basis: law}
    late: {remind: [due]}
    clock: paused
    closesAppointment: third
    opensAppointment: fourth
    go: pay
    atMost: 4
  pay:
    name: {vi: Nộp tiền}
    applicant: {act: pay, obligation: refer.notice, at: desk}
    term: {length: 30, unit: calendar days}
    clock: paused
    closesAppointment: fourth
    opensAppointment: fifth
    late: {outcome: stopped, basis: law}
    go: post
    atMost: 4
  post:
    name: {vi: Niêm yết}
    posting: {by: land, objection: {go: pay, atMost: 1}}
    acknowledge: {within: {length: 3, unit: working hours}, receivedWithinMinutes: 10, basis: law}
    term: {length: 2, unit: working days, basis: law}
    late: {escalate: head}
    clock: paused
    closesAppointment: fifth
    opensAppointment: sixth
    go: choose
    atMost: 4
  choose:
    name: {vi: Rẽ nhánh}
    decide: {cases: [{when: data.price > 3, go: work, atMost: 5}], else: {go: number, atMost: 5}}
    closesAppointment: sixth
    opensAppointment: seventh
  work:
    name: {vi: Song song}
    closesAppointment: seventh
    opensAppointment: eighth
    parallel:
      join: all
      paper: in order
      branches:
        site:
          name: {vi: Thực địa}
          steps:
            inspect: {task: {by: land}, term: {length: 1, unit: working days}, go: join, atMost: 2}
        papers:
          steps:
            wait: {applicant: {act: come, times: 3, at: land}, term: {length: 1, unit: working days}, late: {go: compare, atMost: 1, basis: law}}
            compare: {consult: {of: [land], silence: wait}, term: {length: 1, unit: working days}, late: {escalate: land}}
    go: residence
    atMost: 5
  residence:
    name: {vi: Liên thông}
    dossier: {procedure: "1.000003", at: land, data: {child: data.kinship, number: answers.refer.number, minor: true, rank: 1}, documents: {birth: proof}}
    acknowledge: {within: {length: 2, unit: working hours}, basis: law}
    term: {length: 2, unit: working days, basis: law}
    late: {remind: [due]}
    clock: paused
    closesAppointment: eighth
    opensAppointment: eleventh
    outcomes:
      granted: {name: {vi: Xong}}
      refused: {name: {vi: Không}, go: number}
      stopped: {name: {vi: Dừng}, go: number, atMost: 2}
  number:
    name: {vi: Cấp số}
    automatic: {issue: number, register: certificates, fallback: land}
    term: {length: 1, unit: working hours}
    late: {remind: [due]}
    clock: paused
    closesAppointment: eleventh
    opensAppointment: ninth
    go: hand-over
    atMost: 5
  hand-over:
    name: {vi: Trả kết quả}
    deliver: {by: desk, methods: [desk, post, online]}
    term: {length: 3, unit: working days}
    late: {remind: [due]}
    clock: paused
    closesAppointment: ninth
    opensAppointment: tenth
    acknowledge: {within: {length: 4, unit: working hours}, basis: law}
`;

/** The sample organisation, with a tax system that may be sent what the maximal procedure sends. */
export const organisationOfMaximal = (sample: string): string => sample.replace('url: SAMPLE_TAX_URL', '$&, mayHave: [personal]');
