import { Command } from 'commander';
import { readRunning } from '../services/running.js';
import type { Store, Unfit } from '../store/store.js';
import { BadInput } from './bad-input.js';

/** What does not fit in one place of one dossier. */
interface Finding extends Unfit {
  /** Dossier number. */
  readonly number: string;
}

interface Verified {
  readonly dossiers: number;
  readonly facts: number;
  readonly findings: readonly Finding[];
}

/** `motcua audit verify`: whether any fact of any dossier was altered or removed since it was written; exit 1 when one was. */
export function auditCommand(): Command {
  return new Command('audit').description('the audit trail / nhật ký không sửa được').addCommand(
    new Command('verify')
      .description(
        'check the hash chain of every dossier and that its view is the fold of its facts (MONGODB_URI, else the system npm start runs)',
      )
      .option('--json', 'print the findings as JSON')
      .action(async ({ json }: { json?: boolean }) => {
        const verified = await verify(databaseAddress());
        console.log(json ? JSON.stringify(verified, null, 2) : verifiedText(verified));
        if (verified.findings.length > 0) process.exitCode = 1;
      }),
  );
}

function databaseAddress(): string {
  const uri = process.env['MONGODB_URI'] || readRunning()?.mongodbUri;
  if (!uri)
    throw new BadInput('MONGODB_URI is not set and nothing runs here; expected the address of MongoDB, or `npm start` in another terminal');
  return uri;
}

async function verify(uri: string): Promise<Verified> {
  // loaded here, so that the commands that need no store do not wait for it
  const { openStore } = await import('../store/open-store.js');
  const store = await openStore({ uri }).catch((error: Error) => {
    throw new BadInput(`no MongoDB answers at ${uri.replace(/\/\/[^@/]*@/, '//')}: ${error.message}`);
  });
  try {
    const findings = await lasting(store, await suspects(store));
    return { ...(await store.facts.extent()), findings };
  } finally {
    await store.close();
  }
}

async function suspects({ facts }: Store): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { dossierId } of facts.verify()) found.add(dossierId);
  return found;
}

/** A dossier that went on while it was read looks broken: what is read once more and still does not fit, does not fit. */
async function lasting(store: Store, dossierIds: Iterable<string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const dossierId of dossierIds) {
    const number = (await store.dossiers.get(dossierId))?.number ?? dossierId;
    for await (const unfit of store.facts.verify(dossierId)) findings.push({ ...unfit, number });
  }
  return findings;
}

const PROBLEMS: Readonly<Record<Unfit['problem'], string>> = {
  missing: 'bị mất / missing',
  altered: 'bị sửa / altered',
  'chain broken': 'là việc cuối nhưng chuỗi không khép / is the last, and the chain does not end with it',
  'view differs': 'trạng thái đang lưu không khớp các việc đã ghi / the stored view is not what the facts give',
};

function verifiedText({ dossiers, facts, findings }: Verified): string {
  const lines = findings.map(({ number, no, problem }) => `${number}  #${no}  ${PROBLEMS[problem]}`);
  const broken = new Set(findings.map(({ dossierId }) => dossierId)).size;
  const verdict = findings.length === 0 ? 'nothing altered' : `${findings.length} findings in ${broken} dossiers`;
  return [...lines, `${dossiers} dossiers, ${facts} facts: ${verdict}`].join('\n');
}
