import { Command } from 'commander';
import { mermaidOf } from '../definitions/compile/mermaid.js';
import { loadDefinition } from '../definitions/load/load.js';
import { problemText } from './check.js';
import { languageOption } from './language-option.js';
import { readText } from './read-text.js';

/** `motcua graph FILE`: the procedure as a Mermaid flowchart. The file must pass the schema; rules may still find fault with what is drawn. */
export function graphCommand(): Command {
  return new Command('graph')
    .description('vẽ thủ tục thành sơ đồ Mermaid / draw a procedure as a Mermaid flowchart')
    .argument('<file>', 'tệp thủ tục / procedure file')
    .option('--json', 'in sơ đồ trong JSON / print the drawing inside a JSON value')
    .addOption(languageOption())
    .action(async (file: string, { json, language }: { json?: boolean; language: 'vi' | 'en' }) => {
      const loaded = loadDefinition(await readText(file), 'Procedure');
      if (!loaded.ok) {
        console.error(
          json ? JSON.stringify(loaded.problems, null, 2) : loaded.problems.map((each) => problemText(file, each, language)).join('\n'),
        );
        process.exitCode = 1;
        return;
      }
      const drawing = mermaidOf(loaded.definition, language);
      console.log(json ? JSON.stringify({ mermaid: drawing }) : drawing);
    });
}
