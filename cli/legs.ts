import { Command, Option } from 'commander';
import type { Language } from '../domain/clock/explain.js';
import { BadInput } from './bad-input.js';
import { languageOption } from './language-option.js';
import { type Attribution, type DossierTold, type Legs, legsText, unaccounted } from './legs-text.js';
import { createApiClient, type Requests } from './live/api-client.js';
import { ApiProblem } from './live/api-problem.js';
import { findRunningSystem } from './live/running-system.js';
import { whenAway } from './live/when-away.js';

interface LegsOptions {
  readonly account: string;
  readonly reckoning: 'effective' | 'recorded';
  readonly language: Language;
  readonly json?: boolean;
}

/**
 * `motcua legs NUMBER`: the legs of one dossier of the running system, with what was promised and what came of it, and whose time it was. Lateness is what is looked
 * for, not a fault of the system: exit 1 only when there is no such dossier, or the parts do not add up to the elapsed time.
 */
export function legsCommand(): Command {
  return new Command('legs')
    .description(
      'các chặng của một hồ sơ trên hệ thống đang chạy: hẹn khi nào, xong khi nào, thời gian thuộc về ai\nthe legs of one dossier of the running system: what was promised, what came of it, and whose time it was',
    )
    .argument('<number>', 'mã hồ sơ / dossier number')
    .option('--account <id>', 'xem bằng tài khoản nào / in the name of which account', 'auditor-1')
    .addOption(
      new Option('--reckoning <by>', 'theo lúc xảy ra hay lúc ghi nhận / by when things happened or when they were recorded')
        .choices(['effective', 'recorded'])
        .default('effective'),
    )
    .addOption(languageOption())
    .option('--json', 'in ra JSON / print as JSON')
    .action(async (number: string, options: LegsOptions) => {
      const told = await tell(number, options).catch(whenAway);
      const missing = unaccounted(told.attribution);
      console.log(options.json ? JSON.stringify({ ...told, unaccountedMs: missing }, null, 2) : legsText(told, options.language));
      if (missing !== 0) process.exitCode = 1;
    });
}

async function tell(number: string, { account, reckoning }: LegsOptions) {
  const { apiUrl, password } = findRunningSystem();
  const reader = createApiClient(apiUrl, password).as(account);
  const dossier = await find(reader, number);
  const [legs, attribution] = await Promise.all([
    reader.get<Legs>(`/dossiers/${dossier.id}/legs`),
    reader.get<Attribution>(`/dossiers/${dossier.id}/attribution?reckoning=${reckoning}`),
  ]);
  const { id, procedure, procedureName } = dossier;
  return { id, number: dossier.number, procedure, procedureName, ...legs, attribution };
}

async function find(reader: Requests, number: string): Promise<DossierTold> {
  try {
    return await reader.get<DossierTold>(`/dossiers/${encodeURIComponent(number)}`);
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500) throw new BadInput(error.message);
    throw error;
  }
}
