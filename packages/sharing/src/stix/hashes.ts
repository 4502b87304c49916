// SPDX-License-Identifier: Apache-2.0
/** Hash algorithms of the hash-algorithm-ov and what their values look like (STIX 2.1, sections 2.7 and 10.7). */
export const HASH_FORMS: Readonly<Record<string, RegExp>> = {
  MD5: /^[0-9a-f]{32}$/i,
  'SHA-1': /^[0-9a-f]{40}$/i,
  'SHA-256': /^[0-9a-f]{64}$/i,
  'SHA-512': /^[0-9a-f]{128}$/i,
  'SHA3-256': /^[0-9a-f]{64}$/i,
  'SHA3-512': /^[0-9a-f]{128}$/i,
  SSDEEP: /^\d{1,19}:[a-z0-9/+]{0,64}:[a-z0-9/+]{0,64}$/i,
  // 70 hexadecimal digits; later versions of the algorithm put T1 before them.
  TLSH: /^[0-9a-f]{70}$/i,
};

/** What is wrong with the value of a hash, or null; algorithms that the vocabulary does not name are not judged. */
export function hashProblem(algorithm: string, value: string): string | null {
  const form = Object.hasOwn(HASH_FORMS, algorithm) ? HASH_FORMS[algorithm] : undefined;
  return form === undefined || form.test(value) ? null : `the value does not have the form of ${algorithm}`;
}

/** How many hexadecimal digits algorithms give, by their names without hyphens; patterns spell them in many ways. */
const DIGITS: Readonly<Record<string, number>> = {
  MD5: 32,
  RIPEMD160: 40,
  SHA1: 40,
  SHA224: 56,
  SHA256: 64,
  SHA384: 96,
  SHA512: 128,
  SHA3224: 56,
  SHA3256: 64,
  SHA3384: 96,
  SHA3512: 128,
  WHIRLPOOL: 128,
};

/** What is wrong with a hash that a pattern compares with, or null. */
export function patternHashProblem(algorithm: string, value: string): string | null {
  const name = algorithm.toUpperCase().replaceAll(/[-_]/g, '');
  const digits = Object.hasOwn(DIGITS, name) ? DIGITS[name]! : null;
  if (digits === null) return hashProblem(algorithm.toUpperCase(), value);
  return value.length === digits && /^[0-9a-f]+$/i.test(value) ? null : `the value does not have the form of ${algorithm}`;
}
