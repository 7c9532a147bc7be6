/** A Motcua that is being started or runs here, and its note for the command line and `npm stop`. */
import type { Services } from './ensure-services.js';
import { bornOf, type ProcessIdentity } from './process.js';
import { addressesOf, loopback, type Ports } from './programs-of-motcua.js';
import { writeRunning, type Running } from './running.js';
import type { Secrets } from './secrets.js';
import type { Supervised } from './supervisor.js';

export interface System {
  readonly dataFolder: string;
  readonly services: Services;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly supervised: Supervised[];
}

/** Notes what runs by now. */
export function noteRunning({ dataFolder, services, ports, secrets, supervised }: System): void {
  const running = supervised.flatMap((one): [string, ProcessIdentity][] => {
    const identity = one.identity();
    return identity ? [[one.name, identity]] : [];
  });
  writeRunning(dataFolder, {
    apiUrl: loopback(ports.api),
    docsUrl: `${loopback(ports.api)}/docs`,
    ...(services.temporalUiUrl ? { temporalUiUrl: services.temporalUiUrl } : {}),
    temporalAddress: services.temporalAddress,
    mongodbUri: services.mongodbUri,
    redisUrl: services.redisUrl,
    offices: addressesOf(ports),
    demoPassword: secrets.demoPassword,
    supervisor: { pid: process.pid, born: bornOf(process.pid) ?? 'gone' },
    programs: Object.fromEntries(running),
  } satisfies Running);
}
