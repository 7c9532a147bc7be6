import type { HandoverQuery, StoredHandover } from '../handed-over.js';
import { Json, plainSchema } from './plain-schema.js';

export type HandoverDocument = Omit<StoredHandover, 'id'> & {
  readonly _id: string;
  /** The lists it stands in. */
  readonly lists: readonly string[];
};

const EVERYBODY = '*';
const atCentre = (centre: string): string => `^${centre}`;
/** Rehearsals have lists of their own. */
const kept = (rehearsal: boolean, list: string): string => (rehearsal ? `~${list}` : list);

/** Both sides see it, and the centre of the dossier. */
export function listsOfHandover({ from, to, centre, rehearsal }: Pick<HandoverDocument, 'from' | 'to' | 'centre' | 'rehearsal'>): string[] {
  return [...new Set([EVERYBODY, from, to, atCentre(centre)])].map((list) => kept(rehearsal, list));
}

/** The lists a query reads. */
export function handoversSought({ seats, rehearsal }: Pick<HandoverQuery, 'seats' | 'rehearsal'>): string[] {
  const lists = seats ? seats.flatMap(({ agency }) => [agency, atCentre(agency)]) : [EVERYBODY];
  return [...new Set(lists)].map((list) => kept(rehearsal, list));
}

export const HANDOVERS_BY_LIST = { lists: 1, sentAt: 1 } as const;

export const handoverSchema = plainSchema(
  {
    _id: String,
    dossierId: String,
    procedure: String,
    field: String,
    rehearsal: Boolean,
    centre: String,
    calendarHash: String,
    no: Number,
    run: String,
    from: String,
    to: String,
    medium: String,
    sentAt: Number,
    receivedAt: Number,
    acceptedAt: Number,
    endedAt: Number,
    end: String,
    stood: Json,
    lists: [String],
  },
  [[HANDOVERS_BY_LIST]],
);
