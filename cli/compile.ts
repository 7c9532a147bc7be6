import { Command } from 'commander';
import { loadProcedure } from '../definitions/load/load-procedure.js';
import { readSurroundings } from '../definitions/load/surroundings.js';
import { catalogueOption } from './catalogue-option.js';
import { problemText } from './check.js';
import { readText } from './read-text.js';

interface CompileOptions {
  readonly json?: boolean;
  readonly catalogue: string;
}

/** `motcua compile FILE`: the plan and its hash; exit 1 with the problems when the file has errors. */
export function compileCommand(): Command {
  return new Command('compile')
    .description('biên dịch thủ tục, in kết quả và mã băm / compile a procedure, print its plan and the hash of it')
    .argument('<file>', 'tệp thủ tục / procedure file')
    .option('--json', 'in tất cả trong một JSON / print hash and plan as one JSON value')
    .addOption(catalogueOption())
    .action(async (file: string, { json, catalogue }: CompileOptions) => {
      const { surroundings } = await readSurroundings(catalogue);
      const loaded = loadProcedure(await readText(file), surroundings);
      if (!loaded.ok) {
        console.error(
          json ? JSON.stringify(loaded.problems, null, 2) : loaded.problems.map((each) => problemText(file, each, 'vi')).join('\n'),
        );
        process.exitCode = 1;
        return;
      }
      const { planHash, plan } = loaded;
      console.log(json ? JSON.stringify({ planHash, plan }, null, 2) : `${JSON.stringify(plan, null, 2)}\n# sha256 ${planHash}`);
    });
}
