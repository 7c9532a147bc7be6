import type { WriteStream } from 'node:tty';
import { progressLine } from './month-table.js';
import type { Finished } from './play-month.js';

const BAR = 40;

export interface Progress {
  begin(line: string): void;
  finished(dossier: Finished): void;
  end(): void;
}

/** A bar with the dossier that ended last on a terminal; a line for each elsewhere; nothing for null. */
export function progressOn(stream: WriteStream | null, all: number): Progress {
  let done = 0;
  if (!stream) return { begin: () => undefined, finished: () => undefined, end: () => undefined };
  const show = (line: string): void => void stream.write(stream.isTTY ? `\r\u001b[2K${line.slice(0, stream.columns - 1)}` : `${line}\n`);
  return {
    begin: (line) => {
      stream.write(`${line}\n`);
      if (stream.isTTY) show(bar(0, all));
    },
    finished: (dossier) => {
      done += 1;
      const line = progressLine(dossier, done, all);
      show(stream.isTTY ? `${bar(done, all)} ${line}` : line);
    },
    end: () => void (stream.isTTY && stream.write('\r\u001b[2K')),
  };
}

function bar(done: number, all: number): string {
  const full = Math.round((done / all) * BAR);
  return `[${'█'.repeat(full)}${'·'.repeat(BAR - full)}]`;
}
