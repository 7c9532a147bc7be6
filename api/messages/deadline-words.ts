import type { Text } from './text.js';

/** `total`, `appointment:first`, `step:appraise#1`, ... in words. */
export function deadlineWords(id: string, stepName: (id: string) => Text): Text {
  const [kind, rest = ''] = id.split(/[:#](.*)/);
  const step = stepName(rest.split('#')[0]!);
  switch (kind) {
    case 'total':
      return { vi: 'toàn bộ hồ sơ', en: 'the whole dossier' };
    case 'appointment':
      if (rest === 'new') return { vi: 'lần hẹn lại', en: 'the new appointment' };
      return { vi: `lần hẹn "${rest}"`, en: `appointment "${rest}"` };
    case 'step':
      return { vi: `bước "${step.vi}"`, en: `step "${step.en}"` };
    case 'opinion':
      return { vi: `ý kiến của ${rest.split('/')[1] ?? rest}`, en: `the opinion of ${rest.split('/')[1] ?? rest}` };
    case 'supplement':
      return { vi: 'việc bổ sung hồ sơ', en: 'the supplement' };
    default:
      return { vi: id, en: id };
  }
}
