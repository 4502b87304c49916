// SPDX-License-Identifier: Apache-2.0
/** A line longer than this is skipped; it is never held in memory. */
export const MAX_LINE_BYTES = 32 << 20;

export interface LineSink {
  /** One line without its end, valid only during the call; `line` counts from 1, `offset` is that of its first byte. */
  line(bytes: Buffer, line: number, offset: number): void;
  /** A line above the limit was skipped. */
  tooLong(line: number, bytes: number): void;
}

/** Cuts a stream of chunks into lines (LF or CRLF) with memory bounded by the longest accepted line. */
export interface LineSplitter {
  push(chunk: Buffer): void;
  /** Hands out the last line if it lacks its end. */
  end(): void;
  /** Lines seen so far, blank ones included. */
  readonly lines: number;
}

export function createLineSplitter(
  sink: LineSink,
  options: { maxLineBytes?: number; firstOffset?: number; firstLine?: number } = {},
): LineSplitter {
  const max = options.maxLineBytes ?? MAX_LINE_BYTES;
  let offset = options.firstOffset ?? 0;
  let line = (options.firstLine ?? 1) - 1;
  let held: Buffer[] = [];
  let heldBytes = 0;
  let skipping = false;

  const finish = (tail: Buffer): void => {
    line++;
    const total = heldBytes + tail.length;
    if (skipping || total > max) sink.tooLong(line, total);
    else if (total > 0) {
      const whole = held.length === 0 ? tail : Buffer.concat([...held, tail], total);
      const end = whole[total - 1] === 13 ? total - 1 : total;
      if (end > 0) sink.line(end === total ? whole : whole.subarray(0, end), line, offset);
    }
    held = [];
    heldBytes = 0;
    skipping = false;
    offset += total + 1;
  };

  return {
    push(chunk) {
      let from = 0;
      for (;;) {
        const at = chunk.indexOf(10, from);
        if (at === -1) break;
        finish(chunk.subarray(from, at));
        from = at + 1;
      }
      const rest = chunk.subarray(from);
      if (rest.length === 0) return;
      heldBytes += rest.length;
      if (skipping || heldBytes > max) {
        skipping = true;
        held = [];
      } else held.push(rest);
    },
    end() {
      if (heldBytes > 0) {
        const last = held.pop() ?? Buffer.alloc(0);
        heldBytes -= last.length;
        finish(last);
      }
    },
    get lines() {
      return line;
    },
  };
}
