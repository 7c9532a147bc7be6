import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import { type Catalogue, readCatalogue } from '../definitions/load-catalogue.js';
import { defaultDataFolder } from '../services/running.js';
import { catalogueOption } from './catalogue-option.js';
import { planMonth } from './demo/month.js';
import { legend, monthTable, namedCases, totals, totalsOf } from './demo/month-table.js';
import { type Finished, playMonth } from './demo/play-month.js';
import { progressOn } from './demo/progress.js';
import { timelinePage } from './demo/timeline-page.js';
import { createApiClient } from './live/api-client.js';
import { liveHostFor } from './live/live-host-for.js';
import { findRunningSystem, type RunningSystem } from './live/running-system.js';
import { whenAway } from './live/when-away.js';

/** Dossiers under way at the same time: more wait for each other on two cores. */
const AT_ONCE = 6;
const USUAL_DOSSIERS = 44;

interface DemoOptions {
  readonly month: string;
  readonly dossiers: number;
  readonly json?: boolean;
  readonly catalogue: string;
}

/**
 * `motcua demo`: a working month of one centre on the running system, through its API, in virtual time. Exit 1 when anything went otherwise than the pure engine
 * says. Can be run any number of times: its dossiers are rehearsals and count in no report.
 */
export function demoCommand(): Command {
  return new Command('demo')
    .description(
      'một tháng làm việc của trung tâm, trên hệ thống đang chạy / a working month of one centre, on the running system (npm start)',
    )
    .option('--month <YYYY-MM>', 'the month to play', lastMonth(Date.now()))
    .option('--dossiers <number>', 'how many dossiers are received', Number, USUAL_DOSSIERS)
    .option('--json', 'print the dossiers and the totals as JSON')
    .addOption(catalogueOption())
    .action(demonstrate);
}

async function demonstrate({ month, dossiers: count, json, catalogue: folder }: DemoOptions): Promise<void> {
  const startedAt = Date.now();
  const system = findRunningSystem();
  const catalogue = await readCatalogue(folder);
  const planned = await planMonth(month, count, catalogue);
  const progress = progressOn(json ? null : process.stdout, planned.length);
  progress.begin(`Tháng ${month} của trung tâm, ${planned.length} hồ sơ / ${planned.length} dossiers of ${month}, ${system.apiUrl}`);
  const dossiers = await playMonth(planned, liveHostFor(system, catalogue, false), AT_ONCE, progress.finished).catch(whenAway);
  progress.end();
  const seconds = (Date.now() - startedAt) / 1000;
  const shown = mostTelling(dossiers);
  const timelineUrl = shown && (await writeTimeline(system, shown).catch(whenAway));
  const summed = { month, seconds, totals: totalsOf(dossiers), timelineUrl, dossiers };
  const explained = shown
    ? [timelineUrl!, `${system.apiUrl}/dossiers/${shown.id}/timeline  (đăng nhập auditor-1 / signed in as auditor-1)`]
    : ['—'];
  console.log(json ? JSON.stringify(summed, null, 2) : report(dossiers, catalogue, seconds, explained));
  if (dossiers.some(({ wrong }) => wrong.length > 0)) process.exitCode = 1;
}

function report(dossiers: readonly Finished[], { procedures }: Catalogue, seconds: number, explained: readonly string[]): string {
  const names = Object.fromEntries(procedures.map(({ definition: { code, name } }) => [code, name]));
  const wrong = dossiers.flatMap((dossier) =>
    dossier.wrong.map((what) => `  ${dossier.number ?? dossier.id ?? '—'} (${dossier.title.en}): ${what}`),
  );
  return [
    '',
    monthTable(dossiers),
    '',
    legend(dossiers, names),
    '',
    totals(dossiers, seconds),
    '',
    'Trong tháng có / Among them:',
    namedCases(dossiers),
    '',
    ...(wrong.length > 0 ? ['Khác với dự đoán / Not as predicted:', ...wrong, ''] : []),
    'Diễn biến của một hồ sơ, có giải thích từng hạn / One dossier, each date explained:',
    ...explained.map((url) => `  ${url}`),
  ].join('\n');
}

type Received = Finished & { readonly id: string };

/** The dossier whose clock has the most to explain: the one with the most in its dates. Null when none was received. */
function mostTelling(dossiers: readonly Finished[]): Received | null {
  const received = dossiers.filter((dossier): dossier is Received => dossier.id !== null);
  return received.find(({ shows, breached }) => shows && breached) ?? received[0] ?? null;
}

async function writeTimeline({ apiUrl, password }: RunningSystem, { id, number }: Received): Promise<string> {
  const folder = join(defaultDataFolder(), 'demo');
  const file = join(folder, `${number ?? id}.html`);
  const page = await timelinePage(createApiClient(apiUrl, password).as('auditor-1'), id);
  await mkdir(folder, { recursive: true });
  await writeFile(file, page);
  return pathToFileURL(file).href;
}

/** The last whole month in Viet Nam, `2026-10`. */
function lastMonth(now: number): string {
  const here = new Date(now + 7 * 3_600_000);
  return new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
