/**
 * What the launcher knows about one outside service, and what it hands to those who need one.
 *
 * `ServiceKind` says how to run and to try a service; `Service` is one that answers.
 */

export type ServiceName = 'temporal' | 'mongodb' | 'redis';

/** How a service was come by: named by the environment, met on its port, run in a container, or started here as our own process. */
export type Ownership = 'given' | 'found' | 'container' | 'own';

export interface Service {
  readonly name: ServiceName;
  readonly ownership: Ownership;
  /** What a client needs: `host:port` for Temporal, a connection URI for MongoDB and Redis. */
  readonly address: string;
  /** Absent when the environment gave the address. */
  readonly port?: number;
  /** Where a person can look, when the service has pages of its own. */
  readonly webUrl?: string;
  /** The process, when it is our own. Changes with `restart()`. */
  readonly pid: () => number | undefined;
  /** Ends our own process at once (SIGKILL) and returns when it is gone. Throws when the process is not ours. */
  kill(): Promise<void>;
  /** Starts our own process again on the same port and data, after `kill()` or while it runs, and waits until it answers. */
  restart(): Promise<void>;
  /** Ends our own process in order; does nothing to a service that is not ours. */
  stop(): Promise<void>;
}

/** The command line of one service, and where its own pages will be. */
export interface Launch {
  readonly args: readonly string[];
  readonly webPort?: number;
}

export interface LaunchPlace {
  readonly port: number;
  /** The service's own data folder; exists. */
  readonly dataFolder: string;
  /** Kept small: no pages, little memory. For tests, where several sets run beside each other. */
  readonly small: boolean;
}

export interface ServiceKind {
  readonly name: ServiceName;
  /** The environment variable that names a service to use as it is. */
  readonly variable: 'TEMPORAL_ADDRESS' | 'MONGODB_URI' | 'REDIS_URL';
  readonly defaultPort: number;
  readonly binary: string;
  address(port: number): string;
  launch(place: LaunchPlace): Launch;
  /** Throws, saying why, unless the service answers and is of a kind and version Motcua can use. */
  check(address: string): Promise<void>;
  /** What a process of our own needs once it listens: a replica set, search attributes. May be repeated. */
  prepare(address: string, port: number): Promise<void>;
}
