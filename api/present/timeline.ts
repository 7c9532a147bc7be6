import type { Fact } from '../../domain/engine/fact.js';
import type { Note, Store, StoredDossier } from '../../store/store.js';
import { bothLanguages, organisation, versionOf } from '../catalogue.js';
import { toIso } from '../instants.js';
import { sentenceOf, type Names } from '../messages/fact-sentences.js';
import type { Text } from '../messages/text.js';
import { OUTCOMES_OF_KINDS } from '../messages/words.js';
import { type Hidden, openFact, openNote } from './secrecy.js';

/**
 * Facts with their sentences and notes.
 * @param hidden what is kept from the reader: see `hiddenFrom`.
 */
export async function presentFacts(
  store: Store,
  dossier: Pick<StoredDossier, 'procedure' | 'planHash'>,
  all: readonly Fact[],
  hidden: Hidden,
) {
  const facts = all.map((fact) => openFact(fact, hidden));
  const noteIds = facts.flatMap((fact) => noteIdOf(fact) ?? []);
  const [names, notes] = await Promise.all([
    namesFor(store, dossier),
    noteIds.length > 0 ? store.notes.many(noteIds) : new Map<string, Note>(),
  ]);
  return facts.map((fact) => {
    const note = notes.get(noteIdOf(fact) ?? '');
    const { no, type, effectiveAt, recordedAt, by } = fact;
    return {
      no,
      type,
      effectiveAt: toIso(effectiveAt),
      recordedAt: toIso(recordedAt),
      by: by ? { kind: by.kind, id: by.id } : null,
      sentence: sentenceOf(fact, names),
      ...(note && { note: openNote(note, hidden) }),
      fact,
    };
  });
}

/** Names of steps and documents by the dossier's definition, of agencies by the organisation; ids where there is no name. */
export async function namesFor(store: Store, dossier: Pick<StoredDossier, 'procedure' | 'planHash'>): Promise<Names> {
  const [version, { agencies }] = await Promise.all([versionOf(store, dossier.planHash), organisation(store)]);
  const plain = (id: string): Text => ({ vi: id, en: id });
  return {
    step: (id) => version?.stepNames[id] ?? plain(id),
    outcome: (step, outcome) =>
      version?.outcomeNames[`${step}: ${outcome}`] ?? OUTCOMES_OF_KINDS[outcome.replace(/^case \d+$/, 'else')] ?? plain(outcome),
    agency: (id) => (agencies[id] ? bothLanguages(agencies[id].name) : plain(id)),
    document: (key) => {
      const name = version?.definition.documents?.[key]?.name;
      return name ? bothLanguages(name) : plain(key);
    },
  };
}

function noteIdOf(fact: Fact): string | undefined {
  return 'note' in fact ? fact.note : undefined;
}
