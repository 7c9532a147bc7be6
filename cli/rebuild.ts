import { Command } from 'commander';
import type { Rebuilt, Store } from '../store/store.js';
import { unfitText } from './audit.js';
import { DATABASE_HELP, withStore } from './store-at-hand.js';

interface Done {
  readonly dossiers: number;
  readonly facts: number;
  /** Written anew. */
  readonly rebuilt: readonly Omit<Rebuilt, 'unfit'>[];
  /** Left as they are: their facts do not hold. */
  readonly refused: readonly Omit<Rebuilt, 'parts'>[];
}

/**
 * `motcua rebuild`: makes the projection (views, list keys, worklists) again from the archived facts; exit 1 when the facts of some dossier are no unbroken chain.
 * Facts that only a workflow has are not fetched here; the worker's sweeper does that as long as it runs.
 */
export function rebuildCommand(): Command {
  return new Command('rebuild')
    .description(
      'dựng lại trạng thái, danh sách và việc cần làm từ các việc đã ghi; hệ thống vẫn chạy được\nmake views, lists and worklists again from the facts; the system may go on meanwhile',
    )
    .option('--json', 'in ra JSON / print what differed as JSON')
    .addHelpText('after', DATABASE_HELP)
    .action(async ({ json }: { json?: boolean }) => {
      const done = await withStore(rebuild);
      console.log(json ? JSON.stringify(done, null, 2) : rebuiltText(done));
      if (done.refused.length > 0) process.exitCode = 1;
    });
}

async function rebuild(store: Store): Promise<Done> {
  const rebuilt: Omit<Rebuilt, 'unfit'>[] = [];
  const refused: Omit<Rebuilt, 'parts'>[] = [];
  for await (const { parts, unfit, ...dossier } of store.rebuild()) {
    if (unfit.length > 0) refused.push({ ...dossier, unfit });
    else rebuilt.push({ ...dossier, parts });
  }
  return { ...(await store.facts.extent()), rebuilt, refused };
}

function rebuiltText({ dossiers, facts, rebuilt, refused }: Done): string {
  return [
    ...rebuilt.map(({ number, parts }) => `${number}  đã dựng lại / made again: ${parts.join(', ')}`),
    ...refused.flatMap(({ number, unfit }) => unfit.map((each) => unfitText({ ...each, number }))),
    `${dossiers} dossiers, ${facts} facts: ${rebuilt.length} differed and were made again, ${refused.length} left alone because their facts do not hold`,
  ].join('\n');
}
