import { describe, expect, it } from '@jest/globals';
import { loadCatalogue } from '../../services/load-catalogue.js';
import { whereToLook } from '../../services/where-to-look.js';

const SYSTEM: Parameters<typeof whereToLook>[0] = {
  dataFolder: '/data',
  services: { temporalAddress: '127.0.0.1:7233' } as never,
  ports: { api: 3000, worker: 3100, offices: {}, smtp: 3101, mailbox: 3102 },
  secrets: { jwtSecret: '', connectorSecret: '', demoPassword: 'secret' },
};

describe('a catalogue that could not be loaded', () => {
  it('is no end of the start, and the reason is kept for its last words', async () => {
    const { said, missing } = await loadCatalogue({ PATH: process.env['PATH'] }, new AbortController().signal);
    expect(missing).toEqual(['motcua: MONGODB_URI is not set; expected the address of MongoDB']);
    expect(said).toEqual(['the catalogue was not loaded:', ...missing]);
  });

  it('is what npm start ends with, and what to do', () => {
    const words = whereToLook(SYSTEM, ['1.013831.procedure.yaml:3:1 is wrong']);
    const [, after] = words.split('NOT LOADED');
    expect(after).toContain('1.013831.procedure.yaml:3:1 is wrong');
    expect(after).toContain('npx motcua check');
    expect(after!.trim().split('\n').at(-1)).toContain('npm start');
  });

  it('is not spoken of when all was loaded', () => {
    expect(whereToLook(SYSTEM, [])).not.toContain('NOT LOADED');
  });
});
