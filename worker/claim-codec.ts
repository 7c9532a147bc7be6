import type { Payload, PayloadCodec } from '@temporalio/common';

/** Finds the content with this hash; null when nobody has stored it. */
export type LoadContent = (hash: string) => Promise<unknown>;

const PREFIX = new TextEncoder().encode('{"$claim":"');
const MOST_KEPT = 500;

/**
 * The claim check. A payload `{"$claim": hash}` gets the content itself as `value` on its way into the workflow and loses it on its way out, so that a plan of 20 KB
 * costs a history 80 bytes. Same hash, same bytes, so replay stays exact. All other payloads pass untouched.
 */
export function claimCodec(load: LoadContent): PayloadCodec {
  const filled = new Map<string, Promise<Uint8Array>>();
  const content = (hash: string): Promise<Uint8Array> => {
    const known = filled.get(hash);
    if (known) return known;
    const loading = fill(load, hash);
    if (filled.size >= MOST_KEPT) filled.delete(filled.keys().next().value!);
    filled.set(hash, loading);
    // what could not be loaded now may be there at the next try
    loading.catch(() => filled.delete(hash));
    return loading;
  };
  return {
    encode: async (payloads) => (payloads.some(isClaim) ? payloads.map((each) => (isClaim(each) ? bare(each) : each)) : payloads),
    decode: async (payloads) =>
      payloads.some(isClaim)
        ? Promise.all(payloads.map(async (each) => (isClaim(each) ? { ...each, data: await content(hashOf(each)) } : each)))
        : payloads,
  };
}

async function fill(load: LoadContent, hash: string): Promise<Uint8Array> {
  const value = await load(hash);
  if (value === null || value === undefined) throw new Error(`no content with hash ${hash} in the store`);
  return new TextEncoder().encode(`{"$claim":"${hash}","value":${JSON.stringify(value)}}`);
}

function isClaim({ data }: Payload): boolean {
  return !!data && data.length > PREFIX.length && PREFIX.every((byte, index) => data[index] === byte);
}

function bare(payload: Payload): Payload {
  return { ...payload, data: new TextEncoder().encode(`{"$claim":"${hashOf(payload)}"}`) };
}

function hashOf({ data }: Payload): string {
  const end = data!.indexOf(0x22, PREFIX.length);
  return new TextDecoder().decode(data!.subarray(PREFIX.length, end));
}
