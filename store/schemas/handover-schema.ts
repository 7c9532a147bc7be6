import type { CrossingRecord } from '../../domain/engine/crossings.js';
import type { HandoverQuery } from '../handed-over.js';
import type { Hash, OfDossier } from '../store.js';
import { Json, plainSchema } from './plain-schema.js';

export interface HandoverDocument extends CrossingRecord, Omit<OfDossier, 'number'> {
  /** `<dossierId>.<no>` */
  readonly _id: string;
  /** The centre of the dossier. */
  readonly centre: string;
  readonly calendarHash: Hash;
  /** The lists it stands in. */
  readonly lists: readonly string[];
}

/** What is read of many. */
export const COUNTED = {
  from: 1,
  to: 1,
  medium: 1,
  forwardBy: 1,
  sentAt: 1,
  receivedAt: 1,
  acceptedAt: 1,
  endedAt: 1,
  end: 1,
  stood: 1,
  calendarHash: 1,
} as const;

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
    forwardBy: Number,
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
