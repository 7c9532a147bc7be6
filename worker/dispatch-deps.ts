import { createMailer } from '../connectors/mail/client.js';
import type { DispatchDeps } from '../notifications/send-dispatch.js';
import type { Store } from '../store/store.js';
import type { WorkerConfig } from './config.js';

/** The systems that dispatches go to, as far as this installation has them. */
export function dispatchDeps({ mail }: WorkerConfig, store: Store): { readonly dispatches: DispatchDeps; close(): void } {
  const mailer = mail && createMailer(mail);
  return {
    dispatches: { ...(mailer && { letters: { store, mailer, publicUrl: mail.publicUrl } }) },
    close: () => mailer?.close(),
  };
}
