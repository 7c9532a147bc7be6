/** The docs page, the document behind it, and a page for every problem code. All offline. */
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';
import { serve, setup } from 'swagger-ui-express';
import { PROBLEM_MESSAGES } from '../messages/problem-messages.js';
import { REFUSAL_MESSAGES } from '../messages/refusal-messages.js';
import type { OpenApiDocument } from '../openapi.js';
import { Problem } from '../problem.js';

export function docs(document: OpenApiDocument): Router {
  const router = express.Router();
  router.get('/openapi.json', (_request, response) => void response.json(document));
  router.get('/docs/errors/:code', async (request, response) => {
    const { code } = request.params;
    const page = /^[A-Z0-9_]+$/.test(code) ? ((await written(code)) ?? made(code)) : null;
    if (!page) throw new Problem('PATH_UNKNOWN');
    response.type('text/markdown; charset=utf-8').send(page);
  });
  router.use('/docs', serve, setup(document, { customSiteTitle: 'Motcua API', swaggerOptions: { persistAuthorization: true } }));
  return router;
}

async function written(code: string): Promise<string | null> {
  try {
    return await readFile(join(root(), 'docs', 'errors', `${code}.md`), 'utf8');
  } catch {
    return null;
  }
}

/** A code without a page of its own: its message, in both languages. */
function made(code: string): string | null {
  const problem = PROBLEM_MESSAGES[code as keyof typeof PROBLEM_MESSAGES];
  if (problem) return `# ${code}\n\n${problem.title.vi}. ${problem.detail.vi}\n\n${problem.title.en}. ${problem.detail.en}\n`;
  const refusal = REFUSAL_MESSAGES[code as keyof typeof REFUSAL_MESSAGES];
  return refusal ? `# ${code}\n\n${refusal.vi}\n\n${refusal.en}\n` : null;
}

/** The folder with package.json: above `api/` in sources, above `dist/api/` when built. */
function root(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
