import { Command } from 'commander';
import { auditCommand } from './audit.js';
import { checkCommand } from './check.js';
import { compileCommand } from './compile.js';
import { demoCommand } from './demo.js';
import { dueCommand } from './due.js';
import { graphCommand } from './graph.js';
import { legsCommand } from './legs.js';
import { loadCatalogueCommand } from './load-catalogue.js';
import { rebuildCommand } from './rebuild.js';
import { reconcileCommand } from './reconcile.js';
import { simulateCommand } from './simulate.js';
import { inBothLanguages } from './words.js';

/** `motcua …`: one line here for each command; what a command does is in its own file. */
export function motcua(): Command {
  const program = new Command('motcua').description(
    'Motcua: thủ tục hành chính một cửa / administrative procedures of one-stop centres\n' +
      'Lệnh nào cũng có --json; kết thúc với mã 1 khi phát hiện sai. / Every command has --json and ends with 1 on findings.',
  );
  program.commandsGroup('Định nghĩa thủ tục / Definitions');
  program.addCommand(checkCommand().summary('kiểm tra tệp định nghĩa / check definition files'));
  program.addCommand(compileCommand().summary('biên dịch thủ tục / compile a procedure to its plan'));
  program.addCommand(graphCommand().summary('vẽ sơ đồ thủ tục / draw a procedure'));
  program.addCommand(dueCommand().summary('tính ngày hẹn trả và giải thích / compute a due date and explain it'));
  program.addCommand(simulateCommand().summary('chạy thử kịch bản / play scenarios'));
  program.commandsGroup('Hệ thống / The system');
  program.addCommand(demoCommand().summary('một tháng làm việc mẫu / a working month, as a demonstration'));
  program.addCommand(legsCommand().summary('các chặng và thời gian của một hồ sơ / the legs and the time of one dossier'));
  program.addCommand(loadCatalogueCommand().summary('nạp danh mục vào cơ sở dữ liệu / publish the catalogue'));
  program.addCommand(auditCommand().summary('kiểm tra nhật ký không sửa được / verify the audit trail'));
  program.addCommand(rebuildCommand().summary('dựng lại danh sách từ các việc đã ghi / make lists again from the facts'));
  program.addCommand(reconcileCommand().summary('đối chiếu với hệ thống ngoài / compare with outside systems'));
  program.commandsGroup('Khác / Others');
  return inBothLanguages(program);
}
