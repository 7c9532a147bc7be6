import { Type } from 'typebox';
import { closed, date, header, key, oneOf, text, timeOfDay, words } from './parts.js';

const optional = Type.Optional;
const windows = Type.Array(closed({ from: timeOfDay, to: timeOfDay }, { title: 'WindowText' }), { maxItems: 6 });
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const week = closed(
  { monday: windows, tuesday: windows, wednesday: windows, thursday: windows, friday: windows, saturday: windows, sunday: windows },
  { title: 'WeekText' },
);

export const calendarSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed(
    {
      ...header('Calendar'),
      id: key,
      name: text,
      utcOffset: Type.String({ pattern: '^[+-][0-9]{2}:[0-9]{2}$' }),
      coversThrough: date,
      projectedFrom: optional(date),
      week,
      holidays: Type.Array(closed({ date, kind: Type.String({ minLength: 1 }), name: text, basis: words }, { title: 'HolidayText' })),
      makeUpDays: Type.Array(closed({ date, worksAs: oneOf(...DAYS), insteadOf: date, basis: words }, { title: 'MakeUpDayText' })),
    },
    { title: 'CalendarDefinition' },
  ),
};
