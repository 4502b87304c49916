// SPDX-License-Identifier: Apache-2.0
/** How often one encoding inside another is followed, and how many variants of one text are looked at. */
const DEPTH = 4;
const MOST_VARIANTS = 96;

const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e01ef}]/gu;
/** Other full stops, at-signs and dashes, and how people write an address so that machines do not see it. */
const DISGUISES: readonly (readonly [RegExp, string])[] = [
  [/[。․‧∙⋅・]/gu, '.'],
  [/[‐-―−﹣]/gu, '-'],
  [/\s*[[({<]\s*(?:at|@)\s*[\])}>]\s*/giu, '@'],
  [/\s*[[({<]\s*(?:dot|punkt|\.)\s*[\])}>]\s*/giu, '.'],
  [/\s*[[({<]\s*(?::|colon)\s*[\])}>]\s*/giu, ':'],
];
const ENTITIES: Readonly<Record<string, string>> = {
  commat: '@',
  period: '.',
  colon: ':',
  plus: '+',
  sol: '/',
  amp: '&',
  nbsp: ' ',
};

type Decode = (text: string) => string[];

/** Makes texts that read alike the same: NFKC (full-width forms, ligatures), nothing invisible, plain dots and at-signs. */
export function plainText(text: string): string {
  const plain = text.toWellFormed().normalize('NFKC').replace(INVISIBLE, '');
  return DISGUISES.reduce((at, [mark, by]) => at.replace(mark, by), plain);
}

const percent: Decode = (text) => {
  if (!/%[0-9a-f]{2}/i.test(text)) return [];
  return [text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) => utf8(Buffer.from(run.replaceAll('%', ''), 'hex')) ?? run)];
};

const escapes: Decode = (text) => {
  if (!/\\[uxU]|&#?\w+;|=[0-9A-F]{2}/.test(text)) return [];
  const unescaped = text
    .replaceAll(/\\u\{([0-9a-f]{1,6})\}|\\+u([0-9a-f]{4})|\\+x([0-9a-f]{2})|\\U([0-9a-f]{8})/gi, (all, a, b, c, d) =>
      codePoint(Number.parseInt((a ?? b ?? c ?? d) as string, 16), all),
    )
    .replaceAll(/&#x([0-9a-f]{1,6});/gi, (all, code: string) => codePoint(Number.parseInt(code, 16), all))
    .replaceAll(/&#(\d{1,7});/g, (all, code: string) => codePoint(Number(code), all))
    .replaceAll(/&(\w+);/g, (all, name: string) => ENTITIES[name.toLowerCase()] ?? all);
  // Quoted-printable.
  const unquoted = unescaped.replaceAll(/(?:=[0-9A-F]{2})+/g, (run) => utf8(Buffer.from(run.replaceAll('=', ''), 'hex')) ?? run);
  return unquoted === unescaped ? [unescaped] : [unescaped, unquoted];
};

/** Runs of base64 (both alphabets, with or without padding), from each of the four places where a group may begin. */
const base64: Decode = (text) =>
  [...text.replaceAll(/[\r\n]+/g, '').matchAll(/[A-Za-z0-9+/_-]{8,}={0,2}/g)].flatMap(([run]) =>
    [0, 1, 2, 3].flatMap((skip) => readable(Buffer.from(run.slice(skip), 'base64'))),
  );

const hexadecimal: Decode = (text) =>
  [...text.matchAll(/[0-9a-f]{12,}|(?<![0-9a-z])(?:[0-9a-f]{2}[\s:,-]){5,}[0-9a-f]{2}(?![0-9a-z])/gi)].flatMap(([run]) => {
    const digits = run.replaceAll(/[^0-9a-f]/gi, '');
    return [0, 1].flatMap((skip) => readable(Buffer.from(digits.slice(skip), 'hex')));
  });

const rot13: Decode = (text) =>
  /[a-z]{2}/i.test(text) && /[@.]/.test(text)
    ? [
        text.replaceAll(/[a-z]/gi, (letter) => {
          const base = letter <= 'Z' ? 65 : 97;
          return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
        }),
      ]
    : [];
const reversed: Decode = (text) => (text.includes('@') ? [[...text].toReversed().join('')] : []);

/** Followed into what they decode, and those that are tried once on the text as it is. */
const NESTING: readonly Decode[] = [percent, escapes, base64, hexadecimal];
const ONCE: readonly Decode[] = [rot13, reversed];

/**
 * The text and whatever it says when it is read as one of the usual encodings, those within one another included: percent,
 * `\u`, HTML entities, quoted-printable, base64, hexadecimal; then all of it made plain. The first is the plain text itself.
 */
export function decodingsOf(text: string): string[] {
  const plain = plainText(text);
  const seen = new Set([plain]);
  let edge = [plain];
  for (let depth = 0; depth < DEPTH && edge.length > 0; depth++) {
    const next: string[] = [];
    for (const one of edge) {
      for (const decode of NESTING) {
        for (const decoded of decode(one)) {
          const made = plainText(decoded);
          if (seen.has(made) || seen.size >= MOST_VARIANTS) continue;
          seen.add(made);
          next.push(made);
        }
      }
    }
    edge = next;
  }
  for (const decode of ONCE) for (const decoded of decode(plain)) seen.add(decoded);
  return [...seen];
}

/** Text of bytes when they are text and nothing else; null otherwise. */
function utf8(bytes: Uint8Array): string | null {
  if (bytes.length < 3)
    return bytes.length > 0 && bytes.every((byte) => byte > 31 && byte < 127) ? Buffer.from(bytes).toString() : null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[\u0001-\u0008\u000e-\u001f\u007f]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** Shortest text inside bytes that is worth a look. */
const SHORTEST = 6;

/** What can be read in bytes, as UTF-8 and as UTF-16 in either order; nothing for bytes that are none of these. */
function readable(bytes: Uint8Array): string[] {
  const even = bytes.length & ~1;
  const swapped = Buffer.from(bytes.subarray(0, even)).swap16();
  const wide = [bytes.subarray(0, even), swapped, bytes.subarray(1, 1 + ((bytes.length - 1) & ~1))];
  return [
    // Noise is hardly ever six characters of UTF-8 in a row, but always some of UTF-16.
    ...partsOf(new TextDecoder().decode(bytes), () => true),
    ...wide.flatMap((one) => partsOf(Buffer.from(one).toString('utf16le'), isMostlyAscii)),
  ];
}

function partsOf(text: string, holds: (plain: string) => boolean): string[] {
  const parts = text.split(/[\ufffd\p{Cc}\p{Cn}\p{Co}\p{Cs}]+/u).filter((part) => {
    const plain = plainText(part);
    return plain.length >= SHORTEST && holds(plain);
  });
  return parts.length === 0 ? [] : [parts.join('\n')];
}

function isMostlyAscii(text: string): boolean {
  return (text.match(/[\x20-\x7e]/g)?.length ?? 0) * 2 >= text.length;
}

function codePoint(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
