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

/** As many bytes of a file as the sniffer sees. */
export const HEAD_BYTES = 4096;

/** The media type that the first bytes show. Throws FileTypeRefused when it is none of those accepted. */
export async function sniff(head: Buffer): Promise<string> {
  const found = await mediaTypeOf(head);
  if (!ACCEPTED_TYPES.some((type) => type === found)) throw new FileTypeRefused(found, ACCEPTED_TYPES);
  return found!;
}

async function mediaTypeOf(head: Buffer): Promise<string | null> {
  const found = (await fileTypeFromBuffer(head))?.mime ?? null;
  return found;
}
