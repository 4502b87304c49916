// SPDX-License-Identifier: Apache-2.0
import type { Result } from '@stillwatch/core';

/**
 * Reads what people keep STIX in: a bundle, one object, a JSON array of objects, or JSON lines (one object a line).
 * The values are as `JSON.parse` gives them; texts such as times are kept letter by letter.
 */
export function readStixText(text: string): Result<unknown> {
  const whole = parse(text);
  if (whole.ok) return whole;
  const lines = text.split(/\r?\n/);
  const items: unknown[] = [];
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const item = parse(line);
    if (!item.ok) {
      // One value over many lines that breaks off is told by its own message, not by that of its first line.
      return items.length === 0 ? whole : { ok: false, code: 'LINE_NOT_JSON', reason: `line ${i + 1}: ${item.reason}` };
    }
    items.push(item.value);
  }
  if (items.length === 0) return { ok: false, code: 'INPUT_EMPTY', reason: 'there is nothing in it' };
  return { ok: true, value: items };
}

function parse(text: string): Result<unknown> {
  try {
    return { ok: true, value: JSON.parse(text.replace(/^\ufeff/, '')) as unknown };
  } catch (error) {
    return { ok: false, code: 'LINE_NOT_JSON', reason: error instanceof Error ? error.message : String(error) };
  }
}
