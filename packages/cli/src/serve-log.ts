// SPDX-License-Identifier: Apache-2.0

const WARN = 40;

/** A log line as a person reads it on a terminal; null for what only a machine wants to know. */
export function describeLogLine(line: string): string | null {
  let entry: { level?: unknown; event?: unknown } & Record<string, unknown>;
  try {
    entry = JSON.parse(line) as typeof entry;
  } catch {
    return line.trimEnd();
  }
  const { level, time: _time, event, ...fields } = entry;
  if (typeof level === 'number' && level < WARN && event !== 'hunting.done') return null;
  const told = Object.entries(fields)
    .filter(([, value]) => typeof value !== 'object')
    .map(([key, value]) => `${key} ${String(value)}`);
  return [String(event), ...told].join('  ');
}
