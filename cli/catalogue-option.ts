import { join } from 'node:path';
import { Option } from 'commander';
import { projectFolder } from './project-folder.js';

/** Folder with `regimes/`, `calendars/`, `organisation/`, `procedures/`. */
export function catalogueOption(): Option {
  return new Option('--catalogue <folder>', 'thư mục danh mục / catalogue with regimes, calendars, organisation').default(
    join(projectFolder(), 'definitions'),
    'definitions',
  );
}
