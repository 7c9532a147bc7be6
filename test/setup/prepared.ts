/** What many live tests need and one of them can make for all: `services-up.mjs` makes it once for a run. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Catalogue, readCatalogue } from '../../definitions/load-catalogue.js';
import { projectRoot } from '../../services/project-root.js';
import { type Bundle, buildBundle, bundleOf } from '../../worker/bundle.js';

/** Names the folder where it lies. */
const FOLDER = 'MOTCUA_TEST_PREPARED';

/** Bundles the workflows and proves the catalogue. @returns the environment by which the tests find both. */
export async function prepare(folder: string): Promise<Record<string, string>> {
  const [{ code }, catalogue] = await Promise.all([buildBundle(), readCatalogue(join(projectRoot(), 'definitions'))]);
  await Promise.all([writeFile(bundleIn(folder), code), writeFile(catalogueIn(folder), JSON.stringify(catalogue))]);
  return { [FOLDER]: folder };
}

export async function preparedBundle(): Promise<Bundle> {
  return bundleOf(await readFile(bundleIn(folder()), 'utf8'));
}

export async function preparedCatalogue(): Promise<Catalogue> {
  return JSON.parse(await readFile(catalogueIn(folder()), 'utf8')) as Catalogue;
}

const bundleIn = (path: string): string => join(path, 'workflow-bundle.js');
const catalogueIn = (path: string): string => join(path, 'catalogue.json');

function folder(): string {
  const path = process.env[FOLDER];
  if (!path) throw new Error(`${FOLDER} is not set: run the tests with npm test`);
  return path;
}
