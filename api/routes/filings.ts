import { Type } from 'typebox';
import { NATIONAL_PORTAL } from '../../connectors/national-portal/partner.js';
import { rawBodyOf } from '../middleware/body.js';
import { operation } from '../operation.js';
import { Problem } from '../problem.js';
import { closed } from '../schema/parts.js';
import { receiveFiling as receive } from '../use-cases/receive-filing.js';

/** The portal's answer has the portal's names. */
const answer = closed({
  error_code: Type.String({ description: '0: taken' }),
  message: Type.String(),
  MaHoSo: Type.String({ description: 'Number of the dossier here' }),
});

export const receiveFiling = operation({
  id: 'receiveFiling',
  method: 'post',
  path: '/connectors/national-portal/filings',
  tag: 'Connectors',
  summary: { vi: 'Hồ sơ nộp tại Cổng dịch vụ công (có chữ ký)', en: 'An application filed at the national portal, signed' },
  body: Type.Unsafe<Record<string, unknown>>({ type: 'object', description: "Checked by the portal's contract" }),
  bodyKind: 'raw',
  answers: { 200: { json: answer } },
  handle: async ({ deps, body, request }) => {
    const why = deps.connectors.refuses(NATIONAL_PORTAL.name, request.headers, rawBodyOf(request), deps.now());
    if (why) throw new Problem('SIGNATURE_INVALID', { found: why });
    const { number } = await receive(deps, body);
    return { status: 200, body: { error_code: '0', message: 'Thành công', MaHoSo: number } };
  },
});
