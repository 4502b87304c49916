// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatCheckpoint } from './checkpoint.ts';
import { verifyCosignature } from './cosignature.ts';
import { testSigner } from './keys.fixture.ts';
import { formatVerifierKey, parseVerifierKey } from './keys.ts';
import { openLocalWitness } from './local-witness.ts';
import { NOW } from './log.fixture.ts';
import { EMPTY_ROOT } from './merkle.ts';
import { parseNote, parseSignatureLine, signNote } from './note.ts';

it('countersigns the logs that it was told of, each from then on, and keeps its folder to itself', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-witness-'));
  const options = { name: 'near.example', seed: new Uint8Array(32).fill(7), clock: { now: () => NOW } };
  const witness = openLocalWitness(folder, options);
  expect(() => openLocalWitness(folder, options)).toThrowWithCode('DATA_LOCKED');
  const logs = ['one.example', 'two.example'].map(testSigner);
  const notes = logs.map((log) => signNote(formatCheckpoint({ origin: log.key.name, size: 0, root: EMPTY_ROOT }), [log]));
  const answers = async () => await Promise.all(notes.map((note) => witness.addCheckpoint(`old 0\n\n${note}`)));
  const statuses = async () => (await answers()).map(({ status }) => status);
  expect(await statuses()).toEqual([404, 404]);
  witness.watch(formatVerifierKey(logs[0]!.key));
  expect(await statuses()).toEqual([200, 404]);
  witness.watch(formatVerifierKey(logs[1]!.key));
  const given = await answers();
  expect(given.map(({ status }) => status)).toEqual([200, 200]);
  const key = parseVerifierKey(witness.key);
  for (const [i, { body }] of given.entries())
    expect(verifyCosignature(parseNote(notes[i]!).text, key, parseSignatureLine(body.trimEnd()).signature)).toBe(NOW / 1000);
  await witness.close();
  rmSync(folder, { recursive: true });
});
