// SPDX-License-Identifier: Apache-2.0
/** Processor time and peak memory of a process and its children, as /proc tells them while they live. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 500;

export interface FamilyFigures {
  readonly cpuSeconds: number;
  /** Bytes, of the process and of its children in the order in which they were seen. */
  readonly peaks: readonly number[];
}

/** Looks at the family twice a second until `end`. */
export function watchFamily(pid: number): { end(): FamilyFigures } {
  const cpu = new Map<number, number>();
  const peak = new Map<number, number>();
  const look = (): void => {
    for (const member of familyOf(pid)) {
      try {
        cpu.set(member, cpuOf(member));
        peak.set(member, peakOf(member));
      } catch {
        // It has ended since it was listed; what was seen of it stays.
      }
    }
  };
  const timer = setInterval(look, EVERY_MS);
  look();
  return {
    end() {
      clearInterval(timer);
      return { cpuSeconds: [...cpu.values()].reduce((sum, seconds) => sum + seconds, 0), peaks: [...peak.values()] };
    },
  };
}

/** The process and those that it or its children have started. */
function familyOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(statOf(Number(name))[1]));
    } catch {
      // Ended meanwhile.
    }
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
}

/** Fields of /proc/PID/stat behind the name, from the state on. */
function statOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
}

/** Processor seconds that a process has used itself, without its children's; /proc counts in hundredths. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Most memory that a process has held at once, in bytes. */
export function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) * 1024;
}
