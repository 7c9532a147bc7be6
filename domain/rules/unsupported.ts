import type { Rule } from './rule.js';

/** What the language names and this version does not run yet is refused by name, not called invalid. */
export const unsupported: Rule = ({ graph }, report) => {
  for (const { kind, path } of graph.steps) {
    if (kind !== 'dossier') continue;
    report('UNSUPPORTED', [...path, 'dossier'], {
      vi: 'phiên bản này chưa chạy bước dossier',
      en: 'this version does not run dossier steps yet',
      at: 'key',
      hint: { vi: 'Dùng handoff đến cơ quan kia', en: 'Use a handoff to the other agency' },
    });
  }
};
