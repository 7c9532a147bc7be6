/** Texts that must not load: one edit of a sample file each, and every problem the loader must list, as `line:column CODE message`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface LoadCase {
  /** What an author did. */
  readonly name: string;
  readonly sample: 'procedure' | 'regime' | 'organisation' | 'calendar' | 'scenario';
  readonly find: string;
  readonly replace: string;
  readonly problems: readonly string[];
}

const SAMPLES: Readonly<Record<LoadCase['sample'], string>> = {
  procedure: 'test/domain/rules/base.procedure.yaml',
  regime: 'test/domain/rules/base.regime.yaml',
  organisation: 'test/domain/rules/base.organisation.yaml',
  calendar: 'test/definitions/base.calendar.yaml',
  scenario: 'test/definitions/base.scenario.yaml',
};

export function sampleText(sample: LoadCase['sample']): string {
  return readFileSync(join(process.cwd(), SAMPLES[sample]), 'utf8');
}

export function textOf({ sample, find, replace }: LoadCase): string {
  const text = sampleText(sample);
  if (!text.includes(find)) throw new Error(`the sample ${sample} has no ${JSON.stringify(find)}`);
  return text.replace(find, () => replace);
}

const aliases = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefg'.split('').map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]`),
].join('\n');

export const LOAD_CASES: readonly LoadCase[] = [
  // the file
  {
    name: 'a file of more than a megabyte',
    sample: 'procedure',
    find: 'apiVersion',
    replace: `# ${'x'.repeat(1_000_000)}\napiVersion`,
    problems: ['1:1 FILE_TOO_LARGE the file has 1002179 bytes; at most 1000000 are allowed'],
  },
  {
    name: 'a list that is not closed',
    sample: 'procedure',
    find: 'channels: [desk, online]',
    replace: 'channels: [desk, online',
    problems: ['15:1 YAML_SYNTAX not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]'],
  },
  {
    name: 'a key written twice',
    sample: 'procedure',
    find: 'field: land',
    replace: 'field: land\nfield: tax',
    problems: ['7:1 DUPLICATE_KEY this key is already written above; a key is written once'],
  },
  {
    name: 'a line indented with a tab',
    sample: 'procedure',
    find: '  receive:\n    task',
    replace: '  receive:\n\t\ttask',
    problems: ['35:1 TAB_INDENT indented with a tab; use spaces'],
  },
  {
    name: 'two documents in one file',
    sample: 'procedure',
    find: 'calendar: vn',
    replace: 'calendar: vn\n---\nkind: Regime',
    problems: ['12:1 SEVERAL_DOCUMENTS the file holds several documents (---); one definition a file'],
  },
  {
    name: 'an alias that is not set',
    sample: 'procedure',
    find: 'calendar: vn',
    replace: 'calendar: *working',
    problems: ['11:11 ALIAS_UNKNOWN the alias *working is not set above by &working'],
  },
  {
    name: 'aliases that expand without end',
    sample: 'procedure',
    find: 'calendar: vn',
    replace: `calendar: vn\n${aliases}`,
    problems: ['13:8 ALIAS_BOMB the aliases (*) expand more than 50 times'],
  },
  // the shape
  {
    name: 'a kind that is misspelt',
    sample: 'procedure',
    find: 'kind: Procedure',
    replace: 'kind: Procedur',
    problems: ['3:7 KIND_UNKNOWN kind: Procedur; expected Regime | Procedure | Calendar | Organisation | Scenario'],
  },
  {
    name: 'a kind that belongs elsewhere',
    sample: 'procedure',
    find: 'kind: Procedure',
    replace: 'kind: Regime',
    problems: [
      '2:1 KEY_MISSING (file): missing id',
      '2:1 KEY_MISSING (file): missing supplement',
      '2:1 KEY_MISSING (file): missing extension',
      '2:1 KEY_MISSING (file): missing apology',
      '2:1 KEY_MISSING (file): missing refusal',
      '2:1 KEY_MISSING (file): missing stop',
      '2:1 KEY_MISSING (file): missing centre',
      '2:1 KEY_MISSING (file): missing rungs',
      '2:1 KEY_MISSING (file): missing number',
      '2:1 KEY_MISSING (file): missing forms',
      '4:1 UNKNOWN_KEY code: no such key here; it would have no effect',
      '6:1 UNKNOWN_KEY field: no such key here; it would have no effect',
      '7:1 UNKNOWN_KEY regime: no such key here; it would have no effect',
      '11:1 UNKNOWN_KEY calendar: no such key here; it would have no effect',
      '12:1 UNKNOWN_KEY term: no such key here; it would have no effect',
      '13:1 UNKNOWN_KEY applicants: no such key here; it would have no effect',
      '14:1 UNKNOWN_KEY channels: no such key here; it would have no effect',
      '15:1 UNKNOWN_KEY data: no such key here; it would have no effect',
      '24:1 UNKNOWN_KEY documents: no such key here; it would have no effect',
      '27:1 UNKNOWN_KEY fees: no such key here; it would have no effect',
      '29:1 UNKNOWN_KEY parties: no such key here; it would have no effect',
      '33:1 UNKNOWN_KEY steps: no such key here; it would have no effect',
    ],
  },
  {
    name: 'a term without unit',
    sample: 'procedure',
    find: 'term: {length: 4, unit: working hours}',
    replace: 'term: {length: 4}',
    problems: ['36:5 KEY_MISSING steps.receive.term: missing unit'],
  },
  {
    name: 'a misspelt key',
    sample: 'procedure',
    find: 'may: [request supplement, refuse]',
    replace: 'mey: [request supplement, refuse]',
    problems: ['40:5 UNKNOWN_KEY steps.appraise.mey: no such key here; it would have no effect'],
  },
  {
    name: 'a key of another kind of step',
    sample: 'procedure',
    find: 'deliver: {by: desk, methods: [desk, post]}',
    replace: 'deliver: {by: desk, methods: [desk, post]}\n    may: [refuse]',
    problems: ['60:5 UNKNOWN_KEY steps.hand-over.may: no such key here; it would have no effect'],
  },
  {
    name: 'a step named with capitals',
    sample: 'procedure',
    find: '  hand-over:',
    replace: '  Hand_over:',
    problems: ['58:3 KEY_MALFORMED steps.Hand_over: a key is written in lower-case letters, digits and hyphens, starting with a letter'],
  },
  {
    name: 'a bound without a way',
    sample: 'procedure',
    find: '      notice: {go: pay-tax}',
    replace: '      notice: {atMost: 2}',
    problems: ['46:16 KEY_ALONE steps.refer-tax.replies.notice.atMost: has an effect only beside go'],
  },
  {
    name: 'a number range on a text',
    sample: 'procedure',
    find: 'parcel: {type: string,',
    replace: 'parcel: {type: string, minimum: 1,',
    problems: ['19:28 KEY_WITHOUT_EFFECT data.properties.parcel.minimum: has no effect on the type string'],
  },
  {
    name: 'a label for a value that does not exist',
    sample: 'procedure',
    find: 'parcel: {type: string,',
    replace: 'parcel: {type: string, enum: [a], labels: {b: {vi: B}},',
    problems: ['19:48 KEY_WITHOUT_EFFECT data.properties.parcel.labels.b: enum has no such value'],
  },
  {
    name: 'a code without quotes',
    sample: 'procedure',
    find: '"1.000001"',
    replace: '1.013831',
    problems: ['4:7 WRONG_TYPE code: 1.013831 (a number); expected a text'],
  },
  {
    name: 'an office code without quotes that loses its zero',
    sample: 'procedure',
    find: 'calendar: vn',
    replace: 'calendar: 08',
    problems: ['11:11 WRONG_TYPE calendar: 08 (a number); expected a text'],
  },
  {
    name: 'an act that a task does not have',
    sample: 'procedure',
    find: 'may: [request supplement, refuse]',
    replace: 'may: [request suplement]',
    problems: ['40:11 VALUE_UNKNOWN steps.appraise.may[0]: request suplement; expected request supplement | refuse | ask extension'],
  },
  {
    name: 'a reminder in other words',
    sample: 'procedure',
    find: 'remind: [due]',
    replace: 'remind: [two days before]',
    problems: [
      '48:21 TEXT_MALFORMED steps.refer-tax.late.remind[0]: two days before; expected due | half of term | 75% of term | 2 working days before due | 1 working day after due',
    ],
  },
  {
    name: 'an empty name',
    sample: 'procedure',
    find: '{vi: Đơn}',
    replace: '{vi: ""}',
    problems: ['25:28 TEXT_TOO_SHORT documents.application.name.vi: ""; expected a text that is not empty'],
  },
  {
    name: 'a condition as long as a book',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: `required: "${'x'.repeat(2001)}"`,
    problems: ['26:62 TEXT_TOO_LONG documents.proof.required: has 2001; expected at most 2000 characters'],
  },
  {
    name: 'a term below zero',
    sample: 'procedure',
    find: 'term: {length: 4, unit: working days}',
    replace: 'term: {length: -4, unit: working days}',
    problems: ['39:20 OUT_OF_RANGE steps.appraise.term.length: -4; expected 0 to 3650'],
  },
  {
    name: 'no channel at all',
    sample: 'procedure',
    find: 'channels: [desk, online]',
    replace: 'channels: []',
    problems: ['14:11 TOO_FEW channels: has 0; expected at least 1 entries'],
  },
  {
    name: 'a rung that reminds and escalates',
    sample: 'regime',
    find: '{at: due, escalate: head}',
    replace: '{at: due, escalate: head, remind: holder}',
    problems: ['14:9 TOO_MANY rungs[0]: has 3; expected at most 2 keys'],
  },
  {
    name: 'a channel named twice',
    sample: 'procedure',
    find: 'channels: [desk, online]',
    replace: 'channels: [desk, desk]',
    problems: ['14:11 ENTRY_REPEATED channels: desk is written twice'],
  },
  {
    name: 'a step of no kind',
    sample: 'procedure',
    find: '    task: {by: desk}',
    replace: '    tsk: {by: desk}',
    problems: [
      '34:3 FORM_MISSING steps.receive: expected exactly one of: task, handoff, consult, applicant, posting, decide, parallel, automatic, deliver, dossier',
    ],
  },
  {
    name: 'a step of two kinds',
    sample: 'procedure',
    find: '    task: {by: desk}',
    replace: '    task: {by: desk}\n    posting: {by: desk}',
    problems: ['35:5 FORM_AMBIGUOUS steps.receive: has task and posting; only one can stand'],
  },
  {
    name: 'the thirtieth of February',
    sample: 'procedure',
    find: '2025-09-15',
    replace: '2026-02-30',
    problems: ['8:19 DATE_IMPOSSIBLE effective.from: 2026-02-30 is not in the calendar'],
  },
  {
    name: 'a pattern that can run for hours',
    sample: 'procedure',
    find: 'parcel: {type: string,',
    replace: 'parcel: {type: string, pattern: "^(a+)+$",',
    problems: ['19:37 PATTERN_UNSAFE data.properties.parcel.pattern: ^(a+)+$ repeats a group or refers back'],
  },
  {
    name: 'a required field that does not exist',
    sample: 'procedure',
    find: 'required: [parcel,',
    replace: 'required: [parsel,',
    problems: ['17:14 UNKNOWN_FIELD data.required[0]: parsel is not in data.properties'],
  },
  {
    name: 'three mistakes at once, all of them listed',
    sample: 'procedure',
    find: 'term: {length: 8, unit: working days, basis: law}',
    replace: 'term: {length: eight, unit: working day, bases: law}',
    problems: [
      '12:16 WRONG_TYPE term.length: eight (a text); expected a whole number',
      '12:29 VALUE_UNKNOWN term.unit: working day; expected working days | working hours | calendar days | months',
      '12:42 UNKNOWN_KEY term.bases: no such key here; it would have no effect',
    ],
  },
  // conditions
  {
    name: 'a condition that breaks off',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: data.price >',
    problems: ['26:74 CONDITION_SYNTAX documents.proof.required: "data.price >": not a valid condition: Unexpected token: EOF'],
  },
  {
    name: 'a text compared with a number',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: data.price > "1000"',
    problems: ['26:75 CONDITION_TYPE documents.proof.required: "data.price > "1000"": this is a text; expected a whole number'],
  },
  {
    name: 'a condition that is a number',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: data.price + 1',
    problems: [
      '26:62 CONDITION_TYPE documents.proof.required: "data.price + 1": the condition gives a whole number; expected a true/false value',
    ],
  },
  {
    name: 'a fee that is not whole',
    sample: 'procedure',
    find: 'amount: 28000',
    replace: 'amount: "0.5"',
    problems: ['28:47 CONDITION_TYPE fees.registration.amount: "0.5": the condition gives a decimal number; expected a whole number'],
  },
  {
    name: 'a field that does not exist',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: data.price > 1 && data.kinsip',
    problems: [
      '26:80 CONDITION_UNKNOWN_FIELD documents.proof.required: "data.price > 1 && data.kinsip": data.kinsip is not in data.properties',
    ],
  },
  {
    name: 'a field of nothing',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: applicant.age > 1',
    problems: ['26:62 CONDITION_UNKNOWN_FIELD documents.proof.required: "applicant.age > 1": a condition reads data.<field> only'],
  },
  {
    name: 'a field that may be missing',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: data.area > 1.0',
    problems: ['26:62 CONDITION_FIELD_OPTIONAL documents.proof.required: "data.area > 1.0": data.area may be missing from an application'],
  },
  {
    name: 'a field that is personal',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: data.owner == "A"',
    problems: [
      '26:62 CONDITION_PERSONAL documents.proof.required: "data.owner == "A"": data.owner is personal data; conditions must not read it',
    ],
  },
  {
    name: 'a regular expression',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: data.parcel.matches("(a+)+$")',
    problems: [
      '26:62 CONDITION_NOT_ALLOWED documents.proof.required: "data.parcel.matches("(a+)+$")": "matches" cannot be used in a condition: a regular expression can run for hours',
    ],
  },
  {
    name: 'the clock',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: now() > 1',
    problems: [
      '26:62 CONDITION_NOT_ALLOWED documents.proof.required: "now() > 1": "now" cannot be used in a condition: a condition must not read the clock',
    ],
  },
  {
    name: 'a loop',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: "[1, 2].exists(x, x > data.price)"',
    problems: [
      '26:63 CONDITION_NOT_ALLOWED documents.proof.required: "[1, 2].exists(x, x > data.price)": "exists" cannot be used in a condition: a condition has no loops',
    ],
  },
  {
    name: 'a condition in quotes has its place too',
    sample: 'procedure',
    find: 'required: data.kinship',
    replace: 'required: "data.kinship && data.prise > 1"',
    problems: [
      '26:79 CONDITION_UNKNOWN_FIELD documents.proof.required: "data.kinship && data.prise > 1": data.prise is not in data.properties',
    ],
  },
  // regimes, organisations, calendars, scenarios
  {
    name: 'a regime that cites nothing known',
    sample: 'regime',
    find: 'stop: {basis: general}',
    replace: 'stop: {basis: genral}',
    problems: ['12:15 UNKNOWN_BASIS stop.basis: genral is not in legalBasis'],
  },
  {
    name: 'dossier numbers that could repeat',
    sample: 'regime',
    find: '{agency}-{yymmdd}-{seq:4}',
    replace: '{agency}-{seq:4}',
    problems: ['16:19 NUMBER_PATTERN number.pattern: {agency}-{seq:4}; expected {agency}, {yymmdd} or {yyyy}, and {seq:n}'],
  },
  {
    name: 'an unknown part of a dossier number',
    sample: 'regime',
    find: '{agency}-{yymmdd}-{seq:4}',
    replace: '{agency}-{date}-{seq:4}',
    problems: ['16:19 NUMBER_PATTERN number.pattern: {date} is not known; use {agency} {yymmdd} {yyyy} {code} {seq:4}'],
  },
  {
    name: 'a post in no agency',
    sample: 'organisation',
    find: 'agency: centre, roles: [receiver]',
    replace: 'agency: center, roles: [receiver]',
    problems: ['15:40 UNKNOWN_AGENCY posts.desk-1.agency: center is not declared'],
  },
  {
    name: 'a post in no unit',
    sample: 'organisation',
    find: 'agency: centre, roles: [receiver]',
    replace: 'agency: centre, unit: hall, roles: [receiver]',
    problems: ['15:54 UNKNOWN_UNIT posts.desk-1.unit: hall is not declared'],
  },
  {
    name: 'a post with an undeclared role',
    sample: 'organisation',
    find: 'agency: centre, roles: [receiver]',
    replace: 'agency: centre, roles: [receptionist]',
    problems: ['15:56 UNKNOWN_ROLE posts.desk-1.roles[0]: receptionist is not declared'],
  },
  {
    name: 'two agencies with one identifier',
    sample: 'organisation',
    find: 'H99.2',
    replace: 'H99.1',
    problems: ['7:24 IDENTIFIER_REPEATED agencies.branch.identifier: H99.1 is already the identifier of centre'],
  },
  {
    name: 'a second post in no agency',
    sample: 'organisation',
    find: 'agency: centre, roles: [receiver]',
    replace: 'agency: centre, roles: [receiver], also: [{agency: bank, roles: [clerk]}]',
    problems: [
      '15:83 UNKNOWN_AGENCY posts.desk-1.also[0].agency: bank is not declared',
      '15:97 UNKNOWN_ROLE posts.desk-1.also[0].roles[0]: clerk is not declared',
    ],
  },
  {
    name: 'a secondment that ends before it begins',
    sample: 'organisation',
    find: 'agency: centre, roles: [receiver]',
    replace: 'agency: centre, roles: [receiver], also: [{agency: branch, roles: [receiver], from: 2026-05-01, until: 2026-04-30}]',
    problems: ['15:135 EFFECTIVE_DATES posts.desk-1.also[0].until: 2026-04-30 is before the first day 2026-05-01'],
  },
  {
    name: 'an administrator who also receives',
    sample: 'organisation',
    find: 'agency: centre, roles: [receiver]',
    replace: 'agency: centre, roles: [receiver, admin]',
    problems: [
      '15:11 ROLE_NOT_ALONE posts.desk-1: admin cannot also be receiver',
      '15:66 UNKNOWN_ROLE posts.desk-1.roles[1]: admin is not declared',
    ],
  },
  {
    name: 'a supervising one-stop unit that is no agency',
    sample: 'organisation',
    find: 'kind: one-stop,',
    replace: 'kind: one-stop, oneStop: province,',
    problems: ['6:56 UNKNOWN_AGENCY agencies.centre.oneStop: province is not declared'],
  },
  {
    name: 'an agency above itself',
    sample: 'organisation',
    find: 'kind: one-stop,',
    replace: 'kind: one-stop, parent: centre,',
    problems: ['6:55 AGENCY_ABOVE_ITSELF agencies.centre.parent: centre is above itself'],
  },
  {
    name: 'a calendar with an impossible offset',
    sample: 'calendar',
    find: '+07:00',
    replace: '+99:00',
    problems: ['5:12 CALENDAR_OFFSET utcOffset: "+99:00" is no UTC offset; expected for example +07:00'],
  },
  {
    name: 'an office that never opens',
    sample: 'calendar',
    find: 'monday: [{from: "07:30", to: "11:30"}, {from: "13:30", to: "17:30"}]',
    replace: 'monday: []',
    problems: ['8:3 CALENDAR_NEVER_OPEN week: the office never opens; expected at least one window a week'],
  },
  {
    name: 'office hours that end before they begin',
    sample: 'calendar',
    find: '{from: "13:30", to: "17:30"}',
    replace: '{from: "17:30", to: "13:30"}',
    problems: [
      '8:42 CALENDAR_WINDOWS week.monday[1]: window 17:30 to 13:30 ends before it begins or overlaps the one before; expected windows in order, without overlap',
    ],
  },
  {
    name: 'a holiday twice',
    sample: 'calendar',
    find: 'makeUpDays:',
    replace: '  - {date: 2026-01-01, kind: holiday, name: {vi: Tết Dương lịch}, basis: TB 1}\nmakeUpDays:',
    problems: ['18:12 CALENDAR_DAY_TWICE holidays[2].date: 2026-01-01 is given twice; expected each day once'],
  },
  {
    name: 'a make-up day for a day that is not off',
    sample: 'calendar',
    find: 'insteadOf: 2026-01-02',
    replace: 'insteadOf: 2026-01-03',
    problems: [
      '19:52 CALENDAR_MAKE_UP makeUpDays[0].insteadOf: make-up day stands for 2026-01-03, which is no day off of this calendar; expected one of its holidays',
    ],
  },
  {
    name: 'a scenario with an unknown act',
    sample: 'scenario',
    find: 'act: complete receive',
    replace: 'act: finish receive',
    problems: [
      '7:50 TEXT_MALFORMED events[0].act: finish receive; expected a verb and the step, as "complete appraise"; verbs: accept, decline, claim, release, reassign, complete, return, request supplement, receive supplement, refuse, withdraw, stop, ask extension, rule extension, apologise, give opinion, pay, settle obligation, fulfil, object, finish automatic, deliver, acknowledge, transfer, order branches, suspend, resume, endorse, ask instruction, answer, rule entry',
    ],
  },
  {
    name: 'a scenario whose name is a number',
    sample: 'scenario',
    find: 'name: the dossier is on time',
    replace: 'name: 12',
    problems: ['4:7 TEXT_MALFORMED name: 12; expected a sentence, or {vi, en}'],
  },
];
