import { Command } from 'commander';
import { SETTLED_BY } from '../domain/reconciliation/compare.js';
import { DIFFERENCE_WORDS, differenceSentence, SETTLING_WORDS } from '../domain/reconciliation/words.js';
import { formatInstant } from '../domain/time/civil-time.js';
import type { Difference } from '../store/differences-kept.js';
import { civilText } from './civil-text.js';
import type { Compared } from './reconcile-now.js';
import { DATABASE_HELP, withStore } from './store-at-hand.js';

/** `motcua reconcile`: compares now with the outside systems, in their hours, and lists every difference that is not settled; exit 1 when there is one, or a pass did not come to its end. */
export function reconcileCommand(): Command {
  return new Command('reconcile')
    .description(
      'hỏi từng hệ thống ngoài và liệt kê mọi chỗ ta và họ ghi khác nhau, kèm việc cần làm\nask each outside system and list all that we and they hold differently, with what would settle it',
    )
    .option('--connector <name>', 'chỉ hệ thống này / this system only')
    .option('--json', 'in ra JSON / print as JSON')
    .addHelpText('after', `${DATABASE_HELP}\nĐịa chỉ và khóa: như của worker (MOTCUA_TAX_URL, …) / addresses and secrets: as the worker's`)
    .action(async ({ connector, json }: { connector?: string; json?: boolean }) => {
      // loaded here, so that the commands that speak to nobody do not wait for it
      const { compareNow } = await import('./reconcile-now.js');
      const compared = await withStore((store) => compareNow(store, connector));
      console.log(json ? JSON.stringify(compared, null, 2) : comparedText(compared));
      if (compared.differences.length > 0 || compared.passes.some(({ stopped }) => stopped)) process.exitCode = 1;
    });
}

const STOPPED = { hours: 'ngoài giờ của họ / outside their hours', away: 'họ không trả lời / they do not answer' } as const;

/** In Viet Nam. */
const civil = (at: number): string => civilText(formatInstant(at, '+07:00'));

function differenceText(difference: Difference): string {
  const { connector, number, kind } = difference;
  const [what, act, sides] = [DIFFERENCE_WORDS[kind], SETTLING_WORDS[SETTLED_BY[kind]], differenceSentence(difference, civil)];
  return `${connector}  ${number}  ${what.vi} / ${what.en}\n  ${sides.vi}\n  → ${act.vi} / ${act.en}`;
}

function comparedText({ passes, differences }: Compared): string {
  const ends = passes.map(({ connector, compared, found, settled, stopped }) => {
    const end = stopped ? `; ${STOPPED[stopped]}` : '';
    return `${connector}: ${compared} compared, ${found} new, ${settled} settled${end}`;
  });
  return [...differences.map(differenceText), ...ends, `${differences.length} differences`].join('\n');
}
