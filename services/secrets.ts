import { hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeJson } from './process.js';

/** What only this installation knows. Made on the first start; readable by its owner only; never in the code. */
export interface Secrets {
  /** Signs the API's access tokens. */
  readonly jwtSecret: string;
  /** Signs messages between Motcua and the partners' systems. */
  readonly connectorSecret: string;
  /** Password of the officers' accounts of the imaginary province. */
  readonly demoPassword: string;
}

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');

/** The secrets of the data folder; what is missing is made. */
export function keepSecrets(dataFolder: string): Secrets {
  const file = join(dataFolder, 'secrets.json');
  const known = readJson<Partial<Secrets>>(file) ?? {};
  const secrets: Secrets = {
    jwtSecret: known.jwtSecret ?? random(48),
    connectorSecret: known.connectorSecret ?? random(48),
    demoPassword: known.demoPassword ?? random(9),
  };
  if (JSON.stringify(known) !== JSON.stringify(secrets)) writeJson(file, secrets, 0o600);
  return secrets;
}

/** Password of the account of one simulated office: each has its own, and none is that of the officers. */
export function passwordOfOffice({ connectorSecret }: Pick<Secrets, 'connectorSecret'>, connector: string): string {
  return Buffer.from(hkdfSync('sha256', connectorSecret, 'motcua', `password ${connector}`, 12)).toString('base64url');
}
