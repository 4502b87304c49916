// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readStixText } from './read-objects.ts';

describe('readStixText', () => {
  it.each([
    ['one object', '{"type":"url"}', { type: 'url' }],
    ['an object over many lines', '{\n  "type": "url"\n}\n', { type: 'url' }],
    ['an object after a byte order mark', '\ufeff{"type":"url"}', { type: 'url' }],
    ['a list', '[{"type":"url"}]', [{ type: 'url' }]],
    ['JSON lines', '{"type":"url"}\r\n\n{"type":"mutex"}\n', [{ type: 'url' }, { type: 'mutex' }]],
  ])('reads %s', (_, text, value) => {
    expect(readStixText(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['nothing', ' \n', 'INPUT_EMPTY', 'there is nothing in it'],
    ['an object that breaks off', '{\n  "type": ', 'LINE_NOT_JSON', ''],
    ['a wrong line', '{"type":"url"}\n{"type":\n', 'LINE_NOT_JSON', 'line 2: '],
  ])('refuses %s', (_, text, code, reason) => {
    const read = readStixText(text);
    expect(read).toMatchObject({ ok: false, code });
    expect(read.ok ? '' : read.reason).toContain(reason);
  });
});
