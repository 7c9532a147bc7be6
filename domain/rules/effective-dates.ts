import { nearest } from '../procedure/nearest.js';
import type { Rule } from './rule.js';

/** The period of the procedure is a period, and its regime is known and in force in it; so is its calendar known. */
export const effectiveDates: Rule = ({ procedure, regime, calendars }, report) => {
  const { from, to } = procedure.effective;
  if (to !== undefined && to < from)
    report('EFFECTIVE_DATES', ['effective', 'to'], { vi: `${to} trước ngày bắt đầu ${from}`, en: `${to} is before the first day ${from}` });
  if (!regime)
    report('UNKNOWN_REGIME', ['regime'], { vi: `không có chế độ ${procedure.regime}`, en: `there is no regime ${procedure.regime}` });
  else if (from < regime.effective.from || (regime.effective.to !== undefined && from > regime.effective.to)) {
    const until = regime.effective.to ?? '…';
    report('REGIME_NOT_IN_FORCE', ['regime'], {
      vi: `${regime.id} áp dụng ${regime.effective.from} – ${until}; thủ tục bắt đầu ${from}`,
      en: `${regime.id} applies ${regime.effective.from} – ${until}; the procedure begins ${from}`,
    });
  }
  if (!calendars || calendars.includes(procedure.calendar)) return;
  const near = nearest(procedure.calendar, calendars);
  report('UNKNOWN_CALENDAR', ['calendar'], {
    vi: `không có lịch ${procedure.calendar}`,
    en: `there is no calendar ${procedure.calendar}`,
    ...(near && { hint: { vi: `Ý bạn là "${near}"?`, en: `Did you mean "${near}"?` } }),
  });
};
