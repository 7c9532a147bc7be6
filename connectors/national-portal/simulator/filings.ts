import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import { PermanentFailure } from '../../failure.js';
import { jsonOf } from '../../simulator/app.js';
import { createCourier } from '../../simulator/courier.js';
import type { KeptCallback } from '../../simulator/office.js';
import type { Extension, SimulatorOptions } from '../../simulator/start.js';
import { toWireTime } from '../../wire-time.js';
import { readFiling } from '../filing.js';

/** A scan that an applicant has uploaded. */
interface KeptFile {
  readonly id: string;
  readonly name: string;
  /** Base64. */
  readonly content: string;
}

interface Upload {
  readonly MaThanhPhanHoSo: string;
  readonly TenTepDinhKem: string;
  /** Base64. */
  readonly NoiDung: string;
}

/**
 * Applicants at the portal. `POST /filings` with the fields of a filing (`filing.ts`), `TaiLieuNop` being `[{MaThanhPhanHoSo, TenTepDinhKem, NoiDung: base64}]`: the portal
 * gives it a number, keeps the scans, and carries it to the one-stop centre until it is taken. `GET /filings` shows what became of each.
 */
export function filings(app: Express, { openJournal, mood }: Extension, { secrets, publicUrl }: SimulatorOptions): void {
  const kept = openJournal<KeptCallback>('filings');
  const files = openJournal<KeptFile>('files');
  const callbackUrl = `${publicUrl.replace(/\/$/, '')}/connectors/national-portal/filings`;
  const courier = createCourier({ callbacks: kept, callbackUrl, secrets, mood });
  app.get('/filings', (_request, response) => void response.json(kept.all()));
  app.get('/files/:id', (request, response) => {
    const file = files.get(request.params.id);
    if (!file) throw new PermanentFailure(`file ${request.params.id} is unknown`);
    response.type('application/octet-stream').send(Buffer.from(file.content, 'base64'));
  });
  app.post('/filings', (request, response) => {
    const { TaiLieuNop = [], ...body } = jsonOf(request) as { TaiLieuNop?: readonly Upload[]; MaHoSo?: string };
    const number = body.MaHoSo ?? `G22.99-${toWireTime(Date.now()).slice(2, 8)}-${String(kept.all().length + 1).padStart(7, '0')}`;
    const papers = TaiLieuNop.map(({ MaThanhPhanHoSo, TenTepDinhKem, NoiDung }) => {
      const id = randomUUID();
      files.put({ id, name: TenTepDinhKem, content: NoiDung });
      return {
        TepDinhKemId: id,
        TenTepDinhKem,
        MaThanhPhanHoSo,
        DuongDanTaiTepTin: `${request.protocol}://${request.get('host')}/files/${id}`,
      };
    });
    const id = `filing-${number}`;
    const message = {
      ...{ id, connector: 'national-portal', message: 'filing', reference: number },
      body: { NgayNopHoSo: toWireTime(Date.now()), ...body, MaHoSo: number, TaiLieuNop: papers },
    };
    readFiling(message);
    courier.carry(message, id);
    response.status(202).json({ MaHoSo: number });
  });
}
