import { LAND_REGISTRY } from './land-registry/mapping.js';
import type { Partner } from './partner.js';
import { TAX } from './tax/mapping.js';

/** Every outside system Motcua can speak to, by the connector's name in definitions. */
export const PARTNERS: Readonly<Record<string, Partner>> = { [TAX.name]: TAX, [LAND_REGISTRY.name]: LAND_REGISTRY };
