import { createHash, randomUUID } from 'node:crypto';
import { finished } from 'node:stream/promises';
import mongoose, { type Connection } from 'mongoose';
import { FileTooLarge, isDuplicateKey } from './errors.js';
import { accept, HEAD_BYTES, mediaTypeOf, UNDECIDED } from './sniff.js';
import type { Store, StoredFile } from './store.js';

type Metadata = Omit<StoredFile, 'id' | 'size' | 'name' | 'sha256'> & { sha256: string; readonly key?: string };
type Bucket = mongoose.mongo.GridFSBucket;
interface FileDocument {
  readonly _id: string;
  readonly length: number;
  readonly filename: string;
  readonly metadata: Metadata;
}

/** Files in GridFS, under ids that cannot be guessed. */
export function filesIn(connection: Connection): Store['files'] {
  const bucket: Bucket = new mongoose.mongo.GridFSBucket(connection.db!, { bucketName: 'files' });
  const find = async (filter: object): Promise<StoredFile[]> => {
    const found = await bucket.find(filter).sort({ uploadDate: 1 }).toArray();
    return (found as unknown as FileDocument[]).map(toFile);
  };
  return {
    save: async (file, bytes, limit) => {
      try {
        return await save(bucket, file, bytes, limit);
      } catch (error) {
        // the same request has saved it: its answer was lost, or it was sent twice
        if (file.key === undefined || !isDuplicateKey(error)) throw error;
        return (await find({ 'metadata.key': file.key }))[0]!;
      }
    },
    describe: async (id) => (await find({ _id: id }))[0] ?? null,
    of: (dossierId) => find({ 'metadata.dossierId': dossierId }),
    read: (id) => bucket.openDownloadStream(id as never),
  };
}

export async function prepareFiles(connection: Connection): Promise<void> {
  const files = connection.db!.collection('files.files');
  await files.createIndex({ 'metadata.dossierId': 1, uploadDate: 1 });
  await files.createIndex({ 'metadata.key': 1 }, { unique: true, partialFilterExpression: { 'metadata.key': { $exists: true } } });
}

type Unsaved = Parameters<Store['files']['save']>[0];

async function save(bucket: Bucket, file: Unsaved, bytes: NodeJS.ReadableStream, limit: number): Promise<StoredFile> {
  const { name, ...described } = file;
  const { mediaType, all } = await sniff(bytes as AsyncIterable<Buffer>, limit);
  const metadata: Metadata = { ...described, mediaType, sha256: '' };
  const id = randomUUID();
  const upload = bucket.openUploadStreamWithId(id as never, name, { metadata: metadata });
  try {
    const { size, sha256 } = await pour(all, upload, limit);
    // the driver writes the description when the stream ends, so it takes the hash along
    metadata.sha256 = sha256;
    upload.end();
    await finished(upload);
    return toFile({ _id: id, length: size, filename: name, metadata });
  } catch (error) {
    await bucket.delete(id as never).catch(() => undefined);
    throw error;
  }
}

/** Writes piece by piece, each only when the one before is stored: when it fails, nothing is still on its way. */
async function pour(bytes: AsyncIterable<Buffer>, upload: NodeJS.WritableStream, limit: number): Promise<{ size: number; sha256: string }> {
  const digest = createHash('sha256');
  let size = 0;
  upload.on('error', () => undefined);
  for await (const piece of bytes) {
    size += piece.length;
    if (size > limit) throw new FileTooLarge(limit);
    digest.update(piece);
    await new Promise<void>((resolve, reject) => upload.write(piece, (error) => (error ? reject(error) : resolve())));
  }
  return { size, sha256: digest.digest('hex') };
}

interface Peeked {
  readonly head: Buffer;
  /** Everything, the head included. */
  readonly all: AsyncIterable<Buffer>;
}

/** Judges by the first bytes, and by all of them where these do not tell. */
async function sniff(bytes: AsyncIterable<Buffer>, limit: number): Promise<{ mediaType: string; all: AsyncIterable<Buffer> }> {
  const first = await peek(bytes, HEAD_BYTES);
  const mediaType = await mediaTypeOf(first.head);
  if (mediaType !== UNDECIDED) return { mediaType: accept(mediaType), all: first.all };
  const whole = await peek(first.all, limit + 1);
  if (whole.head.length > limit) throw new FileTooLarge(limit);
  return { mediaType: accept(await mediaTypeOf(whole.head)), all: whole.all };
}

async function peek(bytes: AsyncIterable<Buffer>, length: number): Promise<Peeked> {
  const source = bytes[Symbol.asyncIterator]();
  const pieces: Buffer[] = [];
  let seen = 0;
  while (seen < length) {
    const next = await source.next();
    if (next.done) break;
    pieces.push(next.value);
    seen += next.value.length;
  }
  const read = Buffer.concat(pieces);
  return { head: read.subarray(0, length), all: following(read, source) };
}

async function* following(read: Buffer, source: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  yield read;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}

function toFile({ _id, length, filename, metadata: { key: _key, ...described } }: FileDocument): StoredFile {
  return { id: _id, size: length, name: filename, ...described };
}
