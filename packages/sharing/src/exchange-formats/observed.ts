// SPDX-License-Identifier: Apache-2.0
import { isIP } from 'node:net';

/** Ways to name a value that MISP and tables use, with the STIX pattern that asks for it. */
const PATHS: Readonly<Record<string, string>> = {
  'ip-src': 'ip',
  'ip-dst': 'ip',
  ip: 'ip',
  ipv4: 'ip',
  ipv6: 'ip',
  domain: 'domain-name:value',
  hostname: 'domain-name:value',
  url: 'url:value',
  uri: 'url:value',
  md5: 'file:hashes.MD5',
  sha1: "file:hashes.'SHA-1'",
  sha256: "file:hashes.'SHA-256'",
  sha512: "file:hashes.'SHA-512'",
  'email-src': 'email-addr:value',
  'email-dst': 'email-addr:value',
  email: 'email-addr:value',
  'user-account': 'user-account:user_id',
  account: 'user-account:user_id',
  'prompt-template': 'x-prompt-template:template_hash',
  AS: 'autonomous-system:number',
};
const HASH_LENGTHS: Readonly<Record<string, number>> = { md5: 32, sha1: 40, sha256: 64, sha512: 128 };

/** Pattern that finds a value of a kind; null where the kind is not known, or the value is none of it. */
export function patternFor(kind: string, value: string): string | null {
  const path = Object.hasOwn(PATHS, kind) ? PATHS[kind]! : undefined;
  if (path === undefined || value === '' || value.length > 4_096 || /[\u0000-\u001f]/.test(value)) return null;
  if (path === 'ip') {
    const version = isIP(value);
    return version === 0 ? null : `[ipv${version}-addr:value = '${value}']`;
  }
  if (kind in HASH_LENGTHS && (value.length !== HASH_LENGTHS[kind] || !/^[0-9a-f]+$/i.test(value))) return null;
  if (kind === 'AS') {
    const number = /^(?:AS)?(\d{1,10})$/i.exec(value)?.[1];
    return number === undefined ? null : `[${path} = ${Number(number)}]`;
  }
  return `[${path} = '${value.replaceAll(/[\\']/g, (mark) => `\\${mark}`)}']`;
}

/** MISP's types by the paths that {@link patternFor} writes; the first of each. */
const KIND_OF = new Map(
  Object.entries(PATHS)
    .flatMap(([kind, path]): [string, string][] => (path === 'ip' ? [] : [[path, kind]]))
    .toReversed(),
);

/** The one comparison of a simple pattern as a kind and a value; null for any other pattern. */
export function valueOfPattern(pattern: unknown): { kind: string; value: string } | null {
  if (typeof pattern !== 'string') return null;
  const found = /^\[([a-z0-9-]+:[A-Za-z0-9_.'-]+) = (?:'((?:[^'\\]|\\[\\'])*)'|(\d+))\]$/.exec(pattern);
  if (found === null) return null;
  const [, path, text, number] = found;
  const value = number ?? text!.replaceAll(/\\([\\'])/g, '$1');
  if (/^ipv[46]-addr:value$/.test(path!)) return isIP(value) === 0 ? null : { kind: 'ip-src', value };
  const kind = KIND_OF.get(path!);
  return kind === undefined ? null : { kind, value };
}
