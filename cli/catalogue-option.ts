import { join } from 'node:path';
import { Option } from 'commander';
import { projectFolder } from './project-folder.js';

/** Folder with `regimes/`, `calendars/`, `organisation/`, `procedures/`. */
export function catalogueOption(): Option {
  return new Option('--catalogue <folder>', 'catalogue that regimes, calendars and the organisation are read from').default(
    join(projectFolder(), 'definitions'),
    'definitions of this project',
  );
}
