/** Something the caller gave is wrong. The message says where, what was found and what was expected; it is shown without a stack. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** Runs `read` and turns what it finds wrong with a value into bad input of the place named. */
export function readingFrom<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) throw new BadInput(`${place}: ${error.message}`);
    throw error;
  }
}
