// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { testSigner } from './keys.fixture.ts';
import { entriesOf, entryOf, NOW, ORIGIN } from './log.fixture.ts';
import { openLog } from './log.ts';
import { leafHash, verifyInclusion } from './merkle.ts';

it('a log of 70,000 entries has three levels of tiles, on disk and after a start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-large-'));
  try {
    const options = { folder, origin: ORIGIN, signer: testSigner(ORIGIN), clock: { now: () => NOW } };
    const log = await openLog(options);
    for (let from = 0; from < 70_000; from += 5000) await log.append(entriesOf(from, from + 5000));
    const lengths = async (paths: readonly string[]): Promise<(number | undefined)[]> =>
      Promise.all(paths.map(async (path) => (await log.read(path))?.length));
    expect(
      await lengths(['tile/0/272', 'tile/0/273.p/112', 'tile/1/000', 'tile/1/001.p/17', 'tile/2/000.p/1', 'tile/2/000.p/2']),
    ).toEqual([8192, 112 * 32, 8192, 17 * 32, 32, undefined]);
    const note = await log.checkpoint();
    await log.close();
    const again = await openLog(options);
    expect(await again.checkpoint()).toBe(note);
    for (const index of [0, 255, 65_535, 65_536, 69_999]) {
      const claim = {
        index,
        size: 70_000,
        leaf: leafHash(entryOf(index)),
        proof: await again.inclusion(index),
        root: again.root(),
      };
      expect(verifyInclusion(claim)).toBe(true);
    }
    expect(await again.append(entriesOf(65_530, 65_540))).toEqual(
      Array.from({ length: 10 }, (_, i) => ({ index: 65_530 + i, duplicate: true })),
    );
    expect(await again.audit()).toMatchObject({ ok: true, agrees: [70_000] });
    await again.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
