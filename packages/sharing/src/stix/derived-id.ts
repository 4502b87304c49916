// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { formatUuid } from './observable-id.ts';

/**
 * An id in the form of a random UUID (version 4, as STIX 2.1, section 2.9, wants it for all but observables) that is the
 * same whenever the same thing is published, and that nobody without the key can foretell or link.
 * @param key secret of the node, at least 32 bytes
 */
export function derivedId(key: Uint8Array, type: string, ...parts: readonly string[]): string {
  const mac = createHmac('sha256', key)
    .update(JSON.stringify(['stix-id', type, ...parts]))
    .digest();
  return `${type}--${formatUuid(mac.subarray(0, 16), 4)}`;
}
