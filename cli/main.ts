/** `motcua …`: one line here for each command; what a command does is in its own file. */
import { Command } from 'commander';
import { auditCommand } from './audit.js';
import { BadInput } from './bad-input.js';
import { checkCommand } from './check.js';
import { compileCommand } from './compile.js';
import { demoCommand } from './demo.js';
import { dueCommand } from './due.js';
import { graphCommand } from './graph.js';
import { loadCatalogueCommand } from './load-catalogue.js';
import { rebuildCommand } from './rebuild.js';
import { simulateCommand } from './simulate.js';

const program = new Command('motcua')
  .description('Motcua: thủ tục hành chính một cửa / administrative procedures of one-stop centres')
  .showHelpAfterError();

program.addCommand(dueCommand());
program.addCommand(checkCommand());
program.addCommand(compileCommand());
program.addCommand(graphCommand());
program.addCommand(simulateCommand());
program.addCommand(loadCatalogueCommand());
program.addCommand(demoCommand());
program.addCommand(auditCommand());
program.addCommand(rebuildCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof BadInput)) throw error;
  console.error(`motcua: ${error.message}`);
  process.exitCode = 1;
}
