/** The simulated offices as one program: those that are named, else all that have an address in the environment. Each listens at the port of its address. */
import { join } from 'node:path';
import { startMailbox } from '../mail/simulator/mailbox.js';
import { PARTNERS } from '../partners.js';
import { secretsOf, variableOf } from '../settings.js';
import { checkMood } from './mood.js';
import type { Simulator, StartSimulator } from './start.js';

const { env } = process;
const names = process.argv.slice(2);
const wanted = names.length > 0 ? names : Object.keys(PARTNERS).filter((name) => env[variableOf(name, 'URL')]);

async function open(name: string): Promise<Simulator> {
  const cannot = (why: string): Error => new Error(`the simulated office ${name} cannot start: ${why}`);
  if (!Object.hasOwn(PARTNERS, name)) throw cannot(`expected one of ${Object.keys(PARTNERS).join(', ')}`);
  const address = env[variableOf(name, 'URL')];
  if (!address) throw cannot(`${variableOf(name, 'URL')} is missing`);
  if (!env.MOTCUA_PUBLIC_URL) throw cannot('MOTCUA_PUBLIC_URL is missing');
  const { start } = (await import(`../${name}/simulator/server.js`)) as { start: StartSimulator };
  return start({
    port: Number(new URL(address).port),
    secrets: secretsOf(env, name),
    publicUrl: env.MOTCUA_PUBLIC_URL,
    ...(env.MOTCUA_DATA && { dataFolder: join(env.MOTCUA_DATA, 'simulators') }),
    mood: checkMood(JSON.parse(env.MOTCUA_SIMULATOR_MOOD || '{}')),
  });
}

/** The mailbox stands for the mail servers of applicants: letters come at the port of MOTCUA_SMTP_URL and are shown at MOTCUA_MAILBOX_URL. */
async function openMailbox(smtpUrl: string, pageUrl: string): Promise<Simulator> {
  return startMailbox({
    port: Number(new URL(smtpUrl).port),
    pagePort: Number(new URL(pageUrl).port),
    ...(env.MOTCUA_DATA && { dataFolder: join(env.MOTCUA_DATA, 'simulators') }),
  });
}

const simulators = await Promise.all(wanted.map(open));
simulators.forEach(({ url }, index) => process.stdout.write(`${wanted[index]} listens at ${url}\n`));
if (env.MOTCUA_SMTP_URL && env.MOTCUA_MAILBOX_URL) simulators.push(await openMailbox(env.MOTCUA_SMTP_URL, env.MOTCUA_MAILBOX_URL));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => simulators.forEach((simulator) => void simulator.stop()));
