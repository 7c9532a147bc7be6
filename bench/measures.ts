import { readFileSync } from 'node:fs';

/** The p-th part (0 to 1) of the values in order; NaN of none. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** CPU milliseconds this process and the given ones have used so far (Linux; 0 for a process that cannot be read). */
export function cpuMillis(pids: readonly (number | undefined)[]): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + pids.reduce((sum: number, pid) => sum + (pid === undefined ? 0 : cpuMillisOf(pid)), 0);
}

const MS_PER_TICK = 10;

function cpuMillisOf(pid: number): number {
  try {
    // after the command's closing bracket: field 3 is the state; user and system ticks are fields 14 and 15
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
  } catch {
    return 0;
  }
}

/** Runs the jobs with at most so many under way. */
export async function inFlight<T>(jobs: readonly (() => Promise<T>)[], most: number): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < jobs.length) {
      const index = next++;
      results[index] = await jobs[index]!();
    }
  };
  await Promise.all(Array.from({ length: Math.min(most, jobs.length) }, lane));
  return results;
}
