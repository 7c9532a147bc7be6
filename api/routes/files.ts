import multer, { type StorageEngine } from 'multer';
import { pipeline } from 'node:stream/promises';
import { Type } from 'typebox';
import type { StoredFile, StoredDossier } from '../../store/store.js';
import { toIso } from '../instants.js';
import { ok, operation, readerOf, showing, type Answer, type Call } from '../operation.js';
import { FILE, notFound, Problem } from '../problem.js';
import { hiddenFrom } from '../present/secrecy.js';
import { closed, id, instant, part } from '../schema/parts.js';
import { noteAccess } from '../use-cases/note-access.js';
import { seeDossier } from '../use-cases/see-dossier.js';

export const fileSchema = part(
  'File',
  closed({
    id: Type.String(),
    dossierId: Type.String(),
    document: Type.String({ description: 'Document or result key of the definition' }),
    name: Type.String(),
    mediaType: Type.String({ description: 'As found in the bytes' }),
    size: Type.Integer(),
    sha256: Type.String(),
    uploadedBy: Type.String(),
    uploadedAt: instant,
  }),
);

export const presentFile = ({ id, dossierId, document, name, mediaType, size, sha256, uploadedBy, uploadedAt }: StoredFile) => ({
  id,
  dossierId,
  document,
  name,
  mediaType,
  size,
  sha256,
  uploadedBy,
  uploadedAt: toIso(uploadedAt),
});

export const saveFile = operation({
  id: 'saveFile',
  method: 'post',
  path: '/dossiers/{id}/files',
  tag: 'Files',
  summary: { vi: 'Tải tệp lên hồ sơ', en: 'Upload a file to the dossier' },
  params: { id },
  query: { document: id },
  body: Type.Object({ file: Type.Optional(Type.String({ format: 'binary' })) }),
  bodyKind: 'file',
  write: true,
  answers: { 201: { json: fileSchema } },
  handle: async (call) => {
    const dossier = await seeDossier(call.deps, readerOf(call), call.params.id!);
    const file = await receive(call, dossier, call.query.document);
    return { status: 201, body: presentFile(file), headers: { Location: `/files/${file.id}` } };
  },
});

export const listFiles = operation({
  id: 'listFiles',
  method: 'get',
  path: '/dossiers/{id}/files',
  tag: 'Files',
  summary: { vi: 'Các tệp của hồ sơ', en: 'Files of the dossier' },
  params: { id },
  answers: { 200: { json: closed({ items: Type.Array(fileSchema) }) } },
  handle: async (call) => {
    const dossier = await seeDossier(call.deps, readerOf(call), call.params.id!);
    const { store } = call.deps;
    const [files, hidden] = await Promise.all([store.files.of(dossier.id), hiddenFrom(store, readerOf(call), dossier)]);
    return showing([dossier], ok({ items: files.filter(({ document }) => !hidden.documents.includes(document)).map(presentFile) }));
  },
});

export const readFile = operation({
  id: 'readFile',
  method: 'get',
  path: '/files/{id}',
  tag: 'Files',
  summary: { vi: 'Tải tệp về', en: 'Download a file' },
  params: { id },
  answers: { 200: { type: 'application/octet-stream' } },
  handle: async (call) => {
    const file = await call.deps.store.files.describe(call.params.id!);
    if (!file) throw notFound(FILE, call.params.id!);
    const reader = readerOf(call);
    const dossier = await seeDossier(call.deps, reader, file.dossierId);
    const hidden = await hiddenFrom(call.deps.store, reader, dossier);
    if (hidden.documents.includes(file.document)) throw notFound(FILE, file.id);
    await noteAccess({ ...call, reader, operation: 'readFile' }, { dossiers: [dossier], file: file.id });
    return sendFile(call, file);
  },
});

/** Never shown inside a page of ours: whatever is in it, it is downloaded. */
export async function sendFile({ deps, response }: Pick<Call, 'deps' | 'response'>, file: StoredFile): Promise<Answer> {
  response.status(200).set({
    'Content-Type': file.mediaType,
    'Content-Length': String(file.size),
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    ETag: `"${file.sha256}"`,
  });
  await pipeline(deps.store.files.read(file.id), response);
  return { status: 200, streamed: true };
}

/** Streams the one part `file` into the store, without keeping it in memory or on disk. */
async function receive(call: Call, dossier: StoredDossier, document: string): Promise<StoredFile> {
  const { deps } = call;
  let saved: StoredFile | null = null;
  const storage: StorageEngine = {
    _handleFile: (_request, file, done) => {
      const about = {
        dossierId: dossier.id,
        name: nameOf(file.originalname),
        mediaType: file.mimetype,
        document,
        uploadedBy: readerOf(call).id,
        uploadedAt: deps.now(),
        key: call.key,
      };
      deps.store.files.save(about, file.stream, deps.config.maxFileBytes).then(
        (stored) => {
          saved = stored;
          done(null, {});
        },
        (error: unknown) => {
          file.stream.resume();
          done(error);
        },
      );
    },
    _removeFile: (_request, _file, done) => done(null),
  };
  const upload = multer({ storage, limits: { files: 1, fields: 0, parts: 1, fieldNameSize: 100 }, defParamCharset: 'utf8' }).single('file');
  await new Promise<void>((resolve, reject) =>
    upload(call.request, call.response, (error: unknown) => (error instanceof Error ? reject(error) : resolve())),
  );
  if (!saved)
    throw new Problem('REQUEST_INVALID', {
      errors: [
        {
          path: '/body/file',
          message: { vi: 'thiếu phần "file" trong nội dung multipart', en: 'no part named "file" in the multipart body' },
        },
      ],
    });
  return saved;
}

function nameOf(original: string): string {
  return (
    original
      .normalize('NFC')
      .replace(/[\\/\u0000-\u001f]/g, '_')
      .slice(0, 200) || 'file'
  );
}
