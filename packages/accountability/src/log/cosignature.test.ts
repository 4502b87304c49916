// SPDX-License-Identifier: Apache-2.0
import { verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint } from './checkpoint.ts';
import { cosign, cosignatureVerifier, verifyCosignature } from './cosignature.ts';
import { flipBit } from './flip-bit.fixture.ts';
import { testCosigner, testMlDsaCosigner, testSigner } from './keys.fixture.ts';
import { ed25519PublicKey, formatVerifierKey, KEY_TYPE, parseVerifierKey } from './keys.ts';
import { rootOf } from './merkle.ts';
import { noteVerifier, openNote, parseSignatureLine, signNote } from './note.ts';

const TIME = 1_790_000_000;
const checkpoint = { origin: 'alice.example/log', size: 3, root: rootOf([Buffer.of(1), Buffer.of(2), Buffer.of(3)]) };
const text = formatCheckpoint(checkpoint);

describe.each([
  ['Ed25519', testCosigner('w.example/1'), KEY_TYPE.cosignature, 64],
  ['ML-DSA-44', testMlDsaCosigner('w.example/1'), KEY_TYPE.cosignatureMlDsa, 2420],
] as const)('cosignatures with %s', (_, cosigner, type, bytes) => {
  const line = cosign(text, cosigner, TIME);
  const { signature, name, keyId } = parseSignatureLine(line);

  it('tell who signed and when', () => {
    expect([name, keyId, cosigner.key.type]).toEqual(['w.example/1', cosigner.key.keyId, type]);
    expect(signature).toHaveLength(8 + bytes);
    expect(verifyCosignature(text, cosigner.key, signature)).toBe(TIME);
    expect(parseVerifierKey(formatVerifierKey(cosigner.key))).toEqual(cosigner.key);
    expect(cosign(text, cosigner, TIME)).toBe(line);
  });

  it('do not hold for another size, root, origin, time or key', () => {
    const others = [{ size: 4 }, { root: rootOf([]) }, { origin: 'alice.example/lag' }];
    for (const other of others) {
      expect(verifyCosignature(formatCheckpoint({ ...checkpoint, ...other }), cosigner.key, signature)).toBeNull();
    }
    for (const bit of [0, 20, 63, 64, 8 * 40, 8 * signature.length - 1]) {
      expect(verifyCosignature(text, cosigner.key, flipBit(signature, bit))).toBeNull();
    }
    for (const other of [testCosigner('w.example/2'), testMlDsaCosigner('w.example/2'), testSigner('w.example/1')]) {
      expect(verifyCosignature(text, other.key, signature)).toBeNull();
    }
    expect(verifyCosignature(text, cosigner.key, signature.subarray(0, 8))).toBeNull();
  });

  it('are never without a time', () => {
    expect(() => cosign(text, cosigner, 0)).toThrow(RangeError);
    const zero = Uint8Array.from(signature).fill(0, 0, 8);
    expect(verifyCosignature(text, cosigner.key, zero)).toBeNull();
  });

  it('stand among the signatures of a note', () => {
    const log = testSigner('alice.example/log');
    const note = `${signNote(text, [log])}${line}\n`;
    const opened = openNote(note, [noteVerifier(log.key), cosignatureVerifier(cosigner.key)]);
    expect(opened.verified.map((one) => one.name)).toEqual(['alice.example/log', 'w.example/1']);
    const wrong = `${signNote(text, [log])}${cosign(formatCheckpoint({ ...checkpoint, size: 4 }), cosigner, TIME)}\n`;
    expect(() => openNote(wrong, [noteVerifier(log.key), cosignatureVerifier(cosigner.key)])).toThrowWithCode(
      'SIGNATURE_INVALID',
    );
  });
});

it('an Ed25519 cosignature is over a header, the time and the text', () => {
  const cosigner = testCosigner('w.example/1');
  const { signature } = parseSignatureLine(cosign(text, cosigner, TIME));
  const message = Buffer.from(`cosignature/v1\ntime ${TIME}\n${text}`);
  expect(verify(null, message, ed25519PublicKey(cosigner.key.publicKey), signature.subarray(8))).toBe(true);
});

it('keys of notes and of cosignatures do not stand for each other', () => {
  expect(() => cosignatureVerifier(testSigner('a').key)).toThrowWithCode('LOG_INVALID');
  expect(() => noteVerifier(testCosigner('a').key)).toThrowWithCode('LOG_INVALID');
});
