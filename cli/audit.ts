import { Command } from 'commander';
import type { Store, Unfit } from '../store/store.js';
import { DATABASE_HELP, withStore } from './store-at-hand.js';

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
  return new Command('audit').description('nhật ký không sửa được / the audit trail').addCommand(
    new Command('verify')
      .description(
        'có việc nào đã ghi bị sửa, bị mất không; trạng thái đang lưu có khớp không\nwas any fact altered or removed since it was written; is each view what its facts give',
      )
      .option('--json', 'in kết quả ra JSON / print the findings as JSON')
      .addHelpText('after', DATABASE_HELP)
      .action(async ({ json }: { json?: boolean }) => {
        const verified = await withStore(verify);
        console.log(json ? JSON.stringify(verified, null, 2) : verifiedText(verified));
        if (verified.findings.length > 0) process.exitCode = 1;
      }),
  );
}

async function verify(store: Store): Promise<Verified> {
  const findings = await lasting(store, await suspects(store));
  return { ...(await store.facts.extent()), findings };
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
  'dossier removed': 'còn việc đã ghi mà hồ sơ bị xóa / is there, and its dossier was removed',
  missing: 'bị mất / missing',
  altered: 'bị sửa / altered',
  'chain broken': 'là việc cuối nhưng chuỗi không khép / is the last, and the chain does not end with it',
  'view differs': 'trạng thái đang lưu không khớp các việc đã ghi / the stored view is not what the facts give',
};

/** One line: which fact of which dossier, and what is wrong with it. */
export function unfitText({ number, no, problem }: Finding): string {
  return `${number}  #${no}  ${PROBLEMS[problem]}`;
}

function verifiedText({ dossiers, facts, findings }: Verified): string {
  const lines = findings.map(unfitText);
  const broken = new Set(findings.map(({ dossierId }) => dossierId)).size;
  const verdict = findings.length === 0 ? 'nothing altered' : `${findings.length} findings in ${broken} dossiers`;
  return [...lines, `${dossiers} dossiers, ${facts} facts: ${verdict}`].join('\n');
}
