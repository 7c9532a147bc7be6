import type { Connectors } from '../connectors/connectors.js';
import { createMailer } from '../connectors/mail/client.js';
import { createPortal } from '../connectors/national-portal/client.js';
import { policyOf } from '../connectors/partner-policy.js';
import { type Env, secretsOf } from '../connectors/settings.js';
import type { DispatchDeps } from '../notifications/send-dispatch.js';
import type { Store } from '../store/store.js';
import type { WorkerConfig } from './config.js';

const PORTAL = 'national-portal';

/** The systems that dispatches go to, as far as this installation has them. */
export function dispatchDeps(
  { mail, publicUrl }: WorkerConfig,
  env: Env,
  store: Store,
  { treasury }: Connectors,
): { readonly dispatches: DispatchDeps; close(): void } {
  const mailer = mail && createMailer(mail);
  const portalUrl = env.MOTCUA_NATIONAL_PORTAL_URL;
  const portal =
    portalUrl && createPortal({ baseUrl: portalUrl, secrets: secretsOf(env, PORTAL), timeoutMs: policyOf(env, PORTAL).timeoutMs });
  return {
    dispatches: {
      ...(mailer && { letters: { store, mailer, publicUrl, payable: treasury !== undefined } }),
      ...(treasury && { payments: { store, treasury } }),
      ...(portal && { portal: { store, portal, publicUrl } }),
    },
    close: () => mailer?.close(),
  };
}
