// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';
import { decodingsOf, plainText } from './decodings.ts';

/** What names or reaches a person, or opens a door. Names of persons are not guessed: free text is reviewed by people. */
export const PII_KINDS = ['e-mail', 'phone', 'ip-address', 'card', 'iban', 'secret', 'url-credentials'] as const;
export type PiiKind = (typeof PII_KINDS)[number];

export interface PiiFinding {
  readonly kind: PiiKind;
  /** As it stands in the text that was looked at; empty where it was found in an encoding only. */
  readonly text: string;
}

interface Detector {
  readonly kind: PiiKind;
  readonly pattern: RegExp;
  /** What of a match counts; null for nothing. */
  readonly refine?: (match: string) => string | null;
}

const when =
  (holds: (match: string) => boolean) =>
  (match: string): string | null =>
    holds(match) ? match : null;

/** From the longest matches to the shortest, so that an e-mail in a URL's user info is reported as what it is. */
const DETECTORS: readonly Detector[] = [
  { kind: 'url-credentials', pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/@:]+(?::[^\s/@]*)?@[^\s/]+/giu },
  { kind: 'e-mail', pattern: /[\p{L}\p{N}._%+'-]{1,64}\s?@\s?[\p{L}\p{N}](?:[\p{L}\p{N}-]*\.)+[\p{L}]{2,24}/giu },
  { kind: 'e-mail', pattern: /[\p{L}\p{N}._%+'-]{1,64}@\[?[0-9a-f.:]{3,45}\]?/giu },
  { kind: 'secret', pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g },
  {
    kind: 'secret',
    pattern: /\b(?:sk|pk|rk|api|key|ghp|gho|ghs|github_pat|glpat|xox[abps]|AKIA|ASIA|AIza|hf|npm|pypi)[-_]?[a-z0-9_-]{16,}\b/gi,
    refine: when((match) => /\d/.test(match) && /[a-z]/i.test(match)),
  },
  { kind: 'secret', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g },
  { kind: 'secret', pattern: /\b(?:bearer|basic|token|password|passwd|secret|api[-_ ]?key)\s*[:=]\s*["']?[^\s"']{6,}/giu },
  { kind: 'secret', pattern: /\bbearer\s+[A-Za-z0-9._~+/-]{16,}/giu },
  { kind: 'iban', pattern: /(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,40}/giu, refine: ibanOf },
  { kind: 'card', pattern: /(?<![\d.])\d(?:[ .-]?\d){11,18}(?![\d])/gu, refine: when(isCard) },
  {
    kind: 'ip-address',
    pattern: /(?<![\p{L}\d:.])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\d{1,3}(?:\.\d{1,3}){3})?(?![\p{L}\d:])/giu,
    refine: when(isIpv6),
  },
  { kind: 'ip-address', pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/gu, refine: when(isIpv4) },
  { kind: 'ip-address', pattern: /(?<![\p{L}\d])0x[0-9a-f]{8}(?![\p{L}\d])/giu },
  { kind: 'phone', pattern: /(?<![\p{L}\d.:-])(?:\+|00)\d{1,3}(?:[ ./()-]{0,3}\d){6,13}(?!\d)/gu },
  { kind: 'phone', pattern: /(?<![\p{L}\d.:/-])(?:\(\d{2,5}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}(?![\d])/gu },
  { kind: 'phone', pattern: /(?<![\p{L}\d.:/-])0\d{1,4}[ /-]\d{3,}(?:[ -]?\d{2,}){1,4}(?!\d)/gu },
];

/** What a text gives away as it stands, and what in any of the usual encodings. */
export function findPii(text: string): PiiFinding[] {
  const [plain, ...decoded] = decodingsOf(text);
  const found = detect(plain!).map(({ kind, match }): PiiFinding => ({ kind, text: match }));
  const kinds = new Set(found.map(({ kind }) => kind));
  for (const variant of decoded) {
    for (const { kind } of detect(variant)) {
      if (kinds.has(kind)) continue;
      kinds.add(kind);
      found.push({ kind, text: '' });
    }
  }
  return found;
}

/**
 * A text without what names persons, and what was taken out.
 * @returns `text` null where something is hidden in an encoding, which cannot be cut out safely.
 */
export function scrubText(text: string): { text: string | null; found: readonly PiiFinding[] } {
  const found = findPii(text);
  if (found.length === 0) return { text, found };
  let scrubbed = plainText(text);
  for (const { kind, pattern, refine } of DETECTORS) {
    scrubbed = scrubbed.replaceAll(pattern, (match) => {
      const counts = refine === undefined ? match : refine(match);
      return counts === null ? match : `[${kind} removed]${match.slice(counts.length)}`;
    });
  }
  return { text: findPii(scrubbed).length === 0 ? scrubbed : null, found };
}

function detect(text: string): { kind: PiiKind; match: string }[] {
  return DETECTORS.flatMap(({ kind, pattern, refine }) =>
    [...text.matchAll(pattern)].flatMap(([match]) => {
      const counts = refine === undefined ? match : refine(match);
      return counts === null ? [] : [{ kind, match: counts }];
    }),
  );
}

/** ISO/IEC 7812: 12 to 19 digits whose Luhn sum ends in 0, not all the same. */
function isCard(match: string): boolean {
  const digits = [...match.replaceAll(/\D/g, '')].map(Number);
  if (digits.length < 12 || digits.length > 19 || new Set(digits).size < 2) return false;
  const sum = digits
    .toReversed()
    .reduce((sum, digit, i) => sum + (i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}

/** Length of an account number by country (ISO 13616 registry). */
const IBAN_LENGTHS: Readonly<Record<string, string>> = {
  15: 'NO',
  16: 'BE',
  18: 'DK FI FO GL NL SD',
  19: 'MK SI',
  20: 'AT BA EE KZ LT LU XK MN',
  21: 'CH CR HR LI LV',
  22: 'BG BH DE GB GE IE ME RS',
  23: 'AE GI IL IQ OM SO TL',
  24: 'AD CZ ES MD PK RO SA SE SK TN VG',
  25: 'LY PT ST',
  26: 'IS TR',
  27: 'BI DJ FR GR IT MC MR SM',
  28: 'AL AZ BY CY DO GT HU LB NI PL SV',
  29: 'BR EG PS QA UA',
  30: 'JO KW MU YE',
  31: 'MT SC',
  32: 'LC',
  33: 'RU',
};
const LENGTH_OF = new Map(
  Object.entries(IBAN_LENGTHS).flatMap(([length, countries]) =>
    countries.split(' ').map((one) => [one, Number(length)] as const),
  ),
);

/** ISO 13616: as long as the country's numbers are, and leaves 1 when it is rearranged and divided by 97. */
function ibanOf(match: string): string | null {
  const length = LENGTH_OF.get(match.slice(0, 2).toUpperCase());
  if (length === undefined) return null;
  let end = 0;
  for (let seen = 0; seen < length; end++) {
    if (end >= match.length) return null;
    if (/[a-z0-9]/i.test(match[end]!)) seen++;
  }
  const compact = match.slice(0, end).replaceAll(/[ -]/g, '').toUpperCase();
  const digits = (compact.slice(4) + compact.slice(0, 4)).replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1 ? match.slice(0, end) : null;
}

/** Also with leading zeros, which some readers take. */
function isIpv4(match: string): boolean {
  return isIP(match.replaceAll(/\b0+(?=\d)/g, '')) === 4;
}

function isIpv6(match: string): boolean {
  // `::1` is everybody's, `a::b` is a name in a program, and 12:30:45 a time.
  return match.length > 5 && /\d/.test(match) && isIP(match) === 6;
}
