import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Express } from 'express';
import type { Mapping } from '../partner.js';
import type { Secrets } from '../settings.js';
import { createApp } from './app.js';
import { createCourier } from './courier.js';
import { createDesk, type Desk } from './desk.js';
import { type Journal, openJournal } from './journal.js';
import { CALM, type Mood, moodSwings } from './mood.js';
import type { KeptCallback, KeptReferral, Office } from './office.js';

export interface SimulatorOptions {
  /** 0 or absent: a free one. */
  readonly port?: number;
  readonly secrets: Secrets;
  /** Base address of Motcua; `MOTCUA_PUBLIC_URL`. */
  readonly publicUrl: string;
  /** Folder that keeps what was received and answered across restarts; absent: memory only. */
  readonly dataFolder?: string;
  /** At the start; `POST /control` changes it. */
  readonly mood?: Partial<Mood>;
}

export interface Simulator {
  readonly url: string;
  stop(): Promise<void>;
}

export interface Extension {
  readonly desk: Desk;
  readonly referrals: Journal<KeptReferral>;
  readonly callbacks: Journal<KeptCallback>;
  readonly mood: Mood;
  /** What this office keeps beside referrals. */
  readonly openJournal: <T extends { readonly id: string }>(name: string) => Journal<T>;
}

/** How each simulated office is started: `start` of `<connector>/simulator/server.ts`. */
export type StartSimulator = (options: SimulatorOptions) => Promise<Simulator>;

/** Starts a simulated office on loopback. */
export async function startSimulator(
  office: Office,
  mapping: Mapping,
  options: SimulatorOptions,
  extend?: (app: Express, extension: Extension) => void,
): Promise<Simulator> {
  const open = <T extends { readonly id: string }>(name: string) =>
    openJournal<T>(options.dataFolder && join(options.dataFolder, `${office.name}-${name}.jsonl`));
  const referrals = open<KeptReferral>('referrals');
  const callbacks = open<KeptCallback>('callbacks');
  const mood: Mood = { ...CALM, ...options.mood };
  const swings = moodSwings(mood);
  const callbackUrl = `${options.publicUrl.replace(/\/$/, '')}/connectors/${office.name}/callbacks`;
  const courier = createCourier({ callbacks, callbackUrl, secrets: options.secrets, mood });
  const desk = createDesk({ office, mapping, referrals, callbacks, courier, mood });
  const app = createApp({
    name: office.name,
    desk,
    mood,
    changeMood: swings.change,
    secrets: options.secrets,
    referrals,
    callbacks,
    extend: (each) => extend?.(each, { desk, referrals, callbacks, mood, openJournal: open }),
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
  desk.resume();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      swings.stop();
      desk.stop();
      courier.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
