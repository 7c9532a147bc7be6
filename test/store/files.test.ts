import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Store } from '../../store/store.js';
import { openTestStore, type TestStore } from './test-store.js';
import { zipOf } from './zip.js';

const MEGABYTE = 1024 * 1024;
let test: TestStore;
let store: Store;

beforeAll(async () => {
  test = await openTestStore();
  store = test.store;
});
afterAll(() => test.close());

const pdf = (size: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(size - 9, 7)]);

function save(
  bytes: Buffer,
  { limit = 5 * MEGABYTE, name = 'Đơn đề nghị.pdf', dossierId = 'd-1', piece = 64 * 1024, key = undefined as string | undefined } = {},
) {
  const file = { ...(key && { key }), dossierId, name, mediaType: 'text/plain', document: 'application', uploadedBy: 'mai', uploadedAt: 1 };
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) => bytes.subarray(index * piece, (index + 1) * piece));
  return store.files.save(file, Readable.from(pieces), limit);
}

async function left(): Promise<number[]> {
  return Promise.all(['files.files', 'files.chunks'].map((name) => test.raw.collection(name).countDocuments()));
}

describe('files', () => {
  it('are saved once for a key, sent twice at the same time or again later', async () => {
    const bytes = pdf(200_000);
    const sent = { dossierId: 'once', key: 'mai/upload-1' };
    const saved = [...(await Promise.all([save(bytes, sent), save(bytes, sent)])), await save(bytes, sent)];
    expect(new Set(saved.map(({ id }) => id)).size).toBe(1);
    expect(await store.files.of('once')).toEqual([saved[0]]);
    expect((await buffer(store.files.read(saved[0]!.id))).equals(bytes)).toBe(true);
  });

  it('come back byte for byte, described by what they contain', async () => {
    const bytes = pdf(2 * MEGABYTE + 17);
    const saved = await save(bytes, { dossierId: 'whole' });
    expect(saved).toMatchObject({
      mediaType: 'application/pdf',
      name: 'Đơn đề nghị.pdf',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(await store.files.describe(saved.id)).toEqual(saved);
    expect(await store.files.of('whole')).toEqual([saved]);
    expect((await buffer(store.files.read(saved.id))).equals(bytes)).toBe(true);
    expect(await store.files.describe('nothing')).toBeNull();
  });

  it('are recognised however small the pieces they arrive in', async () => {
    expect(await save(pdf(9_000), { piece: 100 })).toMatchObject({ mediaType: 'application/pdf', size: 9_000 });
  });

  it('of an office suite are told from any other archive, wherever the table of parts stands', async () => {
    const types =
      '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
    const picture = { name: 'word/media/image1.png', content: Buffer.alloc(90_000, 3) };
    const table = { name: '[Content_Types].xml', content: Buffer.from(types) };
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    expect(await save(zipOf([table, picture]))).toMatchObject({ mediaType: word });
    expect(await save(zipOf([picture, table]))).toMatchObject({ mediaType: word });
    await expect(save(zipOf([picture]))).rejects.toMatchObject({ code: 'FileTypeRefused', found: 'application/zip' });
  });

  it.each([
    ['a program called .pdf', Buffer.from(`MZ${'x'.repeat(9_000)}`), 'application/x-msdownload'],
    ['plain text', Buffer.from('hello'), null],
    ['a drawing that can run scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), null],
    ['nothing', Buffer.alloc(0), null],
  ])('are refused when they are %s, and leave nothing behind', async (_what, bytes, found) => {
    const before = await left();
    await expect(save(bytes)).rejects.toMatchObject({ code: 'FileTypeRefused', found });
    expect(await left()).toEqual(before);
  });

  it('are refused past the limit, and leave nothing behind', async () => {
    const before = await left();
    await expect(save(pdf(3 * MEGABYTE), { limit: 2 * MEGABYTE })).rejects.toMatchObject({ code: 'FileTooLarge', limit: 2 * MEGABYTE });
    expect(await left()).toEqual(before);
    expect(await save(pdf(2 * MEGABYTE), { limit: 2 * MEGABYTE })).toMatchObject({ size: 2 * MEGABYTE });
  });

  it('leave nothing behind when the sender stops in the middle', async () => {
    const before = await left();
    const broken = Readable.from(
      (async function* () {
        yield pdf(MEGABYTE);
        throw new Error('the line is dead');
      })(),
    );
    const file = { dossierId: 'd-1', name: 'a.pdf', mediaType: '', document: 'application', uploadedBy: 'mai', uploadedAt: 1 };
    await expect(store.files.save(file, broken, 5 * MEGABYTE)).rejects.toThrow('the line is dead');
    expect(await left()).toEqual(before);
  });
});
