// SPDX-License-Identifier: Apache-2.0
/** Media types of TAXII 2.1 §1.6.8 and how they are negotiated (§3.2; RFC 9110 §8.3.1, §12.5.1). */

export const TAXII_MEDIA_TYPE = 'application/taxii+json;version=2.1';
export const STIX_MEDIA_TYPE = 'application/stix+json;version=2.1';

/** What an object's manifest entry says of its STIX version. */
export function stixMediaType(spec: string): string {
  return `application/stix+json;version=${spec}`;
}

interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Longer headers come from nobody who means well, and quoted strings make them slow to read. */
const LONGEST_HEADER = 2_000;
const TOKEN = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** One media range; null for what is none. */
function parseRange(text: string): MediaRange | null {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim());
  const name = type.toLowerCase();
  if (!/^[^/]+\/[^/]+$/.test(name) || !name.split('/').every((half) => TOKEN.test(half))) return null;
  const parameters = new Map<string, string>();
  for (const part of rest) {
    if (part === '') continue;
    const at = part.indexOf('=');
    if (at < 1) return null;
    const key = part.slice(0, at).trim().toLowerCase();
    const value = part
      .slice(at + 1)
      .trim()
      .replace(/^"(.*)"$/, '$1');
    if (!TOKEN.test(key) || parameters.has(key)) return null;
    parameters.set(key, value);
  }
  return { type: name, parameters };
}

/**
 * May an answer in TAXII 2.1 be given? Every request has to name a media range that covers it (§3.2); a range without
 * a version asks for the newest.
 */
export function acceptsTaxii(accept: string | undefined): boolean {
  if (accept === undefined || accept.length > LONGEST_HEADER) return false;
  return accept.split(',').some((text) => {
    const range = parseRange(text.trim());
    if (range === null || Number(range.parameters.get('q') ?? '1') <= 0) return false;
    if (range.type === '*/*' || range.type === 'application/*') return true;
    return range.type === 'application/taxii+json' && (range.parameters.get('version') ?? '2.1') === '2.1';
  });
}

/** Is a body declared as TAXII 2.1? Without a version it is of the newest (§1.6.8). */
export function isTaxiiContent(contentType: string | undefined): boolean {
  if (contentType === undefined || contentType.length > LONGEST_HEADER) return false;
  const range = parseRange(contentType);
  if (range === null || range.type !== 'application/taxii+json') return false;
  const charset = range.parameters.get('charset');
  return (range.parameters.get('version') ?? '2.1') === '2.1' && (charset === undefined || /^utf-?8$/i.test(charset));
}
