import { PARTNERS } from '../../connectors/partners.js';
import { variableOf } from '../../connectors/settings.js';
import { readRunning } from '../../services/running.js';
import { BadInput } from '../bad-input.js';

/** Where a running system is reached, and how its posts sign in. */
export interface RunningSystem {
  readonly apiUrl: string;
  readonly password: string;
  /** The simulated offices by the connector's name. */
  readonly offices: Readonly<Record<string, string>>;
}

/**
 * The system in the environment (MOTCUA_PUBLIC_URL, MOTCUA_ACCOUNT_PASSWORD, MOTCUA_TAX_URL and the other MOTCUA_<NAME>_URL), else the one that `npm start` runs here.
 * Throws BadInput, saying what to do, when there is none.
 */
export function findRunningSystem(env: Readonly<Record<string, string | undefined>> = process.env): RunningSystem {
  const { MOTCUA_PUBLIC_URL: apiUrl, MOTCUA_ACCOUNT_PASSWORD: password } = env;
  if (apiUrl) {
    if (!password) throw new BadInput('MOTCUA_ACCOUNT_PASSWORD is not set; expected the password of the accounts at MOTCUA_PUBLIC_URL');
    return { apiUrl: apiUrl.replace(/\/$/, ''), password, offices: officesIn(env) };
  }
  const running = readRunning();
  if (!running)
    throw new BadInput(
      'Motcua chưa chạy. Mở một cửa sổ lệnh khác, chạy `npm start`, đợi dòng "Motcua runs", rồi chạy lại lệnh này.\n' +
        'Motcua is not running. In another terminal run `npm start`, wait for "Motcua runs", and repeat this command.',
    );
  return { apiUrl: running.apiUrl, password: running.demoPassword, offices: running.offices };
}

function officesIn(env: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const addresses = Object.keys(PARTNERS).map((name) => [name, env[variableOf(name, 'URL')]] as const);
  return Object.fromEntries(addresses.filter((each): each is [string, string] => Boolean(each[1])));
}
