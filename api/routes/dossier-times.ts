/** The two clocks of a dossier: its promised dates and those of its legs, whose time it was, and the papers that say so. */
import { Type } from 'typebox';
import type { Reckoning } from '../../domain/engine/journey.js';
import { timesOf } from '../../domain/engine/leg-times.js';
import { legsOf } from '../../domain/engine/legs.js';
import { type Call, ok, operation, readerOf, showing } from '../operation.js';
import { presentTimes } from '../present/attribution.js';
import { controlSlipPage } from '../present/control-slip-page.js';
import { presentControlSlip } from '../present/control-slip.js';
import { presentLegs } from '../present/legs.js';
import { presentReceipt } from '../present/receipt.js';
import { receiptPage } from '../present/receipt-page.js';
import { hiddenFrom } from '../present/secrecy.js';
import { RefusedAct } from '../problem.js';
import { attributionSchema, controlSlipSchema, legsSchema, receiptSchema } from '../schema/legs-schema.js';
import { id, oneOf } from '../schema/parts.js';
import { seeDossier } from '../use-cases/see-dossier.js';
import { tellDossier } from '../use-cases/tell-dossier.js';

const tag = 'Dossiers';

export const readLegs = operation({
  id: 'readLegs',
  method: 'get',
  path: '/dossiers/{id}/legs',
  tag,
  summary: { vi: 'Ngày hẹn và hạn của từng chặng, đã qua và dự kiến', en: 'The promised dates and one for each leg, gone and foreseen' },
  params: { id },
  answers: { 200: { json: legsSchema } },
  handle: async (call) => {
    const { world, facts, now, names } = await told(call);
    return ok(presentLegs(legsOf(world, facts, now), now, names));
  },
});

export const readAttribution = operation({
  id: 'readAttribution',
  method: 'get',
  path: '/dossiers/{id}/attribution',
  tag,
  summary: { vi: 'Thời gian thuộc về ai, và ai chịu phần chậm', en: 'Whose time it was, and whose the lateness is' },
  params: { id },
  query: {
    reckoning: Type.Optional(
      oneOf(['effective', 'recorded'], 'By when things happened, or by when the system learned of them; effective unless told'),
    ),
  },
  answers: { 200: { json: attributionSchema } },
  handle: async (call) => {
    const { world, facts, now, names } = await told(call);
    const reckoning: Reckoning = call.query.reckoning ?? 'effective';
    return ok(presentTimes(timesOf(world, facts, now, reckoning), reckoning, names));
  },
});

export const readControlSlip = operation({
  id: 'readControlSlip',
  method: 'get',
  path: '/dossiers/{id}/control-slip',
  tag,
  summary: { vi: 'Phiếu kiểm soát quá trình giải quyết', en: 'Control slip: what each agency received, handed over and used' },
  params: { id },
  answers: { 200: { json: controlSlipSchema } },
  handle: async (call) => ok(await controlSlipOf(call)),
});

export const printControlSlip = operation({
  id: 'printControlSlip',
  method: 'get',
  path: '/dossiers/{id}/control-slip/page',
  tag,
  summary: { vi: 'Phiếu kiểm soát quá trình, trang in khổ A4', en: 'The control slip as a page to print on A4' },
  params: { id },
  answers: { 200: { type: 'text/html' } },
  handle: async (call) => {
    const page = controlSlipPage(await controlSlipOf(call));
    return ok(page, { 'Content-Type': 'text/html; charset=utf-8' });
  },
});

export const readReceipt = operation({
  id: 'readReceipt',
  method: 'get',
  path: '/dossiers/{id}/receipt',
  tag,
  summary: { vi: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả', en: 'Receipt and appointment, as promised at acceptance' },
  params: { id },
  answers: { 200: { json: receiptSchema } },
  handle: async (call) => {
    const { dossier, receipt } = await receiptOf(call);
    return showing([dossier], ok(receipt));
  },
});

export const printReceipt = operation({
  id: 'printReceipt',
  method: 'get',
  path: '/dossiers/{id}/receipt/page',
  tag,
  summary: { vi: 'Giấy tiếp nhận, trang in khổ A5', en: 'The receipt as a page to print on A5' },
  params: { id },
  answers: { 200: { type: 'text/html' } },
  handle: async (call) => {
    const { dossier, receipt } = await receiptOf(call);
    return showing([dossier], ok(receiptPage(receipt), { 'Content-Type': 'text/html; charset=utf-8' }));
  },
});

type Asked = Pick<Call, 'deps' | 'reader' | 'params'>;

async function told(call: Asked) {
  return tellDossier(call.deps, await seeDossier(call.deps, readerOf(call), call.params.id!));
}

async function controlSlipOf(call: Asked) {
  const dossier = await seeDossier(call.deps, readerOf(call), call.params.id!);
  const told = await tellDossier(call.deps, dossier);
  return presentControlSlip(dossier, told, timesOf(told.world, told.facts, told.now));
}

async function receiptOf(call: Asked) {
  const { deps } = call;
  const dossier = await seeDossier(deps, readerOf(call), call.params.id!);
  const [told, hidden] = await Promise.all([tellDossier(deps, dossier), hiddenFrom(deps.store, readerOf(call), dossier)]);
  const receipt = presentReceipt(dossier, told, hidden, deps.config.publicUrl);
  if (!receipt) throw new RefusedAct({ code: 'NOT_ALLOWED_NOW', found: dossier.view!.status }, []);
  return { dossier, receipt };
}
