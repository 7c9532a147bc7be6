import type { Text } from './text.js';

/** Names that definitions give their appointments, where they are ordinals. */
const APPOINTMENT_WORDS: Readonly<Record<string, Text>> = {
  first: { vi: 'lần hẹn thứ nhất', en: 'the first appointment' },
  second: { vi: 'lần hẹn thứ hai', en: 'the second appointment' },
};

/** `total`, `appointment:first`, `step:appraise#1`, ... in words. */
export function deadlineWords(id: string, stepName: (id: string) => Text): Text {
  const [kind, rest = ''] = id.split(/[:#](.*)/);
  const step = stepName(rest.split('#')[0]!);
  switch (kind) {
    case 'total':
      return { vi: 'toàn bộ hồ sơ', en: 'the whole dossier' };
    case 'appointment':
      if (rest === 'new') return { vi: 'lần hẹn lại', en: 'the new appointment' };
      return APPOINTMENT_WORDS[rest] ?? { vi: `lần hẹn "${rest}"`, en: `appointment "${rest}"` };
    case 'step':
      return { vi: `bước "${step.vi}"`, en: `step "${step.en}"` };
    case 'opinion':
      return { vi: `ý kiến của ${rest.split('/')[1] ?? rest}`, en: `the opinion of ${rest.split('/')[1] ?? rest}` };
    case 'arrival':
      return { vi: `việc chuyển đến bước "${step.vi}"`, en: `the arrival of "${step.en}"` };
    case 'handover':
      return { vi: `việc nhận bàn giao bước "${step.vi}"`, en: `the handover of "${step.en}"` };
    case 'matter':
      return { vi: `nội dung số ${rest}`, en: `matter ${rest}` };
    case 'supplement':
      return { vi: 'việc bổ sung hồ sơ', en: 'the supplement' };
    default:
      return { vi: id, en: id };
  }
}
