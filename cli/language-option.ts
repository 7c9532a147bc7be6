import { Option } from 'commander';

/** Language of what is printed, Vietnamese unless told. */
export function languageOption(): Option {
  return new Option('--language <language>', 'ngôn ngữ in ra / language of what is printed').choices(['vi', 'en']).default('vi');
}
