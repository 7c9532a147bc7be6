import type { Express, Request, RequestHandler } from 'express';
import { PermanentFailure } from '../../failure.js';
import { MESSAGE_ID_HEADER, verifySignature } from '../../signature.js';
import type { Journal } from '../../simulator/journal.js';
import { officeOf } from '../../simulator/office.js';
import { type Extension, startSimulator, type SimulatorOptions, type StartSimulator } from '../../simulator/start.js';
import { NATIONAL_PORTAL } from '../partner.js';
import { toWireTime } from '../../wire-time.js';
import { checkProgress, checkRecord, type PortalProgress, type PortalRecord } from '../record.js';
import { filings } from './filings.js';
import { mayFollow } from './status.js';
import { toldFile } from './told-files.js';

/**
 * A simulated national portal: takes dossiers and their progress in arrays, checks each by itself (`judged`), and shows what it knows: `GET /dossiers[?MaHoSo=]`.
 * `GET /told-files/{id}` fetches a paper or a result that a record links to. Applicants file at it: `POST /filings`, see `filings.ts`.
 */
export const start: StartSimulator = (options) =>
  startSimulator(
    officeOf(NATIONAL_PORTAL.name, () => '', {}),
    NATIONAL_PORTAL,
    options,
    (app, extension) => {
      records(app, extension, options);
      filings(app, extension, options);
    },
  );

interface KeptRecord {
  readonly id: string;
  readonly record: PortalRecord;
  /** Every status it has been given, in order. */
  readonly statuses: readonly string[];
  readonly changedAt: number;
}

interface KeptProgress {
  readonly id: string;
  readonly entries: readonly PortalProgress[];
}

interface Answer {
  readonly error_code: string;
  readonly message: string;
}

const TAKEN: Answer = { error_code: '0', message: 'Thành công' };

function records(app: Express, { openJournal }: Extension, { secrets }: SimulatorOptions): void {
  const dossiers = openJournal<KeptRecord>('records');
  const progress = openJournal<KeptProgress>('progress');
  const messages = openJournal<{ id: string }>('messages');
  const signed = signedCall(secrets);
  const once = knownOnce(messages);
  app.get('/dossiers', ({ query }, response) => {
    const wanted = dossiers.all().filter(({ id }) => query.MaHoSo === undefined || id === query.MaHoSo);
    response.json(wanted.map(({ id, ...kept }) => ({ ...kept, progress: progress.get(id)?.entries ?? [] })));
  });
  app.get('/told-files/:id', async (request, response) => {
    const all = dossiers.all().map(({ record }) => record);
    response.type('application/octet-stream').send(await toldFile(all, String(request.params.id), secrets));
  });
  app.get('/dossiers/:number', signed, (request, response) => {
    const number = String(request.params.number);
    const kept = dossiers.get(number);
    if (!kept) return void response.status(404).json({ message: `MaHoSo ${number} chưa được đồng bộ` });
    const { MaHoSo, TrangThaiHoSo } = kept.record;
    response.json({ MaHoSo, TrangThaiHoSo, NgayCapNhat: toWireTime(kept.changedAt) });
  });
  app.post('/dossiers', signed, once, (request, response) => {
    response.json(itemsOf(request).map((item) => judged(() => put(dossiers, checkRecord(item)))));
  });
  app.post('/progress', signed, once, (request, response) => {
    const items = itemsOf(request);
    if (items.length > 10) throw new PermanentFailure(`progress: ${items.length} entries; expected at most 10`);
    response.json(items.map((item) => judged(() => append(dossiers, progress, checkProgress(item)))));
  });
}

/** The item's own answer: one that does not fit spoils nothing of the others. */
function judged(take: () => Answer): Answer {
  try {
    return take();
  } catch (error) {
    if (error instanceof PermanentFailure) return { error_code: '101', message: error.message };
    throw error;
  }
}

function put(dossiers: Journal<KeptRecord>, record: PortalRecord): Answer {
  const known = dossiers.get(record.MaHoSo);
  if (known && known.record.MaTTHC !== record.MaTTHC) return { error_code: '102', message: `MaHoSo thuộc thủ tục ${known.record.MaTTHC}` };
  const before = known?.record.TrangThaiHoSo;
  if (before !== undefined && !mayFollow(before, record.TrangThaiHoSo))
    return { error_code: '103', message: `TrangThaiHoSo ${record.TrangThaiHoSo} không thể theo sau ${before}` };
  const missing = missingDate(record);
  if (missing) return { error_code: '104', message: `TrangThaiHoSo ${record.TrangThaiHoSo} cần ${missing}` };
  dossiers.put({ id: record.MaHoSo, record, statuses: [...(known?.statuses ?? []), record.TrangThaiHoSo], changedAt: Date.now() });
  return TAKEN;
}

/** The date that a status does not go without. */
function missingDate(record: PortalRecord): string | null {
  const needed = {
    ...{ '2': ['NgayTiepNhan'], '4': ['NgayTiepNhan'], '3': ['NgayTuChoi'] },
    ...{ '9': ['NgayTiepNhan', 'NgayKetThucXuLy'], '10': ['NgayTiepNhan', 'NgayTra'] },
  } as Readonly<Record<string, readonly (keyof PortalRecord)[]>>;
  return (needed[record.TrangThaiHoSo] ?? []).find((field) => record[field] === undefined) ?? null;
}

function append(dossiers: Journal<KeptRecord>, progress: Journal<KeptProgress>, entry: PortalProgress): Answer {
  if (!dossiers.get(entry.MaHoSo)) return { error_code: '105', message: `MaHoSo ${entry.MaHoSo} chưa được đồng bộ` };
  progress.put({ id: entry.MaHoSo, entries: [...(progress.get(entry.MaHoSo)?.entries ?? []), entry] });
  return TAKEN;
}

function signedCall(secrets: SimulatorOptions['secrets']): RequestHandler {
  return (request, response, next) => {
    const wrong = verifySignature(request.headers, rawOf(request), secrets, Date.now());
    if (wrong) response.status(401).json({ message: wrong });
    else next();
  };
}

/** Under a message id that is known already nothing happens again. */
function knownOnce(messages: Journal<{ id: string }>): RequestHandler {
  return (request, response, next) => {
    const id = String(request.headers[MESSAGE_ID_HEADER]);
    if (messages.get(id)) return void response.json(itemsOf(request).map(() => TAKEN));
    next();
    messages.put({ id });
  };
}

const rawOf = (request: Request): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));

function itemsOf(request: Request): readonly unknown[] {
  try {
    const items: unknown = JSON.parse(rawOf(request).toString('utf8'));
    if (Array.isArray(items)) return items;
  } catch {
    // said below
  }
  throw new PermanentFailure('the body is not a JSON array');
}
