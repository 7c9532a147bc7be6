import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseDocument } from 'yaml';
import type { Calendar } from '../domain/calendar/calendar.js';
import { validateCalendar } from '../domain/calendar/validate-calendar.js';
import { pathText } from '../domain/procedure/problem.js';
import { calendarSchema } from '../definitions/schema/calendar.js';
import { BadInput } from './bad-input.js';
import { projectFolder } from './project-folder.js';

/**
 * The calendar of an id (`vn` is `definitions/calendars/vn.calendar.yaml`) or of a file.
 * Throws BadInput when there is none, or when it is no calendar that can be counted with.
 */
export function readCalendar(idOrFile: string): Calendar {
  const file = existsSync(idOrFile) ? idOrFile : join(projectFolder(), 'definitions/calendars', `${idOrFile}.calendar.yaml`);
  if (!existsSync(file))
    throw new BadInput(`--calendar: no calendar "${idOrFile}"; expected a file, or an id with definitions/calendars/<id>.calendar.yaml`);
  const calendar = readYaml(file);
  const problems = [...shapeProblems(calendar)];
  if (problems.length === 0)
    problems.push(...validateCalendar(calendar as Calendar).map((each) => `${pathText(each.path)}: ${each.message.en}`));
  if (problems.length > 0)
    throw new BadInput([`${file}: not a calendar that can be counted with`, ...problems.map((each) => `  ${each}`)].join('\n'));
  return calendar as Calendar;
}

function readYaml(file: string): unknown {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const error = document.errors[0];
  if (error) throw new BadInput(`${file}: ${error.message}`);
  return document.toJS();
}

function shapeProblems(calendar: unknown): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  if (ajv.validate(calendarSchema, calendar)) return [];
  return (ajv.errors ?? [])
    .slice(0, 20)
    .map((each) => `${each.instancePath || '(file)'}: ${each.message ?? each.keyword} ${JSON.stringify(each.params)}`);
}
