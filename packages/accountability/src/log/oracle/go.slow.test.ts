// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cosign } from '../cosignature.ts';
import { toBase64 } from '../encoding.ts';
import { flipBit, flippedTexts } from '../flip-bit.fixture.ts';
import { testMlDsaCosigner } from '../keys.fixture.ts';
import { formatVerifierKey } from '../keys.ts';
import { entriesOf, entryOf, logOf, NOW, ORIGIN, testPolicy, WITNESSES } from '../log.fixture.ts';
import type { TransparencyLog } from '../transparency-log.ts';
import { parseNote } from '../note.ts';

/** Where Debian's golang-golang-x-mod-dev puts its source. */
const GOPATH = '/usr/share/gocode';
const go = 'go';
const hasGo = spawnSync(go, ['version']).status === 0 && existsSync(`${GOPATH}/src/golang.org/x/mod/sumdb/tlog`);

/** See `check.go`. */
interface Case {
  readonly kind: 'checkpoint' | 'inclusion' | 'consistency';
  readonly checkpoint: string;
  readonly index?: number;
  readonly entry?: Uint8Array;
  readonly old?: string;
  readonly proof?: readonly Uint8Array[];
}

const SIZES = [1, 2, 3, 255, 256, 257, 1000];

describe.skipIf(!hasGo)('Go’s sumdb/note and sumdb/tlog (skipped without golang-go and golang-golang-x-mod-dev)', () => {
  let folder: string;
  let log: TransparencyLog;
  /** By size. */
  const notes = new Map<number, string>();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stillwatch-go-'));
    execFileSync(go, ['build', '-o', join(folder, 'check'), fileURLToPath(new URL('./check.go', import.meta.url))], {
      env: { ...process.env, GO111MODULE: 'off', GOPATH, GOFLAGS: '-mod=mod', GOCACHE: join(folder, 'cache') },
    });
    ({ log } = await logOf(0, { policy: testPolicy('none'), postQuantum: testMlDsaCosigner(ORIGIN) }));
    for (const size of SIZES) {
      await log.append(entriesOf(log.size(), size));
      const { text } = parseNote(await log.checkpoint());
      // Go knows neither kind of cosignature and has to pass over them.
      await log.addCosignatures(
        size,
        WITNESSES.map((witness) => cosign(text, witness, NOW / 1000)),
      );
      notes.set(size, await log.checkpoint());
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function accepts(cases: readonly Case[]): boolean[] {
    const key = formatVerifierKey(log.verifierKey);
    const input = cases.map(({ entry, proof, ...rest }) => ({
      ...rest,
      key,
      entry: entry && toBase64(entry),
      proof: (proof ?? []).map(toBase64),
    }));
    const output = execFileSync(join(folder, 'check'), { input: JSON.stringify(input), maxBuffer: 1e8 });
    return JSON.parse(output.toString()) as boolean[];
  }

  async function inclusions(): Promise<Case[]> {
    const cases: Case[] = [];
    for (const [size, checkpoint] of notes) {
      for (const index of new Set([0, 1, 2, 128, 254, 255, 256, 511, 512, 999].filter((one) => one < size))) {
        cases.push({ kind: 'inclusion', checkpoint, index, entry: entryOf(index), proof: await log.inclusion(index, size) });
      }
    }
    return cases;
  }

  async function consistencies(): Promise<Case[]> {
    const cases: Case[] = [];
    for (const [from, old] of notes) {
      for (const [to, checkpoint] of notes) {
        if (from <= to) cases.push({ kind: 'consistency', checkpoint, old, proof: await log.consistency(from, to) });
      }
    }
    return cases;
  }

  it('accept our checkpoints, inclusion and consistency proofs', async () => {
    const checkpoints = [...notes.values()].map((checkpoint) => ({ kind: 'checkpoint', checkpoint }) as const);
    const cases = [...checkpoints, ...(await inclusions()), ...(await consistencies())];
    expect(cases.length).toBeGreaterThan(60);
    expect(accepts(cases)).toEqual(cases.map(() => true));
  });

  it('refuse them after any change of a bit of what is signed, and of every hash and entry', async () => {
    const checkpoint = notes.get(1000)!;
    const [signed] = checkpoint.split('\n\n') as [string];
    const rest = checkpoint.slice(signed.length);
    const cases: Case[] = [...flippedTexts(signed)].map((text) => ({ kind: 'checkpoint', checkpoint: text + rest }));
    for (const one of [...(await inclusions()), ...(await consistencies())]) {
      for (const [i, hash] of one.proof!.entries()) {
        cases.push({ ...one, proof: one.proof!.with(i, flipBit(hash, (i * 37) % 256)) });
      }
      if (one.entry !== undefined) cases.push({ ...one, entry: flipBit(one.entry, one.index! % (one.entry.length * 8)) });
    }
    expect(accepts(cases)).toEqual(cases.map(() => false));
  });
});
