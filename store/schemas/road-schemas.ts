/** Shapes of what the store keeps of the road. */
import type { PartnerState } from '../road.js';
import { plainSchema } from './plain-schema.js';

export type PartnerDocument = Omit<PartnerState, 'connector'> & { readonly _id: string };
export const partnerSchema = plainSchema({
  _id: String,
  state: String,
  since: Number,
  failures: Number,
  probes: Number,
  probeAt: Number,
  lastError: String,
});
