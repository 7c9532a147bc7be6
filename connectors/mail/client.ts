import { createTransport, type NodemailerError } from 'nodemailer';
import { PartnerAway, PermanentFailure } from '../failure.js';

/** A letter to one person: plain text, Vietnamese first. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface Mailer {
  /**
   * @param id of the outbox row: it makes the Message-ID, so a letter that is sent twice is one letter to the mailbox.
   * @throws PermanentFailure when the server will never take this letter; PartnerAway when trying again may help. Neither names the addressee.
   */
  send(id: string, letter: Letter): Promise<void>;
  close(): void;
}

export interface MailConfig {
  /** `smtp://user:password@host:587`, `smtps://…` */
  readonly url: string;
  /** Who the letters are from: `Trung tâm <no-reply@example.vn>`. */
  readonly from: string;
  /** Milliseconds the server may keep us waiting; 10 s when absent. */
  readonly timeoutMs?: number;
}

/** Sends letters through a mail server. */
export function createMailer({ url, from, timeoutMs = 10_000 }: MailConfig): Mailer {
  const transport = createTransport({
    ...{ url, pool: true, maxConnections: 2 },
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs },
  });
  // A pooled connection that breaks tells its own letter; there is nobody else to tell.
  transport.on('error', () => undefined);
  return {
    send: async (id, { to, subject, text }) => {
      try {
        await transport.sendMail({
          // as an object, so that a comma in it is no second addressee
          ...{ from, to: { name: '', address: to }, subject, text, textEncoding: 'base64' },
          messageId: messageIdOf(id, from),
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'vi, en' },
        });
      } catch (error) {
        throw failureOf(error as NodemailerError);
      }
    },
    close: () => transport.close(),
  };
}

/** `<row@domain>`, of characters that a message id may have. */
export function messageIdOf(id: string, from: string): string {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'motcua.invalid';
  return `<${id.replace(/[^\w.#+-]/g, '_')}@${domain}>`;
}

/** The server's own words may repeat the address; only its code goes to logs. */
function failureOf({ responseCode, code, command }: NodemailerError): Error {
  if (responseCode === undefined) return new PartnerAway(`the mail server does not answer: ${code ?? 'no reason given'}`);
  const said = `the mail server answered ${responseCode}${command ? ` to ${command}` : ''}`;
  return responseCode >= 500 && code !== 'EAUTH' ? new PermanentFailure(said) : new PartnerAway(said);
}
