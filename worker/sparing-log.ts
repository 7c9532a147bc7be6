import type { Logger } from 'pino';

const SAY_AGAIN_MS = 60_000;

/** Tells of trouble that mends itself when it begins and then once a minute: a service that is away for a night must not fill the disk. */
export function sparingly(log: Logger, about: string): (error: unknown, more?: object) => void {
  const said = new Map<string, number>();
  return (error, more = {}) => {
    const reason = error instanceof Error ? error.message : String(error);
    const now = Date.now();
    if (now - (said.get(reason) ?? -Infinity) < SAY_AGAIN_MS) return;
    if (said.size > 100) said.clear();
    said.set(reason, now);
    log.warn({ reason, ...more }, about);
  };
}
