// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError, canonicalJson } from '@stillwatch/core';

const NAMESPACE = Buffer.from('00abedb4aa42466c9c01fed23315a9b7', 'hex');

/** Properties that the id of an observable is made of (STIX 2.1, section 6); a process has none. */
const CONTRIBUTING: Readonly<Record<string, readonly string[]>> = {
  artifact: ['hashes', 'payload_bin'],
  'autonomous-system': ['number'],
  directory: ['path'],
  'domain-name': ['value'],
  'email-addr': ['value'],
  'email-message': ['from_ref', 'subject', 'body'],
  file: ['hashes', 'name', 'extensions', 'parent_directory_ref'],
  'ipv4-addr': ['value'],
  'ipv6-addr': ['value'],
  'mac-addr': ['value'],
  mutex: ['name'],
  'network-traffic': ['start', 'end', 'src_ref', 'dst_ref', 'src_port', 'dst_port', 'protocols', 'extensions'],
  process: [],
  software: ['name', 'cpe', 'swid', 'vendor', 'version'],
  url: ['value'],
  'user-account': ['account_type', 'user_id', 'account_login'],
  'windows-registry-key': ['key', 'values'],
  'x509-certificate': ['hashes', 'serial_number'],
};

/** Of several hashes only the first of these counts, or else the first by name (section 2.9). */
const PREFERRED_HASHES = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512'];

/**
 * The deterministic id of an observable: UUIDv5 over the canonical JSON of its contributing properties (section 2.9).
 * @param contributing names of the properties that count, for types that the specification does not define
 * @returns null where the object has none of them: such an object gets a random id
 * @throws AppError STIX_INVALID where a property cannot be written as canonical JSON
 */
export function observableId(object: Readonly<Record<string, unknown>>, contributing?: readonly string[]): string | null {
  const type = String(object.type);
  const names = contributing ?? (Object.hasOwn(CONTRIBUTING, type) ? CONTRIBUTING[type]! : []);
  const content: Record<string, unknown> = {};
  for (const name of names) {
    if (object[name] !== undefined) content[name] = name === 'hashes' ? oneHash(object[name]) : object[name];
  }
  if (Object.keys(content).length === 0) return null;
  try {
    return `${type}--${uuidV5(NAMESPACE, canonicalJson(content))}`;
  } catch (cause) {
    throw new AppError('STIX_INVALID', `the id of a ${type} cannot be made of what it says`, { cause });
  }
}

/** Whether an observable has none of the properties that its id could be made of. */
export function lacksContributing(object: Readonly<Record<string, unknown>>): boolean {
  const type = String(object.type);
  return !(Object.hasOwn(CONTRIBUTING, type) ? CONTRIBUTING[type]! : []).some((name) => object[name] !== undefined);
}

function oneHash(hashes: unknown): unknown {
  if (typeof hashes !== 'object' || hashes === null || Array.isArray(hashes)) return hashes;
  const names = Object.keys(hashes).sort();
  const chosen = PREFERRED_HASHES.find((name) => names.includes(name)) ?? names[0];
  return chosen === undefined ? hashes : { [chosen]: (hashes as Record<string, unknown>)[chosen] };
}

/** RFC 4122, section 4.3, with SHA-1. @param namespace 16 bytes */
function uuidV5(namespace: Uint8Array, name: string): string {
  const bytes = createHash('sha1').update(namespace).update(name, 'utf8').digest().subarray(0, 16);
  return formatUuid(bytes, 5);
}

/** Writes 16 bytes as a UUID of a version, variant RFC 4122. */
export function formatUuid(bytes: Uint8Array, version: 4 | 5): string {
  const copy = Buffer.from(bytes);
  copy[6] = (copy[6]! & 0x0f) | (version << 4);
  copy[8] = (copy[8]! & 0x3f) | 0x80;
  return copy.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
