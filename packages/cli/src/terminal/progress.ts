// SPDX-License-Identifier: Apache-2.0
import type { HuntProgress } from '../hunt-options.ts';
import { formatCount } from '../report/format.ts';
import { showUnseen } from '../report/visible.ts';

export interface Progress {
  update(progress: HuntProgress): void;
  /** Clears the line; safe to call twice. */
  end(): void;
}

export interface ProgressOptions {
  readonly isTty: boolean;
  readonly quiet?: boolean;
  /** Milliseconds, monotonic. */
  readonly now?: () => number;
}

/** The least a stream must do; `columns` as a terminal reports it. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly columns?: number;
}

const STAGES: Record<HuntProgress['stage'], string> = {
  read: 'reading',
  store: 'storing',
  link: 'linking accounts',
  cluster: 'gathering clusters',
  judge: 'judging',
  explain: 'writing the report',
};
/** Redraws less than this apart are left out, except when the stage changes. */
const REDRAW_MS = 100;
const MIB = 1024 * 1024;

/** One line on a terminal, rewritten in place; elsewhere, or when quiet, nothing at all. */
export function createProgress(stream: ProgressStream, options: ProgressOptions): Progress {
  const now = options.now ?? (() => performance.now());
  if (!options.isTty || options.quiet === true) return { update: () => undefined, end: () => undefined };
  let stage: HuntProgress['stage'] | null = null;
  let readingSince = 0;
  let drawnAt = -Infinity;
  let drawn = false;
  return {
    update(progress) {
      const at = now();
      if (progress.stage === 'read' && stage !== 'read') readingSince = at;
      if (progress.stage === stage && at - drawnAt < REDRAW_MS) return;
      stage = progress.stage;
      drawnAt = at;
      const line = describe(progress, (at - readingSince) / 1000);
      stream.write(`\r\u001b[2K${line.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
      drawn = true;
    },
    end() {
      if (drawn) stream.write('\r\u001b[2K');
      drawn = false;
    },
  };
}

function describe({ stage, text, exchanges, done, total }: HuntProgress, seconds: number): string {
  const parts: string[] = [STAGES[stage]];
  if (text !== undefined) parts.push(showUnseen(text, 60));
  if (exchanges !== undefined) parts.push(`${formatCount(exchanges)} exchanges`);
  if (done !== undefined) parts.push(describeBytes(done, total));
  if (exchanges !== undefined && seconds >= 0.5) parts.push(`${formatCount(exchanges / seconds)}/s`);
  return parts.join(' · ');
}

function describeBytes(done: number, total: number | undefined): string {
  const megabytes = formatCount(done / MIB);
  // Standard input has no known end.
  if (total === undefined || total <= 0) return `${megabytes} MiB`;
  return `${megabytes} of ${formatCount(total / MIB)} MiB (${Math.floor(Math.min(1, done / total) * 100)} %)`;
}
