import { Option } from 'commander';

/** Folder with `regimes/`, `calendars/`, `organisation/`, `procedures/`. */
export function catalogueOption(): Option {
  return new Option('--catalogue <folder>', 'catalogue that regimes, calendars and the organisation are read from').default('definitions');
}
