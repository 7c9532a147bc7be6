import type { OutboxRow } from '../store/outgoing.js';

const CONNECTOR = 'connector-';

/** Lane of a connector: each has one of its own, so that partners do not wait for each other. */
export const laneOfConnector = (connector: string): string => `${CONNECTOR}${connector}`;

/** The connector whose lane this is; null for the lanes of what Motcua does itself. */
export const connectorOfLane = (lane: string): string | null => (lane.startsWith(CONNECTOR) ? lane.slice(CONNECTOR.length) : null);

export function laneOf(command: OutboxRow['command']): string {
  switch (command.type) {
    case 'send handoff':
    case 'cancel handoff':
      return laneOfConnector(command.connector);
    case 'run automatic':
      return 'automatic';
    case 'open dossier':
    case 'withdraw dossier':
    case 'tell origin':
      return 'linked-dossiers';
    case 'notify':
    case 'issue paper':
    case 'settle letters':
      return 'notices';
    case 'sync portal':
      return laneOfConnector('national-portal');
    case 'tell land':
      return laneOfConnector('land-registry');
    case 'request payment':
    case 'request bill':
      return laneOfConnector('treasury');
    case 'send letter':
    case 'write to partner':
      return 'letters';
  }
}

/** The partner a command is for; null when it is for none. */
export function connectorOf(command: OutboxRow['command']): string | null {
  const lane = laneOf(command);
  return lane === 'letters' ? 'mail' : connectorOfLane(lane);
}
