// SPDX-License-Identifier: Apache-2.0
import type { DictionaryContent } from '../model/shape.ts';
import { IPFIX_ELEMENTS } from '../names/ipfix-elements.ts';
import { PDF_INFO_KEYS, REQUEST_HEADERS, SOCKET_OPTIONS, STARTUP_INFO_KEYS } from '../names/internet-names.ts';
import type { ObjectContext } from './context.ts';
import { isRecord } from './json.ts';
import { below, type Report } from './report.ts';

/** Checks a dictionary (section 2.4): its keys, and what these keys and their values are of. */
export function checkDictionary(value: unknown, of: DictionaryContent, path: string, { report }: ObjectContext): void {
  if (!isRecord(value)) return report.add('json-type', path, 'must be an object');
  checkDictionaryKeys(value, path, report);
  for (const [key, item] of Object.entries(value)) CONTENT[of](key, item, below(path, key), report);
}

/** Letters, digits, hyphens and underscores, at most 250; no empty dictionaries; no null. */
export function checkDictionaryKeys(dictionary: Readonly<Record<string, unknown>>, path: string, report: Report): void {
  const entries = Object.entries(dictionary);
  if (entries.length === 0) report.add('dictionary-empty', path, 'a dictionary must not be empty');
  for (const [key, item] of entries) {
    if (!/^[A-Za-z0-9_-]{1,250}$/.test(key)) {
      report.add('dictionary-key', below(path, key), 'keys have up to 250 letters, digits, hyphens and underscores');
    }
    if (item === null) report.add('json-type', below(path, key), 'STIX has no null: leave the key out');
    if (Array.isArray(item) && item.length === 0) report.add('list-empty', below(path, key), 'a list must not be empty');
  }
}

type ContentCheck = (key: string, value: unknown, path: string, report: Report) => void;

const CONTENT: Readonly<Record<DictionaryContent, ContentCheck>> = {
  free: () => undefined,
  strings(_, value, path, report) {
    if (typeof value !== 'string') report.add('dictionary-value', path, 'must be a string');
  },
  'mail-headers'(key, value, path, report) {
    if (typeof value !== 'string') checkStringList(key, value, path, report);
  },
  exif(key, value, path, report) {
    if (!/^[A-Z]/.test(key)) report.add('dictionary-key', path, 'EXIF tags are spelled as in the file: XResolution');
    if (typeof value !== 'string' && !Number.isInteger(value))
      report.add('dictionary-value', path, 'must be a string or an integer');
  },
  'http-headers'(key, value, path, report) {
    checkStringList(key, value, path, report);
    if (!REQUEST_HEADERS.has(key.toLowerCase()))
      report.add('http-request-headers', path, `${key} is not a registered request header`);
  },
  ipfix(key, value, path, report) {
    if (typeof value !== 'string' && !Number.isInteger(value))
      report.add('dictionary-value', path, 'must be a string or an integer');
    if (!IPFIX_ELEMENTS.has(key)) report.add('ipfix', path, `${key} is not an IPFIX information element`);
  },
  'socket-options'(key, value, path, report) {
    if (!Number.isInteger(value)) report.add('dictionary-value', path, 'must be an integer');
    if (!/^(?:SO|ICMP|ICMP6|IP|IPV6|MCAST|TCP|IRLMP)(?:_[A-Z0-9]+)+$/.test(key)) {
      report.add('socket-option-family', path, 'options begin with SO_, ICMP_, ICMP6_, IP_, IPV6_, MCAST_, TCP_ or IRLMP_');
    } else if (!SOCKET_OPTIONS.has(key)) report.add('socket-options', path, `${key} is not a known socket option`);
  },
  'startup-info'(key, value, path, report) {
    if (typeof value !== 'string') report.add('dictionary-value', path, 'must be a string');
    if (!STARTUP_INFO_KEYS.has(key)) report.add('dictionary-key', path, `${key} is not a member of STARTUPINFO`);
  },
  'pdf-info'(key, value, path, report) {
    if (typeof value !== 'string') report.add('dictionary-value', path, 'must be a string');
    if (!PDF_INFO_KEYS.has(key)) report.add('pdf-doc-info', path, `${key} is not a key of a document information dictionary`);
  },
};

function checkStringList(_: string, value: unknown, path: string, report: Report): void {
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string')) {
    report.add('dictionary-value', path, 'must be a list of strings');
  }
}
