import type { Act } from '../../domain/engine/event.js';
import { formatInstant } from '../../domain/time/civil-time.js';

export interface ActWords {
  readonly utcOffset: string;
  /** The article a refusal rests on, as people cite it. */
  readonly legalBasisOf: (ground: string) => string;
}

interface Spelled {
  /** Of a transfer: the server binds the parties itself. */
  readonly bindings?: object;
  readonly note?: string;
  readonly newAppointmentAt?: number;
  readonly answerBy?: number;
}

/** The engine's act as the API takes it: free text spelled out, instants in ISO 8601. Result files are uploaded before and named here. */
export function actBody(act: Act, results: Readonly<Record<string, string>> | undefined, { utcOffset, legalBasisOf }: ActWords): object {
  const { note, newAppointmentAt, answerBy, bindings: _, ...rest } = act as Act & Spelled;
  return {
    ...rest,
    ...(results && { results }),
    ...(note !== undefined && { note: act.type === 'refuse' ? refusalNote(note, legalBasisOf(act.ground)) : { text: note } }),
    ...(answerBy !== undefined && { answerBy: formatInstant(answerBy, utcOffset) }),
    ...(newAppointmentAt !== undefined && { newAppointmentAt: formatInstant(newAppointmentAt, utcOffset) }),
  };
}

function refusalNote(text: string, legalBasis: string): object {
  return { text, legalBasis, nextStep: 'Người nộp có thể hoàn thiện rồi nộp hồ sơ mới, hoặc khiếu nại theo quy định.' };
}
