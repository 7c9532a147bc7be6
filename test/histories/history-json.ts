/** Histories as readable JSON and back. (The SDK's own pair fails when npm installs several copies of protobufjs.) */
import proto from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
export type History = Parameters<typeof History.toObject>[0];

export const toJson = (history: unknown): object => History.toObject(history as History, { longs: String, bytes: String, enums: String });
export const fromJson = (json: object): History => History.fromObject(json);
