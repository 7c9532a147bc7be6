import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Records by id, in memory and in a file of JSON lines: a change is one line, the last line of an id counts. */
export interface Journal<T extends { readonly id: string }> {
  get(id: string): T | undefined;
  put(record: T): void;
  all(): readonly T[];
}

/** @param file absent: memory only. */
export function openJournal<T extends { readonly id: string }>(file?: string): Journal<T> {
  const records = new Map<string, T>(file ? readRecords<T>(file).map((record) => [record.id, record]) : []);
  if (file) {
    mkdirSync(dirname(file), { recursive: true });
    // beside it first: killed half-way, the old one is still whole
    writeFileSync(`${file}.new`, [...records.values()].map(line).join(''));
    renameSync(`${file}.new`, file);
  }
  return {
    get: (id) => records.get(id),
    put: (record) => {
      records.set(record.id, record);
      if (file) appendFileSync(file, line(record));
    },
    all: () => [...records.values()],
  };
}

const line = (record: unknown): string => `${JSON.stringify(record)}\n`;

/** The last line may be torn by a crash; it was then not acknowledged either. */
function readRecords<T>(file: string): T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        return [JSON.parse(text) as T];
      } catch {
        return [];
      }
    });
}
