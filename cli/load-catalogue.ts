import { Command } from 'commander';
import { variableOf } from '../connectors/settings.js';
import { readCatalogue } from '../definitions/load-catalogue.js';
import { publishCatalogue, type Published } from '../definitions/publish-catalogue.js';
import { BadInput } from './bad-input.js';
import { catalogueOption } from './catalogue-option.js';
import { problemText } from './check.js';

interface LoadOptions {
  readonly json?: boolean;
  readonly catalogue: string;
  readonly database: string;
}

/**
 * `motcua load-catalogue`: publishes the catalogue folder into the store at MONGODB_URI. New accounts of officers get the password in MOTCUA_ACCOUNT_PASSWORD, that of
 * an outside system the one in MOTCUA_<NAME>_PASSWORD, or none: it then signs in nowhere but at the OpenID Connect issuer.
 * Nothing is published when a file has an error or a version would be refused (exit 1); doing it again changes nothing.
 */
export function loadCatalogueCommand(): Command {
  return new Command('load-catalogue')
    .description(
      'nạp quy định, lịch, tổ chức, thủ tục và tài khoản vào cơ sở dữ liệu; nạp lại không đổi gì\npublish regimes, calendars, the organisation, procedures and accounts; doing it again changes nothing',
    )
    .option('--json', 'in ra JSON / print what was published as JSON')
    .option('--database <name>', 'tên cơ sở dữ liệu / name of the database', 'motcua')
    .addOption(catalogueOption())
    .addHelpText(
      'after',
      '\nBiến môi trường / environment: MONGODB_URI, MOTCUA_ACCOUNT_PASSWORD (mật khẩu đầu của tài khoản cán bộ mới / first password of new officers), MOTCUA_<NAME>_PASSWORD (của hệ thống ngoài / of an outside system)',
    )
    .action(async ({ json, catalogue, database }: LoadOptions) => {
      const published = await load(catalogue, database);
      if (json) console.log(JSON.stringify(published, null, 2));
      else if (published.refused.length === 0) console.log(publishedText(published));
      if (published.refused.length > 0) throw new BadInput(['nothing was published', ...published.refused.map(refusedText)].join('\n'));
    });
}

/** Fits no password. */
const NO_PASSWORD = 'none';

async function load(folder: string, database: string): Promise<Published> {
  const catalogue = await readCatalogue(folder);
  const errors = catalogue.problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new BadInput(errors.map((each) => problemText(each.file, each, 'vi')).join('\n'));
  const uri = needed('MONGODB_URI', 'the address of MongoDB');
  const password = needed('MOTCUA_ACCOUNT_PASSWORD', 'the first password of new accounts');
  // the store is loaded here, so that the commands that need none do not wait for it
  const [{ openStore }, { hashPassword }] = await Promise.all([import('../store/open-store.js'), import('../api/passwords.js')]);
  const store = await openStore({ uri, database });
  try {
    const passwordHash = async (_account: string, connector?: string): Promise<string> => {
      const first = connector === undefined ? password : process.env[variableOf(connector, 'PASSWORD')];
      return first ? hashPassword(first) : NO_PASSWORD;
    };
    return await publishCatalogue(store, catalogue, { passwordHash, now: Date.now() });
  } finally {
    await store.close();
  }
}

function needed(name: string, what: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new BadInput(`${name} is not set; expected ${what}`);
  return value;
}

function publishedText({ versions, accounts }: Published): string {
  const lines = versions.map(({ code, version }) => `${code} version ${version}`);
  return [...lines, `${accounts.length} accounts made or changed`].join('\n');
}

function refusedText({ code, effectiveFrom }: Published['refused'][number]): string {
  return `${code}: another version is in force from ${effectiveFrom} already; give this one a later day (effective.from)`;
}
