import { type ClientConfig, type Connector, createClient } from '../client.js';
import { LAND_REGISTRY } from './mapping.js';

/** The land information system. */
export function createLandRegistryConnector(config: ClientConfig): Connector {
  return createClient(LAND_REGISTRY, config);
}
