/** Letters to applicants: one per occasion, Vietnamese with English below. Pure: what they say comes from what is stored. */
import type { Letter } from '../connectors/mail/client.js';
import type { Notice } from '../domain/engine/command.js';
import type { DossierView } from '../domain/engine/view.js';
import { formatCivil } from '../domain/time/civil-time.js';
import type { Instant } from '../domain/time/instant.js';
import type { Note } from '../store/store.js';
import type { Words } from './background.js';

export type Occasion =
  | Extract<
      Notice,
      | 'accepted'
      | 'declined'
      | 'supplement requested'
      | 'payment due'
      | 'appointment moved'
      | 'breached'
      | 'result ready'
      | 'refused'
      | 'stopped'
      | 'suspended'
      | 'resumed'
    >
  | 'apology';

export interface LetterContent {
  readonly to: string;
  readonly applicant: string;
  readonly number: string;
  readonly procedure: Words;
  readonly centre: Words;
  readonly view: DossierView;
  /** Reason, and what is missing: as an officer wrote it, in Vietnamese. */
  readonly note: Note | null;
  /** Names of the documents asked for, by key. */
  readonly documents: Readonly<Record<string, Words>>;
  /** Of them, those that a national database should have said and did not. */
  readonly lookedUp: readonly string[];
  /** Names of the causes for which the clock stands still now. */
  readonly causes: readonly Words[];
  /** Where an obligation can be paid online, by its reference. */
  readonly payAt: Readonly<Record<string, string>>;
  /** Where the dossier can be followed. */
  readonly link: string;
}

interface Saying {
  readonly subject: Words;
  readonly lines: (about: LetterContent) => { readonly vi: readonly string[]; readonly en: readonly string[] };
}

export function letterOn(occasion: Occasion, about: LetterContent): Letter {
  const { subject, lines } = SAYINGS[occasion];
  const said = lines(about);
  return {
    to: about.to,
    subject: `Hồ sơ ${about.number}: ${subject.vi} / ${subject.en}`,
    text: [...vietnamese(about, said.vi), '', '-'.repeat(40), '', ...english(about, said.en), ''].join('\n'),
  };
}

function vietnamese({ applicant, procedure, centre, link }: LetterContent, said: readonly string[]): string[] {
  return [
    `Kính gửi Ông/Bà ${applicant},`,
    ...['', `Thủ tục: ${procedure.vi}.`, ...said],
    ...['', `Tra cứu hồ sơ: ${link}`, '', centre.vi, 'Thư này được gửi tự động, xin không trả lời thư.'],
  ];
}

function english({ number, procedure, centre, link }: LetterContent, said: readonly string[]): string[] {
  return [
    `Dossier ${number}, ${procedure.en}.`,
    ...said,
    ...['', `Follow the dossier: ${link}`, '', centre.en, 'This letter was sent automatically; please do not reply.'],
  ];
}

const SAYINGS: Readonly<Record<Occasion, Saying>> = {
  accepted: {
    subject: { vi: 'đã tiếp nhận', en: 'accepted' },
    lines: ({ number, view }) => ({
      vi: [`Hồ sơ ${number} đã được tiếp nhận.`, `Hẹn trả kết quả: ${when(view.promisedAt).vi}.`],
      en: ['It has been accepted.', `The result is promised for: ${when(view.promisedAt).en}.`],
    }),
  },
  declined: reasoned({ vi: 'không được tiếp nhận', en: 'not accepted' }, 'It has not been accepted.'),
  'supplement requested': {
    subject: { vi: 'cần bổ sung giấy tờ', en: 'papers are missing' },
    lines: ({ number, note, documents, lookedUp }) => ({
      vi: [
        `Hồ sơ ${number} cần bổ sung, hoàn thiện các giấy tờ sau, một lần và đầy đủ:`,
        ...Object.entries(documents).map(([key, { vi }]) => `- ${vi}${note?.items?.[key] ? `: ${note.items[key]}` : ''}`),
        ...toBeCorrected(lookedUp, documents).vi,
        ...reason(note),
      ],
      en: [
        'These papers are to be completed:',
        ...Object.values(documents).map(({ en }) => `- ${en}`),
        ...toBeCorrected(lookedUp, documents).en,
        'What is wrong with each is written above.',
      ],
    }),
  },
  'payment due': {
    subject: { vi: 'thực hiện nghĩa vụ tài chính', en: 'payment due' },
    lines: (about) => ({
      vi: [
        'Số tiền phải nộp:',
        ...owed(about, ({ reference, amount, at }) => `- ${reference}: ${amount} đồng${at ? `, nộp tại ${at}` : ''}`),
      ],
      en: ['To be paid:', ...owed(about, ({ reference, amount, at }) => `- ${reference}: ${amount} đồng${at ? `, at ${at}` : ''}`)],
    }),
  },
  'appointment moved': {
    subject: { vi: 'thay đổi ngày hẹn', en: 'the appointment has moved' },
    lines: ({ number, view, note }) => ({
      vi: [`Ngày hẹn trả kết quả của hồ sơ ${number} được dời đến: ${when(view.dueAt).vi}.`, ...reason(note)],
      en: [`The result is now promised for: ${when(view.dueAt).en}.`, ...(note ? [ABOVE] : [])],
    }),
  },
  breached: {
    subject: { vi: 'chậm trả kết quả', en: 'late' },
    lines: ({ number }) => ({
      vi: [`Hồ sơ ${number} chưa được giải quyết đúng hẹn. Cơ quan có trách nhiệm sẽ gửi thư xin lỗi và hẹn lại.`],
      en: ['It has not been resolved in time. The responsible agency will apologise and name a new date.'],
    }),
  },
  apology: {
    subject: { vi: 'xin lỗi về việc chậm trả kết quả', en: 'an apology' },
    lines: ({ number, view, note }) => ({
      vi: [`Chúng tôi xin lỗi vì chưa giải quyết hồ sơ ${number} đúng hẹn.`, ...reason(note), ...again(view, 'vi')],
      en: ['We apologise for not resolving it in time.', ...(note ? [ABOVE] : []), ...again(view, 'en')],
    }),
  },
  'result ready': {
    subject: { vi: 'đã có kết quả', en: 'the result is ready' },
    lines: ({ number, centre }) => ({
      vi: [`Hồ sơ ${number} đã được giải quyết xong. Mời Ông/Bà nhận kết quả theo cách đã đăng ký, tại ${centre.vi}.`],
      en: [`The result is ready and can be received in the way you chose, at ${centre.en}.`],
    }),
  },
  refused: reasoned({ vi: 'không được giải quyết', en: 'refused' }, 'It has been refused.'),
  stopped: reasoned({ vi: 'dừng giải quyết', en: 'stopped' }, 'Its processing has been stopped.'),
  suspended: {
    subject: { vi: 'tạm dừng tính thời hạn', en: 'the clock stands still' },
    lines: ({ number, causes, note }) => ({
      vi: [
        `Thời hạn giải quyết hồ sơ ${number} tạm dừng vì: ${listed(causes, 'vi')}.`,
        ...reason(note),
        'Khi hết tạm dừng, ngày hẹn trả kết quả sẽ được thông báo.',
      ],
      en: [
        `Its clock stands still because of: ${listed(causes, 'en')}.`,
        ...(note ? [ABOVE] : []),
        'You will be told the date of the result when it goes on.',
      ],
    }),
  },
  resumed: {
    subject: { vi: 'hết một nguyên nhân tạm dừng', en: 'a cause of standing still is over' },
    lines: ({ number, view, causes }) =>
      causes.length > 0
        ? {
            vi: [`Một nguyên nhân tạm dừng của hồ sơ ${number} đã hết. Thời hạn vẫn tạm dừng vì: ${listed(causes, 'vi')}.`],
            en: [`One cause is over. Its clock still stands still because of: ${listed(causes, 'en')}.`],
          }
        : {
            vi: [`Nguyên nhân tạm dừng của hồ sơ ${number} đã hết.`, `Hẹn trả kết quả: ${when(view.dueAt).vi}.`],
            en: ['What held it up is over.', `The result is now promised for: ${when(view.dueAt).en}.`],
          },
  },
};

export function isOccasion(about: string): about is Occasion {
  return Object.hasOwn(SAYINGS, about);
}

const listed = (causes: readonly Words[], language: keyof Words): string => causes.map((cause) => cause[language]).join('; ');

const ABOVE = 'The reason is given above.';

function reasoned(subject: Words, sentence: string): Saying {
  return {
    subject,
    lines: ({ number, note }) => ({
      vi: [`Hồ sơ ${number}: ${subject.vi}.`, ...reason(note)],
      en: [sentence, ...(note ? [ABOVE] : [])],
    }),
  };
}

/** The paper is asked for because a database lacked it; the applicant is asked to have that put right (Resolution 66.7/2025). */
function toBeCorrected(keys: readonly string[], documents: LetterContent['documents']): Readonly<Record<'vi' | 'en', readonly string[]>> {
  if (keys.length === 0) return { vi: [], en: [] };
  const names = (language: 'vi' | 'en'): string => keys.map((key) => documents[key]?.[language] ?? key).join(', ');
  return {
    vi: [
      `Đã tra cứu cơ sở dữ liệu quốc gia mà chưa có đủ thông tin thay cho: ${names('vi')}. Đề nghị Ông/Bà liên hệ cơ quan quản lý cơ sở dữ liệu để cập nhật, điều chỉnh thông tin.`,
    ],
    en: [`The national database was asked and lacked what would stand in for: ${names('en')}. Please have the database corrected.`],
  };
}

function reason(note: Note | null): string[] {
  if (!note) return [];
  return [
    `Lý do: ${note.text}`,
    ...(note.legalBasis ? [`Căn cứ: ${note.legalBasis}`] : []),
    ...(note.nextStep ? [`Hướng dẫn: ${note.nextStep}`] : []),
  ];
}

/** An apology may, but need not, name a new date. */
function again({ deadlines }: DossierView, language: keyof Words): string[] {
  const dueAt = deadlines['appointment:new']?.dueAt ?? null;
  if (dueAt === null) return [];
  return [language === 'vi' ? `Hẹn lại: ${when(dueAt).vi}.` : `The new date: ${when(dueAt).en}.`];
}

interface Owed {
  readonly reference: string;
  readonly amount: string;
  readonly at: string | undefined;
}

function owed({ view, payAt }: LetterContent, line: (owed: Owed) => string): string[] {
  return Object.entries(view.obligations)
    .filter(([, { left }]) => left > 0)
    .map(([reference, { left }]) => line({ reference, amount: money(left), at: payAt[reference] }));
}

const money = (amount: number): string => String(amount).replace(/\B(?=(\d{3})+$)/g, '.');

/** Viet Nam has one fixed offset. */
export function when(at: Instant | null): Words {
  if (at === null) return { vi: 'sẽ thông báo sau', en: 'to be told later' };
  const [date = '', time = ''] = formatCivil(at, '+07:00').split('T');
  const day = date.split('-').reverse().join('/');
  return { vi: `${time.replace(':', ' giờ ')} ngày ${day}`, en: `${day} ${time}` };
}
