import { Type } from 'typebox';
import { verifyPassword } from '../passwords.js';
import { ok, operation, readerOf } from '../operation.js';
import { Problem } from '../problem.js';
import { toIso } from '../instants.js';
import { closed, id, instant, part, text } from '../schema/parts.js';
import { issueToken } from '../tokens.js';
import type { Account } from '../../store/store.js';

const accountSchema = part(
  'Account',
  closed({ id: Type.String(), name: text, agency: Type.String(), roles: Type.Array(Type.String()), active: Type.Boolean() }),
);
const presentAccount = ({ id, name, agency, roles, active }: Account) => ({ id, name, agency, roles, active });

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
      body: { token, expiresAt: toIso(expiresAt), account: presentAccount(account) },
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
  handle: async (call) => ok(presentAccount(readerOf(call))),
});

export const listAccounts = operation({
  id: 'listAccounts',
  method: 'get',
  path: '/accounts',
  tag: 'Sessions',
  summary: { vi: 'Danh sách tài khoản', en: 'Accounts' },
  answers: { 200: { json: closed({ items: Type.Array(accountSchema) }) } },
  handle: async ({ deps }) => ok({ items: (await deps.store.accounts.list()).map(presentAccount) }),
});
