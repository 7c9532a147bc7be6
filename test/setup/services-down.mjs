import { rmSync } from 'node:fs';

export default async function servicesDown() {
  const { services, dataFolder } = globalThis.motcuaServices;
  await services.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}
