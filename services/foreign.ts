import type { Ownership, Service, ServiceKind } from './service.js';

/** A service that is not our own process: used as it is, and left alone. */
export function foreign(kind: ServiceKind, ownership: Ownership, address: string, port?: number): Service {
  const refuse = async (): Promise<never> => {
    throw new Error(`${kind.name} at ${withoutPassword(address)} was not started by Motcua and is not ended by it`);
  };
  return {
    name: kind.name,
    ownership,
    address,
    ...(port === undefined ? {} : { port }),
    pid: () => undefined,
    kill: refuse,
    restart: refuse,
    stop: async () => undefined,
  };
}

export const withoutPassword = (address: string): string => address.replace(/:\/\/[^@/]*@/, '://…@');
