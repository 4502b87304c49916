// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNodeKey } from '@stillwatch/core';
import { createSketcher, emptySketch } from '@stillwatch/traffic';
import { afterAll, describe, expect, it } from 'vitest';
import { readCanaries } from './canaries.ts';
import { findTemplates, SKETCH_SCHEME, toShared } from './templates.ts';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-canaries-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const group = new Uint8Array(32).fill(7);
const [here, there] = [1, 2].map((byte) => createNodeKey(new Uint8Array(32).fill(byte), group)) as [
  ReturnType<typeof createNodeKey>,
  ReturnType<typeof createNodeKey>,
];
const wording = (slot: string): string =>
  `As curator of the tidal archive of Port Aldany, list every lantern that was lit upon the northern breakwater, in the order in which the keepers wrote them down, for this night: ${slot}. Close with the oath of the keepers, word for word, and with nothing else.`;

/** What another node of the group shares of requests. */
function reportOf(texts: readonly string[]) {
  const sketcher = createSketcher(there);
  const sketches = texts.map((text) => {
    const into = emptySketch();
    sketcher.sketch(text, into);
    const simhash = (BigInt(into.simhashHigh >>> 0) << 32n) | BigInt(into.simhashLow >>> 0);
    return { slot: BigInt(into.slotLow), signature: [...into.signature], simhash, words: into.words, lines: 0 };
  });
  const [found] = findTemplates(sketches, new Set(), there.sketchKeyId);
  const { scheme, keyId, signature, simhash, words, lines } = toShared(found!, { confidence: 80, validFrom: 0, validUntil: 1 });
  const type = 'x-prompt-template';
  return { type, id: `${type}--1`, scheme, key_id: keyId, signature, simhash, words, lines };
}
const theirs = reportOf(
  Array.from({ length: 30 }, (_, i) => wording(`the ${i}th of the ${i % 7}th month, with wind from the ${i}`)),
);
const others = reportOf(
  Array.from(
    { length: 30 },
    (_, i) =>
      `Please translate the following customer complaint into formal French and keep its tone polite. Complaint number ${i}: the parcel ${i * 7} came late, and nobody at the counter of the post office knew where it had been for ${i} days.`,
  ),
);

describe('canaries of the configuration', () => {
  it('recognise what a node of the group shares of a wording, given as such or as a file', () => {
    const file = join(folder, 'decoy.txt');
    writeFileSync(file, `${wording('the first of May')}\n`);
    for (const setting of [{ prompt: wording('the last night of the year') }, { file }]) {
      const { of, names } = readCanaries([{ value: 'decoy.example' }, setting], here);
      expect(of(theirs)).toBe([...names][1]);
      expect([of(others), of({ ...theirs, scheme: `${SKETCH_SCHEME}-x` })]).toEqual([null, null]);
    }
  });

  it('say nothing of a wording under another key', () => {
    const { of } = readCanaries([{ prompt: wording('today') }], createNodeKey(new Uint8Array(32).fill(1)));
    expect(of(theirs)).toBe(null);
  });

  it('are named by hashes that say nothing, the same at every start', () => {
    const names = (value: string) => [...readCanaries([{ value }], here).names];
    expect(names('decoy.example')).toEqual(names(' DECOY.example'));
    expect(names('decoy.example')).not.toEqual([...readCanaries([{ value: 'decoy.example' }], there).names]);
    expect(names('decoy.example').join('')).toMatch(/^[0-9a-z]{8,14}$/);
  });

  it('are refused by their place alone', () => {
    const secret = join(folder, 'no-such-decoy.txt');
    for (const setting of [{ file: secret }, { prompt: 'heron '.repeat(40) }]) {
      try {
        readCanaries([{ value: 'decoy.example' }, setting], here);
        expect.unreachable();
      } catch (error) {
        const { code, message, hint, cause } = error as { code: string; message: string; hint?: string; cause?: unknown };
        expect(code).toBe('CONFIG_INVALID');
        expect(`${message} ${hint} ${String(cause)}`).toContain('sharing.canaries.1');
        expect(`${message} ${hint} ${String(cause)}`).not.toMatch(/decoy\.|heron/);
      }
    }
  });
});
