// SPDX-License-Identifier: Apache-2.0
import { isAscii } from 'node:buffer';

/** A line longer than this is skipped; it is never held in memory. */
export const MAX_LINE_BYTES = 32 << 20;

/** Decoded at once; a longer text would not be collected with the young objects that point into it. */
const PIECE = 64 << 10;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export interface LineSink {
  /**
   * One line that is not empty, without its end; bytes that are no UTF-8 have become U+FFFD.
   * @param line counts from 1, empty lines included.
   * @param offset of its first byte; `bytes` is its length in the source.
   */
  line(text: string, line: number, offset: number, bytes: number): void;
  /** A line above the limit was skipped. */
  tooLong(line: number, offset: number, bytes: number): void;
}

/** Cuts a stream of chunks into lines (LF or CRLF) with memory bounded by the longest accepted line. */
export interface LineSplitter {
  /** The chunk may be used again after the call. */
  push(chunk: Buffer): void;
  /** Hands out the last line if it lacks its end. */
  end(): void;
  /** Bytes kept between two calls. */
  readonly heldBytes: number;
  /** Offset of the first byte of the line that is not complete yet. */
  readonly offset: number;
}

/** @param options.firstOffset offset of the first byte that will be pushed. */
export function createLineSplitter(sink: LineSink, options: { maxLineBytes?: number; firstOffset?: number } = {}): LineSplitter {
  const max = options.maxLineBytes ?? MAX_LINE_BYTES;
  let offset = options.firstOffset ?? 0;
  let line = 0;
  let held: Buffer[] = [];
  /** Length of the unfinished line so far; more than is held once it is too long. */
  let pending = 0;

  const finish = (tail: Buffer): void => {
    const total = pending + tail.length;
    const begin = offset;
    line++;
    offset += total + 1;
    pending = 0;
    if (total > max) {
      held = [];
      sink.tooLong(line, begin, total);
    } else if (total > 0) {
      const whole = held.length === 0 ? tail : Buffer.concat([...held, tail], total);
      held = [];
      handOut(whole, line, begin);
    }
  };

  const handOut = (whole: Buffer, number: number, begin: number): void => {
    const length = whole[whole.length - 1] === CARRIAGE_RETURN ? whole.length - 1 : whole.length;
    if (length > 0) sink.line(whole.toString('utf8', 0, length), number, begin, length);
  };

  const hold = (rest: Buffer): void => {
    if (rest.length === 0) return;
    pending += rest.length;
    if (pending > max) held = [];
    // A copy: the chunk is a hundred times as long and would be kept alive.
    else held.push(Buffer.from(rest));
  };

  /** Lines of plain ASCII lie in the text where they lie in the bytes, so that they are decoded all at once. */
  const cutAscii = (text: string): void => {
    let from = 0;
    while (from < text.length) {
      const at = text.indexOf('\n', from);
      const length = at - from;
      const begin = offset;
      line++;
      offset += length + 1;
      if (length > max) sink.tooLong(line, begin, length);
      else if (length > 0) {
        const end = text.charCodeAt(at - 1) === CARRIAGE_RETURN ? at - 1 : at;
        if (end > from) sink.line(text.slice(from, end), line, begin, end - from);
      }
      from = at + 1;
    }
  };

  const cutLines = (lines: Buffer): void => {
    if (isAscii(lines)) return cutAscii(lines.toString('latin1'));
    let from = 0;
    for (let at = lines.indexOf(LINE_FEED); at !== -1; at = lines.indexOf(LINE_FEED, from)) {
      finish(lines.subarray(from, at));
      from = at + 1;
    }
  };

  return {
    push(chunk) {
      const first = chunk.indexOf(LINE_FEED);
      if (first === -1) return hold(chunk);
      finish(chunk.subarray(0, first));
      const after = chunk.lastIndexOf(LINE_FEED) + 1;
      for (let from = first + 1; from < after; ) {
        // Whole lines of about one piece: the last that ends in it, or else the one that is longer.
        const within = chunk.subarray(from, from + PIECE).lastIndexOf(LINE_FEED);
        const to = (within === -1 ? chunk.indexOf(LINE_FEED, from + PIECE) : from + within) + 1;
        cutLines(chunk.subarray(from, to));
        from = to;
      }
      hold(chunk.subarray(after));
    },
    end() {
      if (pending > 0) finish(Buffer.alloc(0));
    },
    get heldBytes() {
      return pending > max ? 0 : pending;
    },
    get offset() {
      return offset;
    },
  };
}
