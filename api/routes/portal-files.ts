import { NATIONAL_PORTAL } from '../../connectors/national-portal/partner.js';
import { operation } from '../operation.js';
import { Problem } from '../problem.js';
import { id } from '../schema/parts.js';
import { fileForPortal } from '../use-cases/file-for-portal.js';
import { sendFile } from './files.js';

export const readPortalFile = operation({
  id: 'readPortalFile',
  method: 'get',
  path: '/connectors/national-portal/files/{id}',
  tag: 'Connectors',
  summary: {
    vi: 'Tệp mà bản ghi đồng bộ lên Cổng dẫn tới (chữ ký trên id của tệp)',
    en: 'A file that a record at the portal links to; the signature is over the id of the file',
  },
  params: { id },
  answers: { 200: { type: 'application/octet-stream' } },
  handle: async (call) => {
    const { deps, params, request } = call;
    const why = deps.connectors.refuses(NATIONAL_PORTAL.name, request.headers, Buffer.from(params.id!), deps.now());
    if (why) throw new Problem('SIGNATURE_INVALID', { found: why });
    return sendFile(call, await fileForPortal(deps, params.id!));
  },
});
