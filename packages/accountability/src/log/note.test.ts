// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatCheckpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { toBase64 } from './encoding.ts';
import { flippedTexts } from './flip-bit.fixture.ts';
import { testCosigner, testSigner } from './keys.fixture.ts';
import { formatVerifierKey, KEY_TYPE, parseVerifierKey, verifierKey } from './keys.ts';
import { rootOf } from './merkle.ts';
import { noteVerifier, openNote, parseNote, signNote } from './note.ts';

const KNOWN_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const KNOWN_NOTE =
  'This is an example message.\n\n' +
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

const alice = testSigner('alice.example/log');
const bob = testSigner('bob.example/log');
const verifiers = [alice, bob].map(({ key }) => noteVerifier(key));

describe('verifier keys', () => {
  it('are read as they are written', () => {
    expect(formatVerifierKey(parseVerifierKey(KNOWN_KEY))).toBe(KNOWN_KEY);
    for (const { key } of [alice, testCosigner('w')]) expect(parseVerifierKey(formatVerifierKey(key))).toEqual(key);
  });

  it('may hold plus signs in their base64', () => {
    const key = verifierKey('a', KEY_TYPE.note, new Uint8Array(32).fill(0xfb));
    expect(formatVerifierKey(key).split('+').length).toBeGreaterThan(3);
    expect(parseVerifierKey(formatVerifierKey(key))).toEqual(key);
  });

  it.each([
    ['another name', KNOWN_KEY.replace('foo', 'fop')],
    ['another id', KNOWN_KEY.replace('530d', '530e')],
    ['another type', KNOWN_KEY.replace('+Aek', '+Bek')],
    ['another key', KNOWN_KEY.replace('U2k', 'U2g')],
    ['a short key', KNOWN_KEY.slice(0, -4)],
    ['no name', KNOWN_KEY.slice(15)],
    ['a space in the name', KNOWN_KEY.replace('/', ' ')],
    ['upper case', KNOWN_KEY.replace('530d903a', '530D903A')],
    ['nothing', ''],
  ])('are refused with %s', (_, vkey) => expect(() => parseVerifierKey(vkey)).toThrowWithCode('LOG_INVALID'));
});

describe('signed notes', () => {
  it('open with a published key and signature, and not after any change of a bit', () => {
    const known = [noteVerifier(parseVerifierKey(KNOWN_KEY))];
    expect(openNote(KNOWN_NOTE, known).text).toBe('This is an example message.\n');
    for (const text of flippedTexts(KNOWN_NOTE)) expect(() => openNote(text, known)).toThrow(/./);
  });

  it('tell known from unknown signatures', () => {
    const note = signNote('text\n', [alice, bob, testSigner('carol')]);
    const opened = openNote(note, verifiers);
    expect(opened.verified.map(({ name }) => name)).toEqual(['alice.example/log', 'bob.example/log']);
    expect(opened.unknown.map(({ name }) => name)).toEqual(['carol']);
    expect(() => openNote(signNote('text\n', [testSigner('carol')]), verifiers)).toThrowWithCode('SIGNATURE_INVALID');
  });

  it('are refused when one of the known signatures fails', () => {
    const note = signNote('text\n', [alice]) + signNote('other\n', [bob]).slice('other\n\n'.length);
    expect(() => openNote(note, verifiers)).toThrowWithCode('SIGNATURE_INVALID');
    expect(openNote(note, [verifiers[0]!]).verified).toHaveLength(1);
  });

  it('count a key once', () => {
    const note = signNote('text\n', [alice, alice]);
    expect(openNote(note, verifiers).verified).toHaveLength(1);
  });

  it('may hold empty lines: the last one ends the text', () => {
    const text = 'a\n\nb\n\n';
    expect(openNote(signNote(text, [alice]), verifiers).text).toBe(text);
  });

  const line = signNote('text\n', [alice]).slice('text\n\n'.length);
  it.each([
    ['no empty line', `text\n${line}`],
    ['no signature', 'text\n\n'],
    ['no newline at the end', `text\n\n${line.trimEnd()}`],
    ['a control character', `te\txt\n\n${line}`],
    ['a hyphen for the dash', `text\n\n${line.replace('—', '-')}`],
    ['two spaces', `text\n\n${line.replace(' ', '  ')}`],
    ['a signature that is too short', `text\n\n— a AAAA\n`],
    ['text below the signatures', `text\n\n${line}more\n`],
    ['bytes that are not UTF-8', `te\u{FFFD}xt\n\n${line}`],
    ['too many signatures', `text\n\n${line.repeat(101)}`],
    ['too much of everything', `${'x'.repeat(1_000_000)}\n\n${line}`],
    ['nothing', ''],
  ])('are malformed with %s', (_, note) => expect(() => parseNote(note)).toThrowWithCode('LOG_INVALID'));

  it('are not made of what they cannot carry', () => {
    for (const text of ['', 'no newline', 'a\tb\n', '\ud800\n'])
      expect(() => signNote(text, [alice])).toThrowWithCode('LOG_INVALID');
  });
});

describe('checkpoints', () => {
  const checkpoint = { origin: 'alice.example/log', size: 70_000, root: new Uint8Array(rootOf([Buffer.from('x')])) };
  const text = formatCheckpoint(checkpoint);

  it('are read as they are written, under their own log’s name', () => {
    expect(parseCheckpoint(text)).toEqual(checkpoint);
    expect(parseCheckpoint(`${text}extension\n`)).toEqual(checkpoint);
    const note = signNote(text, [alice]);
    expect(openCheckpoint(note, verifiers, checkpoint.origin)).toMatchObject(checkpoint);
    expect(() => openCheckpoint(note, verifiers, 'bob.example/log')).toThrowWithCode('LOG_INVALID');
  });

  const [origin, size, root] = text.split('\n') as [string, string, string];
  it.each([
    ['no newline', text.slice(0, -1)],
    ['no root', `${origin}\n${size}\n`],
    ['no origin', `\n${size}\n${root}\n`],
    ['an empty extension line', `${text}\n`],
    ['a leading zero', `${origin}\n0${size}\n${root}\n`],
    ['a sign', `${origin}\n+${size}\n${root}\n`],
    ['a fraction', `${origin}\n1.5\n${root}\n`],
    ['a size that is not exact', `${origin}\n9007199254740993\n${root}\n`],
    ['a short root', `${origin}\n${size}\n${toBase64(checkpoint.root.subarray(1))}\n`],
  ])('are malformed with %s', (_, wrong) => expect(() => parseCheckpoint(wrong)).toThrowWithCode('LOG_INVALID'));
});

const VECTORS = new URL('../../../../../shared/oracles/c2sp/vectors.json', import.meta.url);
interface Vectors {
  signedNote: { vkey: string; note: string };
  checkpoint: { note: string };
  cosigned: { note: string };
}

describe.skipIf(!existsSync(VECTORS))('published example values (skipped where ../shared/oracles/c2sp is absent)', () => {
  const vectors = (): Vectors => JSON.parse(readFileSync(VECTORS, 'utf8')) as Vectors;

  it('signed note', () => {
    const { vkey, note } = vectors().signedNote;
    const known = [noteVerifier(parseVerifierKey(vkey))];
    const { text } = openNote(note, known);
    expect(note.startsWith(`${text}\n— `)).toBe(true);
    for (const changed of flippedTexts(note)) expect(() => openNote(changed, known)).toThrow(/./);
  });

  it('checkpoint and cosigned checkpoint', () => {
    const { checkpoint, cosigned } = vectors();
    for (const [{ note }, names] of [
      [checkpoint, ['example.com/behind-the-sofa']],
      [cosigned, ['example.com/behind-the-sofa', 'witness.example.com/w1']],
    ] as const) {
      const { text, signatures } = parseNote(note);
      expect(parseCheckpoint(text)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
      expect(formatCheckpoint(parseCheckpoint(text))).toBe(text);
      expect(signatures.map(({ name }) => name)).toEqual(names);
    }
    expect(parseNote(cosigned.note).signatures[1]!.signature).toHaveLength(8 + 64);
  });
});
