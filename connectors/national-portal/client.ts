import type { Instant } from '../../domain/time/instant.js';
import { accepted, type ClientConfig, request } from '../client.js';
import { PartnerAway, PermanentFailure } from '../failure.js';
import { fromWireTime } from '../wire-time.js';
import { type PortalDossier, type PortalStep, toProgress, toRecord } from './mapping.js';
import { NATIONAL_PORTAL } from './partner.js';
import { checkAnswers, checkProgress, checkRecord, checkStanding, type PortalAnswer } from './record.js';

/** The national public-service portal, told how dossiers stand. Every call may be repeated: the portal knows messages by their id. */
export interface Portal {
  /**
   * @param id of the message: of the dossier and the fact after which it stands so.
   * @throws PermanentFailure when it does not fit or is refused; PartnerAway when sending again may help.
   */
  sync(id: string, dossiers: readonly PortalDossier[]): Promise<void>;
  /** What was done since, in chunks of ten. */
  progress(id: string, steps: readonly PortalStep[]): Promise<void>;
  /** How a dossier stands there; null when the portal does not know it. */
  standing(number: string): Promise<PortalStanding | null>;
}

export interface PortalStanding {
  /** 1–10. */
  readonly code: number;
  readonly since: Instant | null;
}

const CHUNK = 10;

/** The portal's wire is not the contract's: arrays, each item with an answer of its own. The signature is. */
export function createPortal(config: ClientConfig): Portal {
  const base = config.baseUrl.replace(/\/$/, '');
  const post = async (path: string, id: string, items: readonly { readonly MaHoSo: string }[]): Promise<void> => {
    const reply = await request(NATIONAL_PORTAL.name, config, { method: 'POST', url: `${base}${path}`, id, body: items });
    checkAnswers(accepted(NATIONAL_PORTAL.name, reply)).forEach((answer, index) => taken(answer, items[index]?.MaHoSo));
  };
  return {
    sync: async (id, dossiers) =>
      post(
        '/dossiers',
        id,
        dossiers.map((dossier) => checkRecord(toRecord(dossier))),
      ),
    progress: async (id, steps) => {
      const entries = steps.map((step) => checkProgress(toProgress(step)));
      for (let from = 0; from < entries.length; from += CHUNK) await post('/progress', `${id}-${from}`, entries.slice(from, from + CHUNK));
    },
    standing: async (number) => {
      const url = `${base}/dossiers/${encodeURIComponent(number)}`;
      const reply = await request(NATIONAL_PORTAL.name, config, { method: 'GET', url, id: '' });
      if (reply.status === 404) return null;
      const { TrangThaiHoSo, NgayCapNhat } = checkStanding(accepted(NATIONAL_PORTAL.name, reply));
      return { code: Number(TrangThaiHoSo), since: NgayCapNhat === undefined ? null : fromWireTime(NgayCapNhat) };
    },
  };
}

/** `0`: taken; 9xx: later; any other: never. */
function taken({ error_code: code, message }: PortalAnswer, number = 'an item that was not sent'): void {
  if (code === '0') return;
  const said = `national-portal answered ${code} about ${number}: ${message.slice(0, 200)}`;
  throw /^9\d\d$/.test(code) ? new PartnerAway(said) : new PermanentFailure(said, 'PARTNER_REFUSES');
}
