// SPDX-License-Identifier: Apache-2.0
import type { ArenaProgress } from '@stillwatch/arena';
import { formatCount } from '../report/format.ts';
import type { ProgressStream } from '../terminal/progress.ts';

/** Redraws less than this apart are left out. */
const REDRAW_MS = 100;

/** One line a finished world; on a terminal also what goes on, in a line that is rewritten in place. */
export function createArenaProgress(
  stream: ProgressStream,
  options: { readonly isTty: boolean; readonly quiet: boolean; readonly now?: () => number },
): { update(progress: ArenaProgress): void; end(): void } {
  const now = options.now ?? (() => performance.now());
  let drawnAt = -Infinity;
  let drawn = false;
  const end = (): void => {
    if (drawn) stream.write('\r\u001b[2K');
    drawn = false;
  };
  return {
    end,
    update({ task, text, done, total, run }) {
      if (options.quiet) return;
      if (run !== undefined) {
        end();
        stream.write(
          `${task}: ${formatCount(run.accounts)} accounts, ${formatCount(run.exchanges)} exchanges, ${formatCount(run.seconds.total)} s, ${formatCount(run.peakMb)} MB (${done} of ${total})\n`,
        );
        return;
      }
      if (!options.isTty || now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      drawn = true;
      const line = `${done} of ${total} · ${task}: ${text}`;
      stream.write(`\r\u001b[2K${line.slice(0, Math.max(20, (stream.columns ?? 80) - 1))}`);
    },
  };
}
