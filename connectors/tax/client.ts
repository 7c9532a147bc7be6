import { type ClientConfig, type Connector, createClient } from '../client.js';
import { TAX } from './mapping.js';

/** The tax system: land obligations and household tax codes. */
export function createTaxConnector(config: ClientConfig): Connector {
  return createClient(TAX, config);
}
