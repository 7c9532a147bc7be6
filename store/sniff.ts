import { fileTypeFromBuffer } from 'file-type';
import { FileTypeRefused } from './errors.js';

/** What people may hand in: documents that every office can open and none can run. */
export const ACCEPTED_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.oasis.opendocument.text',
] as const;

/** Enough to recognise all but a document whose writer put its table of parts at the end. */
export const HEAD_BYTES = 4096;

/** Only the whole of such a file shows what it is. */
export const UNDECIDED = 'application/zip';

/** The media type that the bytes show, whatever the file is called; null when none is known. */
export async function mediaTypeOf(bytes: Buffer): Promise<string | null> {
  return (await fileTypeFromBuffer(bytes))?.mime ?? null;
}

/** Throws FileTypeRefused for a type that is not accepted. */
export function accept(mediaType: string | null): string {
  if (mediaType === null || !ACCEPTED_TYPES.some((type) => type === mediaType)) throw new FileTypeRefused(mediaType, ACCEPTED_TYPES);
  return mediaType;
}
