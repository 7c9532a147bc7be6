import type { Connection } from '@temporalio/client';

const KEYWORD = 2;
const DATETIME = 6;
const ATTRIBUTES = { MotcuaNumber: KEYWORD, MotcuaProcedure: KEYWORD, MotcuaStatus: KEYWORD, MotcuaDue: DATETIME } as const;

/** Makes the server know what operators can search dossiers by; a server that does not know it would refuse every dossier's first task. */
export async function registerSearchAttributes(connection: Pick<Connection, 'operatorService'>, namespace: string): Promise<void> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(ATTRIBUTES).filter(([name]) => !(name in customAttributes));
  if (missing.length > 0)
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(missing) });
}
