import { MINUTE } from '../domain/time/instant.js';
import { BUSINESS_REGISTRATION } from './business-registration/mapping.js';
import { CIVIL_STATUS } from './civil-status/mapping.js';
import { INSURANCE } from './insurance/mapping.js';
import { LAND_REGISTRY } from './land-registry/mapping.js';
import { NATIONAL_PORTAL } from './national-portal/partner.js';
import type { Partner } from './partner.js';
import { type Policy, USUAL } from './policy.js';
import { codeIn } from './security-code.js';
import { RESIDENCE } from './residence/mapping.js';
import { TAX } from './tax/mapping.js';
import { createTreasuryClient } from './treasury/client.js';
import { TREASURY } from './treasury/mapping.js';
import { unsealed } from './treasury/seal.js';

/** Decree 63/2024: passed on within ten minutes of the end of each procedure. (That it is taken up within two working hours is the definition's to say.) */
const INTERLINKED: Policy = {
  ...USUAL,
  retry: { attempts: 720, firstDelay: 1000, longestDelay: 2 * MINUTE },
  breaker: { failures: 5, firstProbe: 5000, longestProbe: 2 * MINUTE },
  poll: { after: 5 * MINUTE, longest: 30 * MINUTE },
};

const ALL: readonly Partner[] = [
  { mapping: TAX, policy: USUAL },
  { mapping: LAND_REGISTRY, policy: USUAL, unproved: codeIn('SecurityCode', LAND_REGISTRY.name) },
  { mapping: TREASURY, policy: USUAL, createClient: createTreasuryClient, unproved: unsealed },
  { mapping: NATIONAL_PORTAL, policy: USUAL },
  { mapping: BUSINESS_REGISTRATION, policy: USUAL },
  { mapping: CIVIL_STATUS, policy: INTERLINKED },
  { mapping: RESIDENCE, policy: INTERLINKED },
  { mapping: INSURANCE, policy: INTERLINKED },
];

/** Every outside system Motcua can speak to, by the connector's name in definitions. A new one is a folder and a line above. */
export const PARTNERS: Readonly<Record<string, Partner>> = Object.fromEntries(ALL.map((partner) => [partner.mapping.name, partner]));
