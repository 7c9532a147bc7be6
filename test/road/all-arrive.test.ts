/** `MOTCUA_ROAD_DOSSIERS` makes it longer, `MOTCUA_ROAD_SEED` another; `npm run bench -- --only road` is the full one. */
import { expect, it } from '@jest/globals';
import { travel } from '../whole/bad-road.js';

const COUNT = Number(process.env['MOTCUA_ROAD_DOSSIERS'] ?? 30);
const SEED = Number(process.env['MOTCUA_ROAD_SEED'] ?? 4);
const PATIENCE = 60_000 + COUNT * 4_000;
const OUTAGES = [
  { inMs: 3000, forMs: 4000 },
  { inMs: 12_000, forMs: 4000 },
];

it(
  `${COUNT} dossiers on a bad road are delivered, no effect happens twice, and nobody had to do anything`,
  async () => {
    const { findings, messages } = await travel({ dossiers: COUNT, seed: SEED, outages: OUTAGES, patience: PATIENCE });
    expect(findings.slice(0, 20)).toEqual([]);
    // it was a bad road: each office said something wrong to some dossier
    expect(messages['wrong, dead']).toBeGreaterThan(0);
  },
  PATIENCE * 2,
);
