// SPDX-License-Identifier: Apache-2.0
import { isCharacterSet } from '../names/character-sets.ts';
import { COUNTRIES } from '../names/countries.ts';
import { isMediaType, PROTOCOLS } from '../names/internet-names.ts';
import { isLanguageTag } from '../names/languages.ts';
import type { Form } from '../model/shape.ts';
import type { RuleName } from './rules.ts';

interface FormCheck {
  readonly rule: RuleName;
  /** What a value has to be, to follow "is not". */
  readonly what: string;
  holds(value: string): boolean;
}

/** How each form of {@link Form} is checked. None takes more than linear time. */
export const FORM_CHECKS: Readonly<Record<Form, FormCheck>> = {
  // The content of an artifact cannot be read without it.
  'artifact-media-type': { rule: 'media-type', what: 'a media type of the IANA registry', holds: isMediaType },
  'character-set': { rule: 'character-set', what: 'the name of an IANA character set', holds: isCharacterSet },
  country: {
    rule: 'countries',
    what: 'an ISO 3166-1 alpha-2 code',
    holds: (value) => COUNTRIES.has(value.toLowerCase()),
  },
  cpe: { rule: 'cpe', what: 'a CPE 2.3 name', holds: isCpe },
  'domain-name': { rule: 'domain-name', what: 'a domain name (RFC 1034, RFC 5890)', holds: isDomainName },
  'email-address': { rule: 'email-address', what: 'an addr-spec without a display name (RFC 5322)', holds: isEmailAddress },
  ipv4: { rule: 'ip-address', what: 'an IPv4 address or a CIDR block', holds: (value) => withPrefix(value, 32, isIpv4) },
  ipv6: { rule: 'ip-address', what: 'an IPv6 address or a CIDR block', holds: (value) => withPrefix(value, 128, isIpv6) },
  language: { rule: 'language-tag', what: 'a language tag (RFC 5646)', holds: isLanguageTag },
  'mac-address': {
    rule: 'mac-address',
    what: 'a MAC address in lower case with colons',
    holds: (value) => /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(value),
  },
  'media-type': { rule: 'mime-type', what: 'a media type of the IANA registry', holds: isMediaType },
  'pattern-selector': {
    rule: 'marking-selector',
    what: 'a selector: names and [indexes] with dots between',
    holds: (value) => /^(?:id|[a-z0-9_-]{2,250}(?:\.(?:\[\d+\]|[A-Za-z0-9_-]{1,250}))*)$/.test(value),
  },
  'product-name': {
    rule: 'malware-analysis-product',
    what: 'in lower case with hyphens',
    holds: (value) => /^[a-z0-9.]+(?:-[a-z0-9.]+)*$/.test(value),
  },
  'property-name': {
    rule: 'property-name',
    what: 'a name of 3 to 250 letters a–z, digits and underscores that starts with a letter',
    holds: isPropertyName,
  },
  protocol: {
    rule: 'protocols',
    what: 'a service name of the IANA registry in lower case',
    holds: (value) => PROTOCOLS.has(value),
  },
  'relationship-type': {
    rule: 'relationship-type',
    what: 'in lower case letters, digits and hyphens',
    holds: (value) => /^[a-z0-9-]+$/.test(value),
  },
  semver: {
    rule: 'semver',
    what: 'a version by Semantic Versioning 2.0.0',
    holds: (value) =>
      value.length < 256 &&
      /^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/.test(value),
  },
  url: { rule: 'url', what: 'a URL (RFC 3986)', holds: isUrl },
  'window-priority': {
    rule: 'windows-process-priority-format',
    what: 'a priority class: in upper case and ending in _CLASS',
    holds: (value) => /^[A-Z_]*_CLASS$/.test(value),
  },
};

/** Names of properties that the specification does not define (section 11.1). */
export function isPropertyName(name: string): boolean {
  return /^[a-z][a-z0-9_]{2,249}$/.test(name);
}

/** Padding is not judged closely: what decodes differs between libraries. */
export function isBase64(value: string): boolean {
  return value.length > 0 && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
}

function isCpe(value: string): boolean {
  return /^cpe:2\.3:[aho*-](?::(?:[^:\\\s]|\\[!-~]){1,256}){10}$/.test(value);
}

function isDomainName(value: string): boolean {
  const name = value.replace(/\.$/, '');
  return (
    name.length > 0 &&
    name.length <= 253 &&
    name
      .split('.')
      .every(
        (label) =>
          label.length <= 63 && /^[\p{L}\p{M}\p{N}_](?:[\p{L}\p{M}\p{N}_\u200c\u200d\u00b7-]*[\p{L}\p{M}\p{N}_])?$/u.test(label),
      )
  );
}

function isEmailAddress(value: string): boolean {
  const at = value.lastIndexOf('@');
  const local = value.slice(0, at);
  const host = value.slice(at + 1);
  if (at < 1 || local.length > 256) return false;
  const localHolds =
    /^"(?:[^"\\\r\n]|\\.)*"$/.test(local) || local.split('.').every((atom) => /^[^\s"(),:;<>@[\\\]\u0000-\u001f]+$/.test(atom));
  return localHolds && (isDomainName(host) || /^\[[0-9A-Za-z:.]+\]$/.test(host));
}

/** Dotted quad without leading zeros. */
export function isIpv4(value: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(value);
}

/** RFC 4291, section 2.2, in any of its spellings. */
export function isIpv6(value: string): boolean {
  if (value.length > 45 || !/^[0-9a-f:.]+$/i.test(value)) return false;
  const halves = value.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const tail = last.includes('.') ? 1 : 0;
  if (tail === 1 && !isIpv4(last)) return false;
  if (!groups.slice(0, groups.length - tail).every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = groups.length + tail;
  return halves.length === 2 ? count <= 7 : count === 8;
}

function withPrefix(value: string, bits: number, isAddress: (address: string) => boolean): boolean {
  const [address, prefix, ...more] = value.split('/') as [string, string?, ...string[]];
  if (more.length > 0 || !isAddress(address)) return false;
  return prefix === undefined || (/^(?:0|[1-9]\d{0,2})$/.test(prefix) && Number(prefix) <= bits);
}

function isUrl(value: string): boolean {
  if (value.length > 65_536 || !/^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value)) return false;
  if (/%(?![0-9a-f]{2})/i.test(value)) return false;
  const authority = /^[^:]+:\/\/([^/?#]*)/.exec(value)?.[1];
  // A hierarchical URL names a host, but for files.
  return authority === undefined || authority !== '' || /^file:/i.test(value);
}
