// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { describeLogLine } from './serve-log.ts';

it('tells a person of warnings and hunts, and keeps requests to itself', () => {
  const line = (entry: object): string => `${JSON.stringify({ time: '2026-01-01T00:00:00Z', ...entry })}\n`;
  expect(describeLogLine(line({ level: 30, event: 'http.request', status: 200 }))).toBeNull();
  expect(describeLogLine(line({ level: 30, event: 'hunting.done', campaigns: 3, timings: { load: 1 } }))).toBe(
    'hunting.done  campaigns 3',
  );
  expect(describeLogLine(line({ level: 40, event: 'alert.failed', code: 'ALERT_FAILED' }))).toBe(
    'alert.failed  code ALERT_FAILED',
  );
  expect(describeLogLine('not JSON\n')).toBe('not JSON');
});
