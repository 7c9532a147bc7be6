import type { Mapping } from '../partner.js';

/** The portal as a row of the table: its address, secret and policy are a partner's; its messages are its own (`record.ts`, `filing.ts`) and no step's. */
export const NATIONAL_PORTAL: Mapping = { name: 'national-portal', outgoing: {}, incoming: {} };
