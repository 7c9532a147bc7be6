import type { MatterQuery, StoredMatter } from '../asked.js';
import type { Seat } from '../store.js';
import { Json, OF_DOSSIER, plainSchema } from './plain-schema.js';
import { queuesOf, queuesOfSeat } from './task-schema.js';

export type MatterDocument = Omit<StoredMatter, 'id'> & {
  readonly _id: string;
  /** The lists it stands in. */
  readonly lists: readonly string[];
  readonly order: string;
};

const EVERYBODY = '*';
const ofOfficer = (officer: string): string => `@${officer}`;
/** Lists of those who asked, and of the centre of the dossier; of all fields and of its own. */
const askedFrom = (agency: string, field?: string): string => `<${agency}${ofField(field)}`;
const atCentre = (agency: string, field?: string): string => `^${agency}${ofField(field)}`;
const ofField = (field: string | undefined): string => (field === undefined ? '' : `|${field}`);

/** A matter for a named officer is his; for a role or an agency it stands in that worklist; the heads of the agency see all of them. What only a head may answer has no other list. */
export function listsOfMatter({ kind, to, from, centre, field }: Omit<MatterDocument, 'lists' | 'order' | '_id'>): string[] {
  const forHead = to.officer !== undefined || kind === 'entry' || kind === 'extension';
  const answers = forHead ? headsOf(to.agency, field) : queuesOf({ agency: to.agency, role: to.role ?? null, field });
  const centreRules = kind === 'entry' ? headsOf(centre, field) : [];
  return [
    EVERYBODY,
    ...new Set([...answers, ...centreRules]),
    ...(to.officer === undefined ? [] : [ofOfficer(to.officer)]),
    ...(from === null ? [] : [askedFrom(from), askedFrom(from, field)]),
    ...[atCentre(centre), atCentre(centre, field)],
  ];
}

/** The lists a query reads. */
export function listsSought({ seats, officers = [], as }: Pick<MatterQuery, 'seats' | 'officers' | 'as'>): string[] {
  if (!seats) return [EVERYBODY];
  const answers = [...officers.map(ofOfficer), ...seats.flatMap(queuesOfSeat)];
  const asked = seats.flatMap((seat) => inFields(seat, askedFrom));
  if (as === 'answers') return answers;
  return as === 'asked' ? asked : [...answers, ...asked, ...seats.flatMap((seat) => inFields(seat, atCentre))];
}

function headsOf(agency: string, field: string): string[] {
  return [agency, `${agency}|${field}`];
}

function inFields({ agency, fields }: Seat, key: (agency: string, field?: string) => string): string[] {
  return fields ? fields.map((field) => key(agency, field)) : [key(agency)];
}

export const MATTERS_BY_LIST = { lists: 1, kind: 1, order: 1 } as const;

export const matterSchema = plainSchema(
  {
    _id: String,
    ...OF_DOSSIER,
    kind: String,
    no: Number,
    centre: String,
    to: Json,
    from: String,
    by: String,
    at: Number,
    answerBy: Number,
    run: String,
    act: String,
    doneAt: Number,
    evidence: [String],
    note: String,
    lists: [String],
    order: String,
  },
  [[MATTERS_BY_LIST]],
);
