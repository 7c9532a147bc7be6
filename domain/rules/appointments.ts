import { appointmentsOf, placesOf, type AppointmentKey } from '../procedure/appointment-legs.js';
import type { Model, Report, Rule } from './rule.js';

/** Promised dates begin once, end once, and one of them begins at reception. The way from the opening comes to the close. */
export const appointments: Rule = (model, report) => {
  for (const key of ['opensAppointment', 'closesAppointment'] as const) repeated(model, key, report);
  const { graph } = model;
  const opens = placesOf(graph, 'opensAppointment');
  const closes = placesOf(graph, 'closesAppointment');
  for (const [name, { closes: close, legs }] of Object.entries(appointmentsOf(graph))) {
    if (legs !== null || close === 'end') continue;
    const place = [...graph.byId.get(close)!.path, 'closesAppointment'];
    report('APPOINTMENT_NEVER_CLOSES', place, {
      vi: `${name} mở ra nhưng không đường nào đến đây để khép lại`,
      en: `${name} is opened, but no way leads here to close it`,
    });
  }
  if (opens.size > 0 && [...closes.keys()].every((name) => opens.has(name))) {
    const [name, first] = [...opens][0]!;
    report('APPOINTMENT_NOT_FROM_RECEPTION', [...graph.byId.get(first)!.path, 'opensAppointment'], {
      vi: `${name} và các lần hẹn khác đều mở sau; khi tiếp nhận không có ngày hẹn nào`,
      en: `${name} and the others open later; at reception no date would be promised`,
      hint: {
        vi: 'Thêm closesAppointment cho lần hẹn tính từ lúc tiếp nhận',
        en: 'Add closesAppointment for the date counted from reception',
      },
    });
  }
};

function repeated({ graph }: Model, key: AppointmentKey, report: Report): void {
  const first = placesOf(graph, key);
  for (const { id, form, path } of graph.steps) {
    const name = (form as { [K in AppointmentKey]?: string })[key];
    if (name === undefined || first.get(name) === id) continue;
    report('APPOINTMENT_REPEATED', [...path, key], {
      vi: `${name} đã ở bước ${first.get(name)}; mỗi lần hẹn chỉ một lần`,
      en: `${name} stands at ${first.get(name)} already; an appointment does so once`,
    });
  }
}
