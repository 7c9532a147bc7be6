import { Type } from 'typebox';
import { type Post, postsOn } from '../../domain/organisation/posts.js';
import type { CivilDate } from '../../domain/time/instant.js';
import { verifyPassword } from '../passwords.js';
import { ok, operation, readerOf } from '../operation.js';
import { Problem } from '../problem.js';
import { civilDate, toIso } from '../instants.js';
import { closed, id, instant, nullable, oneOf, part, text } from '../schema/parts.js';
import { issueToken } from '../tokens.js';
import type { Account } from '../../store/people.js';

const postSchema = part(
  'Post',
  closed({
    agency: Type.String(),
    unit: nullable(Type.String()),
    roles: Type.Array(Type.String()),
    fields: nullable(Type.Array(Type.String(), { description: 'Null: dossiers of every field' })),
    from: nullable(Type.String()),
    until: nullable(Type.String({ description: 'Last day' })),
    counts: Type.Boolean({ description: 'Today' }),
  }),
);
const accountSchema = part(
  'Account',
  closed({
    id: Type.String(),
    name: text,
    kind: oneOf(['officer', 'partner']),
    posts: Type.Array(postSchema, { description: 'The home post first' }),
    connector: nullable(Type.String({ description: 'Of an outside system' })),
    active: Type.Boolean(),
  }),
);

/** @param today tells which posts count. */
function presentAccount({ id, name, kind, posts, connector, active }: Account, today: CivilDate) {
  const counting = postsOn(posts, today);
  return { id, name, kind, posts: posts.map((post) => presentPost(post, counting.includes(post))), connector: connector ?? null, active };
}

function presentPost({ agency, unit, roles, fields, from, until }: Post, counts: boolean) {
  return { agency, unit: unit ?? null, roles, fields: fields ?? null, from: from ?? null, until: until ?? null, counts };
}

/** A hash of no password: an unknown account costs as long as a wrong password. */
const NOBODY = `scrypt$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(32).toString('base64url')}`;

export const signIn = operation({
  id: 'signIn',
  method: 'post',
  path: '/sessions',
  tag: 'Sessions',
  summary: { vi: 'Đăng nhập', en: 'Sign in' },
  body: closed({ account: id, password: Type.String({ minLength: 1, maxLength: 200 }) }),
  answers: { 201: { json: closed({ token: Type.String(), expiresAt: instant, account: accountSchema }) } },
  handle: async ({ deps, body }) => {
    const account = await deps.store.accounts.get(body.account);
    const right = await verifyPassword(body.password, account?.passwordHash ?? NOBODY);
    if (!account?.active || !right) throw new Problem('SIGN_IN_FAILED');
    const { token, expiresAt } = await issueToken(deps.config.jwtSecret, account.id, deps.now());
    return {
      status: 201,
      body: { token, expiresAt: toIso(expiresAt), account: presentAccount(account, civilDate(deps.now())) },
      headers: { 'Cache-Control': 'no-store' },
    };
  },
});

export const readMe = operation({
  id: 'readMe',
  method: 'get',
  path: '/me',
  tag: 'Sessions',
  summary: { vi: 'Tài khoản đang đăng nhập', en: 'The signed-in account' },
  answers: { 200: { json: accountSchema } },
  handle: async (call) => ok(presentAccount(readerOf(call).account, civilDate(call.deps.now()))),
});

export const listAccounts = operation({
  id: 'listAccounts',
  method: 'get',
  path: '/accounts',
  tag: 'Sessions',
  summary: { vi: 'Danh sách tài khoản', en: 'Accounts' },
  answers: { 200: { json: closed({ items: Type.Array(accountSchema) }) } },
  handle: async ({ deps }) => {
    const today = civilDate(deps.now());
    return ok({ items: (await deps.store.accounts.list()).map((account) => presentAccount(account, today)) });
  },
});
