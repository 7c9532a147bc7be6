/** A service that runs as our own process: its pid file, its port, its data, and its end. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, isAlive, lastLines, readJson, removeFile, spawnDetached, writeJson, type ProcessIdentity } from './process.js';
import { listens } from './ports.js';
import type { Service, ServiceKind } from './service.js';
import { until } from './wait.js';

/** What the pid file holds. The port stays when the process ends, so that the next start takes it again. */
interface Note {
  readonly port: number;
  readonly process: ProcessIdentity | null;
  readonly program: string;
}

export interface OwnPlace {
  readonly kind: ServiceKind;
  /** The launcher's data folder. */
  readonly folder: string;
  readonly small: boolean;
}

const noteFile = (place: OwnPlace): string => join(place.folder, 'services', `${place.kind.name}.json`);
const logFile = (place: OwnPlace): string => join(place.folder, 'log', `${place.kind.name}.log`);

/** Tells other installations of this machine's user whose process listens on a port. */
const claimFile = (port: number): string => join(tmpdir(), `motcua-ports-${process.getuid?.() ?? 0}`, `${port}.json`);

interface Claim {
  readonly folder: string;
  readonly process: ProcessIdentity;
}

/** The data folder of another installation whose own process listens on the port, or null. Its services hold its dossiers: they are not for sharing. */
export function ownedByAnother(port: number, folder: string): string | null {
  const claim = readJson<Claim>(claimFile(port));
  return claim && claim.folder !== folder && isAlive(claim.process) ? claim.folder : null;
}

/** The port this data folder's process had last, or null. */
export const rememberedPort = (place: OwnPlace): number | null => readJson<Note>(noteFile(place))?.port ?? null;

/** The process that an earlier start left running on this data, when it answers; one that does not is ended. */
export async function adopt(place: OwnPlace): Promise<Service | null> {
  const note = readJson<Note>(noteFile(place));
  if (!note?.process || !isAlive(note.process)) return null;
  try {
    await until(() => place.kind.check(place.kind.address(note.port)), 5000);
    return new OwnProcess(place, note.port, note.program, note.process);
  } catch {
    // Two processes on one data folder would spoil it: the silent one goes first.
    await end(note.process, 'SIGTERM');
    return null;
  }
}

/** Starts the program on the port and this data folder, and returns when it is ready to be used. */
export async function launch(place: OwnPlace, program: string, port: number): Promise<Service> {
  const service = new OwnProcess(place, port, program, null);
  await service.start();
  return service;
}

/** Ends what an earlier start left running on this data folder. Returns the pid, or null when nothing ran. */
export async function endLeftOver(place: OwnPlace): Promise<number | null> {
  const note = readJson<Note>(noteFile(place));
  if (!note?.process || !isAlive(note.process)) return null;
  await end(note.process, 'SIGTERM');
  writeJson(noteFile(place), { ...note, process: null } satisfies Note);
  return note.process.pid;
}

class OwnProcess implements Service {
  readonly ownership = 'own';
  readonly name;
  readonly address;
  readonly webUrl?: string;

  constructor(
    private readonly place: OwnPlace,
    readonly port: number,
    private readonly program: string,
    private current: ProcessIdentity | null,
  ) {
    this.name = place.kind.name;
    this.address = place.kind.address(port);
    const webPort = place.kind.launch({ port, dataFolder: this.dataFolder, small: place.small }).webPort;
    if (webPort) this.webUrl = `http://127.0.0.1:${webPort}`;
  }

  pid = (): number | undefined => (this.current && isAlive(this.current) ? this.current.pid : undefined);

  private get dataFolder(): string {
    return join(this.place.folder, this.place.kind.name);
  }

  async start(): Promise<void> {
    const { kind, small } = this.place;
    mkdirSync(this.dataFolder, { recursive: true });
    const { args } = kind.launch({ port: this.port, dataFolder: this.dataFolder, small });
    const started = await spawnDetached({ command: this.program, args, logFile: logFile(this.place), env: cleanEnvironment() });
    this.remember(started);
    await this.ready(started);
  }

  private async ready(started: ProcessIdentity): Promise<void> {
    const { kind } = this.place;
    const log = logFile(this.place);
    const died = (): string | null => (isAlive(started) ? null : `${kind.name} ended at once (${log}):\n${lastLines(log)}`);
    try {
      await until(() => listens(this.port), 60_000, 25, died);
      await until(() => kind.prepare(this.address, this.port), 60_000, 100, died);
      await until(() => kind.check(this.address), 30_000, 50, died);
    } catch (error) {
      await this.kill();
      throw error;
    }
  }

  private remember(identity: ProcessIdentity | null): void {
    this.current = identity;
    writeJson(noteFile(this.place), { port: this.port, process: identity, program: this.program } satisfies Note);
    if (identity) writeJson(claimFile(this.port), { folder: this.place.folder, process: identity } satisfies Claim);
    else removeFile(claimFile(this.port));
  }

  async kill(): Promise<void> {
    if (this.current) await end(this.current, 'SIGKILL');
    this.remember(null);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async stop(): Promise<void> {
    // Data of a test is thrown away: it need not be closed in order.
    if (this.current) await end(this.current, this.place.small ? 'SIGKILL' : 'SIGTERM');
    this.remember(null);
  }
}

/** The services must not read settings meant for their clients. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TEMPORAL|MONGODB|REDIS|MOTCUA)_/.test(name)));
}
