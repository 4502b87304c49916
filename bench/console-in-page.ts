// SPDX-License-Identifier: Apache-2.0
/** Scripts that run in the page. Text, since the page has no TypeScript. */

export interface Scrolled {
  /** Rows from the first to the last that came into sight. */
  readonly rows: number;
  readonly seconds: number;
  /** Most rows that were in the document at once. */
  readonly domRows: number;
  readonly longestTask: number;
  /** Tasks above 50 ms, and their milliseconds beyond that. */
  readonly longTasks: number;
  readonly blockedMs: number;
  /** Memory of the page's script afterwards, bytes. */
  readonly heapBytes: number;
}

/** Collects long tasks from the start of a page, and when selectors first match. */
export const OBSERVE = `(() => {
  const tasks = [];
  const seenAt = {};
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) tasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  performance.setResourceTimingBufferSize(10_000);
  globalThis.bench = {
    tasks,
    watch(selectors) {
      const look = () => {
        for (const selector of selectors) {
          if (seenAt[selector] === undefined && document.querySelector(selector)) seenAt[selector] = performance.now();
        }
        if (selectors.some((selector) => seenAt[selector] === undefined)) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    opened() {
      const scripts = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.endsWith('.js'));
      return {
        scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
        seenAt,
        longestTask: Math.round(Math.max(0, ...tasks)),
      };
    },
  };
})()`;

/**
 * Drags the list to its end, frame by frame, for as long as more comes. Gives up, with what it has, when for half a
 * minute nothing more came.
 */
export const SCROLL = `(async () => {
  const box = document.querySelector('.table-box');
  const { tasks } = globalThis.bench;
  tasks.length = 0;
  const start = performance.now();
  let rows = 0;
  let domRows = 0;
  let grewAt = start;
  for (;;) {
    box.scrollTop = box.scrollHeight;
    await new Promise(requestAnimationFrame);
    const shown = box.querySelectorAll('tbody tr:not(.spacer)');
    domRows = Math.max(domRows, shown.length);
    const last = Number(shown[shown.length - 1]?.getAttribute('aria-rowindex') ?? 1) - 1;
    if (last > rows) [rows, grewAt] = [last, performance.now()];
    const whole = Number(box.querySelector('table').getAttribute('aria-rowcount')) - 1;
    if (whole === rows || performance.now() - grewAt > 30_000) break;
  }
  // What the last frames cost is told a little later.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return {
    rows,
    seconds: (performance.now() - start) / 1_000,
    domRows,
    longestTask: Math.round(Math.max(0, ...tasks)),
    longTasks: tasks.length,
    blockedMs: Math.round(tasks.reduce((sum, task) => sum + task - 50, 0)),
    heapBytes: performance.memory.usedJSHeapSize,
  };
})()`;
