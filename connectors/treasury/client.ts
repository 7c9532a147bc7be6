import { type ClientConfig, type Connector, createClient } from '../client.js';
import type { Mapping, Outgoing } from '../partner.js';
import type { Secrets } from '../settings.js';
import { TREASURY } from './mapping.js';
import { sealed } from './seal.js';

/** The payment platform: the contract, with the platform's own seal on every message. */
export function createTreasuryClient(config: ClientConfig): Connector {
  return createClient(sealing(config.secrets), config);
}

/** What goes out, sealed. */
function sealing(secrets: Secrets): Mapping {
  const withSeal = (outgoing: Outgoing): Outgoing => ({
    ...outgoing,
    check: (body) => outgoing.check(sealed(outgoing.check(body), secrets)),
  });
  const outgoing = Object.fromEntries(Object.entries(TREASURY.outgoing).map(([name, each]) => [name, withSeal(each)]));
  return { ...TREASURY, outgoing };
}
