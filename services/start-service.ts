/** Starts a service that nobody runs yet: a program at hand, else a container, else a program from the package registries. */
import { composeDown, composeUp, dockerAnswers, type Reach } from './container.js';
import { foreign } from './foreign.js';
import { launch, rememberedPort, type OwnPlace } from './own-process.js';
import { anyFreePort, freePortFrom } from './ports.js';
import { fetchProgram, findProgram } from './programs.js';
import type { Service, ServiceName } from './service.js';
import { until } from './wait.js';

export interface StartRequest extends Reach {
  readonly servicesFolder: string;
  readonly progress: (line: string) => void;
  /** How long a container may take until it can be used, in milliseconds. */
  readonly containerMs: number;
  /** Takes the names of what was started. */
  readonly started: ServiceName[];
}

/** Throws what to do when there is no way to have it, and the signal's reason when told to end meanwhile; then nothing of it runs. */
export async function startService(place: OwnPlace, request: StartRequest): Promise<Service> {
  const { kind } = place;
  const port = await choosePort(place);
  const atHand = findProgram(kind, request.servicesFolder, request.env['PATH']);
  if (atHand) return startProgram(place, atHand, port, request);
  const failures: string[] = [];
  if (await dockerAnswers(request)) {
    try {
      return await startContainer(place, port, request);
    } catch (error) {
      request.signal.throwIfAborted();
      failures.push(`docker compose: ${wordsOf(error)}`);
      request.progress(`${kind.name}: the container cannot be used (${wordsOf(error)}); going on without Docker`);
    }
  }
  request.signal.throwIfAborted();
  request.progress(`${kind.name}: fetching ${kind.binary} (once, up to 100 MB)`);
  return startProgram(place, await fetchProgram(kind, request, failures), port, request);
}

async function choosePort(place: OwnPlace): Promise<number> {
  const remembered = rememberedPort(place);
  if (remembered !== null) return freePortFrom(remembered);
  return place.small ? anyFreePort() : freePortFrom(place.kind.defaultPort);
}

async function startProgram(place: OwnPlace, program: string, port: number, { progress, signal, started }: StartRequest): Promise<Service> {
  signal.throwIfAborted();
  progress(`${place.kind.name}: starting on port ${port}`);
  started.push(place.kind.name);
  return launch(place, program, port);
}

async function startContainer(place: OwnPlace, port: number, request: StartRequest): Promise<Service> {
  const { kind } = place;
  const { env, signal, containerMs } = request;
  const address = kind.address(port);
  // a container shows its pages in tests too
  const { webPort } = kind.launch({ port, dataFolder: place.folder, small: false });
  request.progress(`${kind.name}: starting a container on port ${port}`);
  try {
    await composeUp(place, port, webPort, request);
    const usable = (): Promise<void> => kind.prepare(address, port).then(() => kind.check(address));
    await until(usable, containerMs, 500, () => (signal.aborted ? 'told to end' : null));
  } catch (error) {
    await composeDown(place, env).catch((left: unknown) => request.progress(`${kind.name}: ${wordsOf(left)}`));
    throw error;
  }
  request.started.push(kind.name);
  const service = { ...foreign(kind, 'container', address, port), stop: () => composeDown(place, env) };
  return webPort ? { ...service, webUrl: `http://127.0.0.1:${webPort}` } : service;
}

/** What a program said last, else what is known of its end. */
function wordsOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message: string };
  return stderr?.trim().split('\n').at(-1) || message.split('\n')[0]!;
}
