/** Sending again cannot help: the message is wrong, or the partner refuses it for good. The outbox gives up at once. */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure';
  constructor(
    message: string,
    /** Why: it does not fit the contract; the partner refuses it; there is nobody here to send it to. */
    readonly code: 'UNFIT' | 'PARTNER_REFUSES' | 'NO_ADDRESS' = 'UNFIT',
  ) {
    super(message);
  }
}

/** The partner is away or busy; sending again later may help. */
export class PartnerAway extends Error {
  override readonly name = 'PartnerAway';
  constructor(
    /** What happened, in our words: fit for everybody's eyes. */
    readonly what: string,
    /** The partner's own words, which may hold personal data. */
    said?: string,
  ) {
    super(said === undefined ? what : `${what}: ${said}`);
  }
}
