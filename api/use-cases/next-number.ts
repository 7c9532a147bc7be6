import type { Instant } from '../../domain/time/instant.js';
import type { Store } from '../../store/store.js';
import { civilDate } from '../instants.js';

/** Fills `{agency}-{yymmdd}-{seq:4}`; the sequence runs per agency and day. */
export async function nextNumber(store: Pick<Store, 'counters'>, pattern: string, agency: string, at: Instant): Promise<string> {
  const yymmdd = civilDate(at).replaceAll('-', '').slice(2);
  const sequence = await store.counters.next(`dossier:${agency}:${yymmdd}`);
  const parts: Record<string, string> = { agency, yymmdd, yy: yymmdd.slice(0, 2), yyyy: `20${yymmdd.slice(0, 2)}` };
  return pattern
    .replace(/\{(\w+)(?::(\d+))?\}/g, (_, name: string, width?: string) =>
      name === 'seq' ? String(sequence).padStart(Number(width ?? 1), '0') : (parts[name] ?? name),
    )
    .toUpperCase();
}
