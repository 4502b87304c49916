// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyCommands } from './verify-commands.ts';

const DOSSIER = { id: 'd-1', timestamped: true };

it('asks for a time only where there is one', () => {
  expect(verifyCommands(DOSSIER).map(({ title }) => title)).toHaveLength(3);
  const without = verifyCommands({ ...DOSSIER, timestamped: false });
  expect(without).toHaveLength(2);
  expect(JSON.stringify(without)).not.toContain('tsa');
});

it('uses options that the verifier has', () => {
  const usage = readFileSync(join(import.meta.dirname, '../../../accountability/verify/verify.py'), 'utf8');
  const used = verifyCommands(DOSSIER)[0]!.command.match(/--[a-z-]+/g)!;
  expect(used).toEqual(['--policy', '--signer', '--tsa-ca']);
  for (const option of used) expect(usage).toContain(option);
});
