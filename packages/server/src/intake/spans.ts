// SPDX-License-Identifier: Apache-2.0
/** Spans of files remembered; of more, the oldest are forgotten and searched without their help. */
const MAX_SPANS = 50_000;
/** Neighbours are joined up to this length. */
const SPAN_BYTES = 4 << 20;

/** A stretch of a file, and the seconds (since 1970) of the first and last exchange in it. */
export interface Span {
  offset: number;
  length: number;
  from: number;
  to: number;
}

/** Remembers when the exchanges were that lie in each stretch of a file. */
export interface SpanIndex {
  add(file: string, span: Span): void;
  /** Forgets a file that began anew. */
  drop(file: string): void;
  /** Stretches below `end` that may hold an exchange of this second (null: of any): those known to, and those nothing is known about. */
  candidates(file: string, second: number | null, end: number): Span[];
}

export function createSpanIndex(): SpanIndex {
  const files = new Map<string, Span[]>();
  let count = 0;
  return {
    add(file, span) {
      let spans = files.get(file);
      if (spans === undefined) files.set(file, (spans = []));
      const last = spans.at(-1);
      if (last !== undefined && last.offset + last.length === span.offset && last.length + span.length <= SPAN_BYTES) {
        last.length += span.length;
        last.from = Math.min(last.from, span.from);
        last.to = Math.max(last.to, span.to);
        return;
      }
      spans.push({ ...span });
      count++;
      while (count > MAX_SPANS) {
        const [oldest, itsSpans] = files.entries().next().value!;
        itsSpans.shift();
        count--;
        if (itsSpans.length === 0) files.delete(oldest);
      }
    },
    drop(file) {
      count -= files.get(file)?.length ?? 0;
      files.delete(file);
    },
    candidates(file, second, end) {
      const found: Span[] = [];
      let at = 0;
      const gap = (to: number): void => {
        for (; at < to; at += SPAN_BYTES) found.push({ offset: at, length: Math.min(SPAN_BYTES, to - at), from: 0, to: 0 });
      };
      for (const span of files.get(file) ?? []) {
        gap(span.offset);
        if (second === null || (span.from <= second && second <= span.to)) found.push(span);
        at = span.offset + span.length;
      }
      gap(end);
      return found;
    },
  };
}
