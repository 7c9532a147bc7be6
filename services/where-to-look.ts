import { join } from 'node:path';
import { loopback } from './programs-of-motcua.js';
import { passwordOfOffice } from './secrets.js';
import type { System } from './system.js';

/**
 * What a person needs to know of a system that runs: addresses, accounts and, at the end, what is not there.
 * @param missing why the catalogue or parts of it were not loaded; empty when all were.
 */
export function whereToLook({ dataFolder, services, ports, secrets }: Omit<System, 'supervised'>, missing: readonly string[]): string {
  return `
  API                ${loopback(ports.api)}
  API documentation  ${loopback(ports.api)}/docs
  Temporal           ${services.temporalUiUrl ?? `${services.temporalAddress} (its pages are where you started it)`}
  Letters            ${loopback(ports.mailbox)}/letters
  Logs               ${join(dataFolder, 'log')}

  Sign in as desk-1, econ-1, leader-1 or any post of definitions/organisation,
  with the password ${secrets.demoPassword}
  Outside systems read what was sent to them, each with a password of its own:
${Object.keys(ports.offices)
  .map((name) => `  ${`partner:${name}`.padEnd(30)} ${passwordOfOffice(secrets, name)}`)
  .join('\n')}

  A working month of the centre:  npx motcua demo
  Ctrl-C ends what was started here; the data stays in ${dataFolder}
${missing.length === 0 ? '' : notLoaded(missing)}
`;
}

const notLoaded = (missing: readonly string[]): string => `
  NOT LOADED: the catalogue, or a part of it:
${missing.map((line) => `    ${line}`).join('\n')}
  What an earlier start loaded stays in force; where there was none, nobody can sign in yet.
  Mend what is named above (npx motcua check shows it too), then Ctrl-C and npm start.
`;
