// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../captured.fixture.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'stillwatch-share-test-'));
afterAll(() => rmSync(root, { recursive: true }));

const validate = (args: readonly string[]) => runCaptured(['share', 'validate', ...args]);

let files = 0;
function fileOf(text: string): string {
  const file = join(root, `${files++}.json`);
  writeFileSync(file, text);
  return file;
}

const tool = {
  type: 'tool',
  spec_version: '2.1',
  id: 'tool--6f1d3c52-7d0a-4b6e-9c4f-0a2b7c8d9e10',
  created: '2026-03-01T10:00:00.000Z',
  modified: '2026-03-01T10:00:00.000Z',
  name: 'scraper',
};
const warned = { ...tool, tool_types: ['hammer'] };
const wrong = { ...tool, modified: '2026-02-01T10:00:00.000Z', tool_types: ['hammer'] };

describe('stillwatch share validate', () => {
  it.each([
    ['a valid object', tool, [], 0],
    [
      'a bundle',
      {
        type: 'bundle',
        id: 'bundle--6f1d3c52-7d0a-4b6e-9c4f-0a2b7c8d9e11',
        objects: [tool, { ...warned, id: 'tool--6f1d3c52-7d0a-4b6e-9c4f-0a2b7c8d9e12' }],
      },
      ['--must-only'],
      0,
    ],
    ['a list', [tool, wrong], [], 1],
    ['warnings where only rules count', warned, ['--must-only'], 0],
    ['warnings', warned, [], 1],
    ['a warning that is switched off', warned, ['--disable', 'tool-types'], 0],
    ['a warning that is not among the wanted', warned, ['--enable', 'region,countries'], 0],
    ['an error', wrong, ['--disable', 'all'], 1],
  ])('judges %s', async (_, value, options, code) => {
    expect((await validate([fileOf(JSON.stringify(value)), ...options])).code).toBe(code);
  });

  it('prints one JSON document', async () => {
    const { code, out, err } = await validate([fileOf(`${JSON.stringify(tool)}\n${JSON.stringify(wrong)}\n`), '--json']);
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      valid: false,
      objects: 2,
      findings: [
        {
          object: tool.id,
          path: '/1/tool_types/0',
          rule: 'tool-types',
          severity: 'should',
          message: '"hammer" is not in tool-type-ov',
          section: '10.27',
        },
        {
          object: tool.id,
          path: '/1/modified',
          rule: 'timestamp-order',
          severity: 'must',
          message: 'modified must not be earlier than created',
          section: '3.2',
        },
      ],
    });
  });

  it('says the same in words', async () => {
    const { out } = await validate([fileOf(JSON.stringify(wrong))]);
    expect(out).toBe(
      [
        `warning ${tool.id} /tool_types/0`,
        '        tool-types: "hammer" is not in tool-type-ov (STIX 2.1, 10.27)',
        `error   ${tool.id} /modified`,
        '        timestamp-order: modified must not be earlier than created (STIX 2.1, 3.2)',
        'invalid: 1 object, 1 error, 1 warning',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['no file', [], 2, 'USAGE'],
    ['an unknown option', ['-', '--sternly'], 2, 'USAGE'],
    ['a file that is not there', [join(root, 'absent.json')], 3, 'INPUT_UNREADABLE'],
    ['a folder', [root], 3, 'INPUT_UNREADABLE'],
    ['what is not JSON', [fileOf('{"type":'), '--json'], 3, 'INPUT_UNREADABLE'],
    ['nothing', [fileOf('\n')], 3, 'INPUT_UNREADABLE'],
  ])('refuses %s', async (_, args, exitCode, errorCode) => {
    const { code, out, err } = await validate(args);
    expect([code, out]).toEqual([exitCode, '']);
    expect(err).toContain(errorCode);
  });

  it('goes on where a list names checks of other validators', async () => {
    const { code, err } = await validate([fileOf(JSON.stringify(warned)), '--disable', 'tool-types,no-such']);
    expect([code, err]).toEqual([0, 'warning: no warning is called no-such\n']);
  });

  it('reads standard input', async () => {
    const child = spawn(process.execPath, [MAIN, 'share', 'validate', '-'], { stdio: ['pipe', 'ignore', 'ignore'] });
    child.stdin.end(JSON.stringify(wrong));
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(1);
  });
});
