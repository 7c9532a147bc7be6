/** An order of the platform is paid, or fails, once: what failed is ordered anew under a reference of its own, `<reference>~2`, `~3`, … */
export interface Order {
  /** Of the obligation. */
  readonly reference: string;
  /** From 1. */
  readonly order: number;
}

export function orderReference({ reference, order }: Order): string {
  return order === 1 ? reference : `${reference}~${order}`;
}

/** Inverse of `orderReference`. */
export function orderIn(text: string): Order {
  const [, reference = text, order = '1'] = /^(.+)~(\d+)$/.exec(text) ?? [];
  return { reference, order: Number(order) };
}
