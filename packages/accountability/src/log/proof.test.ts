// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { formatCheckpoint } from './checkpoint.ts';
import { cosign } from './cosignature.ts';
import { flippedTexts } from './flip-bit.fixture.ts';
import { testCosigner, testSigner } from './keys.fixture.ts';
import { formatVerifierKey } from './keys.ts';
import { inclusionProof, leafHash, memoryReader, treeRoot } from './merkle.ts';
import { signNote } from './note.ts';
import { parsePolicy } from './policy.ts';
import { formatProof, parseProof, verifyProof } from './proof.ts';

const ORIGIN = 'alice.example/log';
const log = testSigner(ORIGIN);
const witnesses = [testCosigner('w.example/1'), testCosigner('w.example/2')];
const entries = Array.from({ length: 11 }, (_, i) => new Uint8Array(Buffer.from(`entry ${i}`)));
const read = memoryReader(entries.map(leafHash));
const text = formatCheckpoint({ origin: ORIGIN, size: 11, root: treeRoot(read, 11) });
const TIME = 1_790_000_000;
const checkpoint = signNote(text, [log]) + witnesses.map((one, i) => `${cosign(text, one, TIME + i)}\n`).join('');
const proof = formatProof({ index: 5, hashes: inclusionProof(read, 5, 11), checkpoint });

const policyText = (quorum: string): string =>
  [
    `log ${formatVerifierKey(log.key)}`,
    ...witnesses.map(({ key }, i) => `witness w${i + 1} ${formatVerifierKey(key)}`),
    'group all-w all w1 w2',
    `quorum ${quorum}`,
  ].join('\n');
const policy = parsePolicy(policyText('all-w'));

describe('offline proofs', () => {
  it('show an entry in a witnessed log', () => {
    expect(verifyProof(proof, entries[5]!, policy)).toMatchObject({
      ok: true,
      value: {
        origin: ORIGIN,
        index: 5,
        size: 11,
        cosigners: [
          { name: 'w1', at: TIME },
          { name: 'w2', at: TIME + 1 },
        ],
      },
    });
  });

  it('are read as they are written', () => {
    expect(formatProof(parseProof(proof))).toBe(proof);
    const extra = formatProof({ ...parseProof(proof), extra: Buffer.from('hint') });
    expect(Buffer.from(parseProof(extra).extra!).toString()).toBe('hint');
    expect(formatProof(parseProof(extra))).toBe(extra);
    expect(verifyProof(extra, entries[5]!, policy).ok).toBe(true);
  });

  it('do not hold after any change of a bit', () => {
    for (const changed of flippedTexts(proof)) expect(verifyProof(changed, entries[5]!, policy).ok, changed).toBe(false);
  });

  it('do not hold for another entry', () => {
    expect(verifyProof(proof, entries[4]!, policy)).toMatchObject({ ok: false, code: 'LOG_INVALID' });
  });

  it('need the quorum, and ask no more', () => {
    const one = formatProof({
      ...parseProof(proof),
      checkpoint: `${signNote(text, [log])}${cosign(text, witnesses[0]!, TIME)}\n`,
    });
    expect(verifyProof(one, entries[5]!, policy)).toMatchObject({ ok: false, code: 'QUORUM_MISSING' });
    expect(verifyProof(one, entries[5]!, parsePolicy(policyText('w1'))).ok).toBe(true);
    expect(verifyProof(one, entries[5]!, parsePolicy(policyText('w2')))).toMatchObject({ ok: false, code: 'QUORUM_MISSING' });
    expect(verifyProof(one, entries[5]!, parsePolicy(policyText('none'))).ok).toBe(true);
  });

  it('need the log’s own key, under its own name', () => {
    const stranger = formatProof({ ...parseProof(proof), checkpoint: signNote(text, [testSigner('other.example/log')]) });
    const none = parsePolicy(policyText('none'));
    expect(verifyProof(stranger, entries[5]!, none)).toMatchObject({ ok: false, code: 'SIGNATURE_INVALID' });
    const elsewhere = parsePolicy(`log ${formatVerifierKey(testSigner('other.example/log').key)}\nquorum none`);
    expect(verifyProof(stranger, entries[5]!, elsewhere)).toMatchObject({ ok: false, code: 'SIGNATURE_INVALID' });
  });

  it.each([
    ['another version', proof.replace('@v1', '@v2')],
    ['no index', proof.replace('index 5\n', '')],
    ['a needless zero', proof.replace('index 5', 'index 05')],
    ['no checkpoint', proof.slice(0, proof.indexOf('\n\n'))],
    ['a hash that is too short', proof.replace('index 5\n', 'index 5\nAAAA\n')],
    ['endless hashes', proof.replace('index 5\n', `index 5\n${`${'A'.repeat(43)}=\n`.repeat(65)}`)],
    ['nothing', ''],
  ])('are malformed with %s', (_, wrong) => {
    expect(() => parseProof(wrong)).toThrowWithCode('LOG_INVALID');
    expect(verifyProof(wrong, entries[5]!, policy)).toMatchObject({ ok: false, code: 'LOG_INVALID' });
  });
});
