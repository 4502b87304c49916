// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptySketch } from '../sketch/sketch.ts';
import { createSketcher } from '../sketch/sketcher.ts';
import { openDataFolder } from './data-folder.ts';

const KEY = new Uint8Array(32).fill(3);
const OTHER = new Uint8Array(32).fill(4);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stillwatch-test-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const full = async (): Promise<boolean> => true;
const empty = async (): Promise<boolean> => false;

/** Opens a folder, settles its key, and gives what a text's sketch is under it. */
async function sketchIn(
  name: string,
  wanted: Uint8Array | null | undefined,
  holdsTraffic: () => Promise<boolean>,
): Promise<string> {
  const folder = openDataFolder(join(root, name), wanted);
  try {
    await folder.settleSketchKey(holdsTraffic);
    const sketch = emptySketch();
    createSketcher(folder.nodeKey).sketch('Explain the proof step by step, and show all of your reasoning.', sketch);
    return Buffer.from(sketch.signature.buffer).toString('hex');
  } finally {
    folder.close();
  }
}

describe('the key of sketches', () => {
  it('makes the sketches of two nodes comparable, and nothing else of them', async () => {
    expect(await sketchIn('a', KEY, empty)).toBe(await sketchIn('b', KEY, empty));
    expect(await sketchIn('c', OTHER, empty)).not.toBe(await sketchIn('a', KEY, full));
    const [a, b] = ['a', 'b'].map((name) => openDataFolder(join(root, name)));
    expect(a!.nodeKey.sketchKeyId).toBe(b!.nodeKey.sketchKeyId);
    expect(a!.nodeKey.pseudonym('account', 'x')).not.toBe(b!.nodeKey.pseudonym('account', 'x'));
    expect(a!.nodeKey.fingerprint).not.toBe(b!.nodeKey.fingerprint);
    for (const one of [a!, b!]) one.close();
  });

  it('stays with the folder, readable by its owner only', async () => {
    const first = await sketchIn('a', KEY, empty);
    const file = join(root, 'a', 'sketch.key');
    expect(new Uint8Array(readFileSync(file))).toEqual(KEY);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await sketchIn('a', undefined, full)).toBe(first);
    expect(await sketchIn('a', KEY, full)).toBe(first);
  });

  it.each([
    ['another', KEY, OTHER],
    ['one where there was none', undefined, KEY],
    ['none where there was one', KEY, null],
  ])('is not changed to %s while the folder holds traffic', async (_, before, after) => {
    await sketchIn('a', before, empty);
    await expect(sketchIn('a', after, full)).rejects.toThrowWithCode('NODE_KEY_INVALID');
    // Nothing was taken over.
    await expect(sketchIn('a', before, full)).resolves.toBeDefined();
    await expect(sketchIn('a', after, empty)).resolves.toBeDefined();
    expect(existsSync(join(root, 'a', 'sketch.key'))).toBe(after !== null);
    await expect(sketchIn('a', after, full)).resolves.toBeDefined();
  });

  it('that is damaged is refused', async () => {
    await sketchIn('a', KEY, empty);
    writeFileSync(join(root, 'a', 'sketch.key'), 'short');
    expect(() => openDataFolder(join(root, 'a'))).toThrowWithCode('NODE_KEY_INVALID');
    expect(() => openDataFolder(join(root, 'b'), new Uint8Array(31))).toThrowWithCode('NODE_KEY_INVALID');
  });
});
