import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Express } from 'express';
import type { Partner } from '../partner.js';
import { createApp } from './app.js';
import { createCourier } from './courier.js';
import { createDesk, type Desk, type Mood } from './desk.js';
import { type Journal, openJournal } from './journal.js';
import type { KeptCallback, KeptReferral, Office } from './office.js';

export interface SimulatorOptions {
  /** 0 or absent: a free one. */
  readonly port?: number;
  readonly secret: string;
  /** Base address of Motcua; `MOTCUA_PUBLIC_URL`. */
  readonly publicUrl: string;
  /** Folder that keeps what was received and answered across restarts; absent: memory only. */
  readonly dataFolder?: string;
  readonly delayMs?: number;
}

export interface Simulator {
  readonly url: string;
  stop(): Promise<void>;
}

export interface Extension {
  readonly desk: Desk;
  readonly referrals: Journal<KeptReferral>;
  readonly callbacks: Journal<KeptCallback>;
  /** What this office keeps beside referrals. */
  readonly openJournal: <T extends { readonly id: string }>(name: string) => Journal<T>;
}

/** Starts a simulated office on loopback. */
export async function startSimulator(
  office: Office,
  partner: Partner,
  options: SimulatorOptions,
  extend?: (app: Express, extension: Extension) => void,
): Promise<Simulator> {
  const open = <T extends { readonly id: string }>(name: string) =>
    openJournal<T>(options.dataFolder && join(options.dataFolder, `${office.name}-${name}.jsonl`));
  const referrals = open<KeptReferral>('referrals');
  const callbacks = open<KeptCallback>('callbacks');
  const mood: Mood = { hold: false, delayMs: options.delayMs ?? 200, down: false };
  const callbackUrl = `${options.publicUrl.replace(/\/$/, '')}/connectors/${office.name}/callbacks`;
  const courier = createCourier({ callbacks, callbackUrl, secret: options.secret, open: () => !mood.down });
  const desk = createDesk({ office, partner, referrals, callbacks, courier, mood });
  const app = createApp({
    name: office.name,
    desk,
    mood,
    secret: options.secret,
    referrals,
    callbacks,
    extend: (each) => extend?.(each, { desk, referrals, callbacks, openJournal: open }),
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve));
  desk.resume();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      desk.stop();
      courier.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Runs an office as a program until it is told to end.
 * @param urlVariable names the address at which Motcua expects the office; the office listens at its port.
 */
export async function runSimulator(
  name: string,
  urlVariable: string,
  start: (options: SimulatorOptions) => Promise<Simulator>,
): Promise<void> {
  const { MOTCUA_CONNECTOR_SECRET: secret = '', MOTCUA_PUBLIC_URL: publicUrl = '', MOTCUA_DATA, MOTCUA_SIMULATOR_DELAY_MS } = process.env;
  if (secret.length < 32)
    throw new Error(`${name} cannot start: MOTCUA_CONNECTOR_SECRET has ${secret.length} characters; expected at least 32`);
  if (!publicUrl) throw new Error(`${name} cannot start: MOTCUA_PUBLIC_URL is missing`);
  const address = process.env[urlVariable];
  if (!address) throw new Error(`${name} cannot start: ${urlVariable} is missing`);
  const simulator = await start({
    port: Number(new URL(address).port),
    secret,
    publicUrl,
    ...(MOTCUA_DATA && { dataFolder: join(MOTCUA_DATA, 'simulators') }),
    ...(MOTCUA_SIMULATOR_DELAY_MS && { delayMs: Number(MOTCUA_SIMULATOR_DELAY_MS) }),
  });
  process.stdout.write(`${name} listens at ${simulator.url}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void simulator.stop());
}
