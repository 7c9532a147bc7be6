import { describe, expect, it } from '@jest/globals';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { claimCodec } from '../../worker/claim-codec.js';

const payload = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const value = (from: Payload | undefined): unknown => defaultPayloadConverter.fromPayload(from!);

describe('the claim check', () => {
  it('puts the content beside its hash on the way in and takes it away on the way out', async () => {
    const codec = claimCodec(async () => ({ steps: ['tiếp nhận'] }));
    const [inside] = await codec.decode([payload({ $claim: 'abc' })]);
    expect(value(inside)).toEqual({ $claim: 'abc', value: { steps: ['tiếp nhận'] } });
    const [outside] = await codec.encode([inside!]);
    expect(value(outside)).toEqual({ $claim: 'abc' });
  });

  it('leaves all other payloads as they are', async () => {
    const codec = claimCodec(() => Promise.reject(new Error('not asked')));
    const others = [
      payload({ a: 1 }),
      payload('{"$claim":"in a text"}'),
      payload(null),
      { metadata: {}, data: undefined } as Payload,
      {} as Payload,
    ];
    expect(await codec.decode(others)).toBe(others);
    expect(await codec.encode(others)).toBe(others);
  });

  it('asks the store once for content it has seen, and again for content it could not get', async () => {
    const asked: string[] = [];
    const codec = claimCodec(async (hash) => (asked.push(hash), asked.length === 1 ? null : { hash }));
    await expect(codec.decode([payload({ $claim: 'h' })])).rejects.toThrow('no content with hash h in the store');
    await codec.decode([payload({ $claim: 'h' })]);
    await codec.decode([payload({ $claim: 'h' }), payload({ $claim: 'h' })]);
    expect(asked).toEqual(['h', 'h']);
  });
});
