// SPDX-License-Identifier: Apache-2.0
import { findPii } from './pii.ts';

/**
 * Somebody's words where a digest or a number of a fingerprint goes. Those are noise, and noise must pass: a fingerprint that
 * loses its signature finds nothing. What is called text here is noise once in a hundred thousand values or less; but of random
 * tokens in base64url one in two hundred looks like an API key by its first letters, and does not leave.
 */

/** Bytes from which on a reading is long enough to be judged by its run of readable ones. */
const LONG = 16;
/** Of sixteen readable bytes in a row, those that are letters, digits or spaces: all but a few in text, a quarter in noise. */
const LEAST_PLAIN = 12;
/**
 * Fewer readable bytes in a row say more only where they are a word by themselves. Measured: of five million values of noise, two
 * of 32 bytes and five of 64 hold such a stretch. Of eleven bytes it would be more than twice as many.
 */
const SHORT = 12;
const PLAIN = /[A-Za-z0-9 ]/g;
/** What a word is made of: small letters, capitals, or digits. */
const CLASSES = [/[a-z ]/g, /[A-Z ]/g, /[\d .:+-]/g];

/** Digests and tokens are noise; what reads as text in them is somebody's words. */
export function isTextInDisguise(value: string): boolean {
  return [value, ...[...value.matchAll(/'([^']*)'/g)].map(([, literal]) => literal!)].some(
    (one) =>
      (/^(?:[0-9a-f]{2})+$/.test(one) && readsAsText(Buffer.from(one, 'hex'))) ||
      (/^[A-Za-z0-9_-]{22,}$/.test(one) && readsAsText(Buffer.from(one, 'base64url'))) ||
      /^[a-z]{16,}$/i.test(one) ||
      findPii(one).some(({ kind }) => kind === 'secret'),
  );
}

/** Letters spelt as numbers: one to a number, four to one of 32 bits, eight to one of 64 bits in hexadecimal. */
export function isTextInNumbers(values: readonly (number | string)[]): boolean {
  const words = values.filter((one) => typeof one === 'string').map((one) => Buffer.from(one, 'hex'));
  const numbers = values.filter((one) => typeof one === 'number');
  const four = Buffer.alloc(numbers.length * 4);
  for (const [i, one] of numbers.entries()) four.writeUInt32BE(one, i * 4);
  const single = numbers.filter((one) => one >= 0x20 && one < 0x100);
  return (
    areLetters(values) ||
    (single.length >= 8 && readsAsText(Uint8Array.from(single))) ||
    [four, Buffer.from(four).swap32(), Buffer.concat(words)].some(readsAsText)
  );
}

/**
 * Letters, each a number of its own, and nothing else, however few. Two numbers of 32 bits are so once in 10^15 pairs; samples of a
 * fingerprint only where all that it has are the first of their bins, since a sample of any other is 2^29 or more. A list
 * of counts may be so: none has this shape.
 */
function areLetters(values: readonly (number | string)[]): boolean {
  const given = values.map((one) => (typeof one === 'number' ? one : Number.parseInt(one, 16))).filter((one) => one !== 0);
  return given.length >= 2 && given.every((one) => one >= 0x20 && one <= 0x7e);
}

function readsAsText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const latin = Buffer.from(bytes).toString('latin1');
  if (bytes.length < LONG) return isWord(latin);
  const runs = latin.match(/[ -~]{12,}/g) ?? [];
  return (
    isUtf8(bytes) ||
    stretchesOf(runs, LONG).some((stretch) => countOf(stretch, PLAIN) >= LEAST_PLAIN) ||
    stretchesOf(runs, SHORT).some(isWord)
  );
}

/** Too short for a run to say much: of one class nearly throughout. */
function isWord(latin: string): boolean {
  return /^[\w @.,:+-]+$/.test(latin) && CLASSES.some((kind) => countOf(latin, kind) >= latin.length * 0.6);
}

/** Text in any script, cut off anywhere at its end, without control characters. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    // oxlint-disable-next-line no-control-regex -- they are what it looks for
    return !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }));
  } catch {
    return false;
  }
}

/** All pieces of a length, one beginning at each letter. */
function stretchesOf(runs: readonly string[], length: number): string[] {
  return runs.flatMap((run) =>
    Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) => run.slice(at, at + length)),
  );
}

function countOf(text: string, kind: RegExp): number {
  return text.match(kind)?.length ?? 0;
}
