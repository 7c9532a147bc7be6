import { LAND_REGISTRY } from './land-registry/mapping.js';
import type { Partner } from './partner.js';
import { USUAL } from './policy.js';
import { TAX } from './tax/mapping.js';

const ALL: readonly Partner[] = [
  { mapping: TAX, policy: USUAL },
  { mapping: LAND_REGISTRY, policy: USUAL, codeField: 'SecurityCode' },
];

/** Every outside system Motcua can speak to, by the connector's name in definitions. A new one is a folder and a line above. */
export const PARTNERS: Readonly<Record<string, Partner>> = Object.fromEntries(ALL.map((partner) => [partner.mapping.name, partner]));
