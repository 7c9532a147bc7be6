import { STATE } from '../interlink-parts.js';
import { toWireTime } from '../wire-time.js';
import { type Answer, type Office, officeOf, type Question } from './office.js';

const DAY = 86_400_000;

/**
 * A simulated system of an interlinked group: takes a record up, then answers it. By rule: a name with "bổ sung" is asked for more the first time, a name with
 * "từ chối" is refused, any other gets its result.
 * @param nameOf the person's name in the record.
 * @param results what `ketQuaXuLy` says.
 */
export function interlinkOffice(
  name: string,
  nameOf: (data: Readonly<Record<string, unknown>>) => unknown,
  results: (question: Question) => Answer['body'],
): Office {
  const rule = ({ referral, askedBefore }: Question): readonly string[] => {
    const person = String(nameOf(referral.body.data as Readonly<Record<string, unknown>>));
    if (/bổ sung/i.test(person) && askedBefore === 0) return ['accepted', 'supplement-asked'];
    return ['accepted', /từ chối/i.test(person) ? 'refused' : 'registered'];
  };
  const status = ({ referral, serial }: Question, trangThai: number, noiDungXuLy: string) => ({
    ...{ maHoSoLT: `LT-${name}-${serial}`, maHoSoMCDT: referral.body.maHoSo, trangThai, nguoiXuLy: `${name}-01`, noiDungXuLy },
  });
  return officeOf(name, rule, {
    accepted: (question) => status(question, STATE.accepted, 'Đã tiếp nhận'),
    'supplement-asked': (question) => ({
      ...status(question, STATE.supplement, 'Giấy chứng sinh không rõ, đề nghị chụp lại'),
      hanBoSungHoSo: toWireTime(question.now + 7 * DAY),
    }),
    refused: (question) => status(question, STATE.refused, 'Thông tin không khớp Cơ sở dữ liệu quốc gia về dân cư'),
    registered: (question) => ({ ...status(question, STATE.done, 'Đã giải quyết'), ketQuaXuLy: results(question) }),
  });
}

/** `09/2026`-like number of a register, by the serial number of the answer. */
export function registerNumber({ serial, now }: Question): string {
  return `${String(serial).padStart(3, '0')}/${toWireTime(now).slice(0, 4)}`;
}
