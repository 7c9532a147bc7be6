import { createMailer } from '../connectors/mail/client.js';
import { createPortal } from '../connectors/national-portal/client.js';
import type { Policy } from '../connectors/policy.js';
import { type Env, secretsOf, variableOf } from '../connectors/settings.js';
import type { PaymentDeps } from '../notifications/send-payment.js';
import type { DispatchDeps } from '../notifications/send-dispatch.js';
import type { Store } from '../store/store.js';
import type { WorkerConfig } from './config.js';

const PORTAL = 'national-portal';

/** The systems that dispatches go to, as far as this installation has them. */
export function dispatchDeps(
  { mail, publicUrl }: WorkerConfig,
  env: Env,
  road: Omit<PaymentDeps, 'policyOf'> & { readonly store: Store; readonly policyOf: (connector: string) => Policy },
): { readonly dispatches: DispatchDeps; close(): void } {
  const { store, connectors, policyOf } = road;
  const payable = connectors.treasury !== undefined;
  const mailer = mail && createMailer(mail);
  const portalUrl = env.MOTCUA_NATIONAL_PORTAL_URL;
  const portal = portalUrl && createPortal({ baseUrl: portalUrl, secrets: secretsOf(env, PORTAL), timeoutMs: policyOf(PORTAL).timeoutMs });
  return {
    dispatches: {
      ...(mailer && {
        letters: { store, mailer, publicUrl, payable },
        partnerLetters: { store, mailer, mailOf: (connector) => env[variableOf(connector, 'MAIL')] },
      }),
      ...(payable && { payments: { ...road, mail: mailer !== null } }),
      ...(connectors['land-registry'] && { land: { ...road, store } }),
      ...(portal && { portal: { store, portal, publicUrl } }),
    },
    close: () => mailer?.close(),
  };
}
