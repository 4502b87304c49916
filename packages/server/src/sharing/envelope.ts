// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalJson } from '@stillwatch/core';
import type { Assertion, PseudonymCertificate } from '@stillwatch/sharing';

/**
 * How assertions travel over TAXII: each as an object of its own, whose text is the assertion with its signature. A
 * collection of plain objects could not carry them: an observable has one version only, while several sources, and one
 * source several times, say something of it.
 */
const SIGNED_ASSERTION = 'x-signed-assertion';
const DEFINITION = 'extension-definition--6d1d4c9e-5a0f-4c55-9c5e-0f2f6a3b7c11';

export interface Wrapped {
  readonly type: string;
  readonly id: string;
  readonly version: string;
  readonly body: string;
}

/** An id from the assertion's own: nobody needs to look it up to know it again. */
function wrapperId(assertion: string): string {
  const bytes = createHash('sha256').update(`stillwatch/wrapper/v1\n${assertion}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `${SIGNED_ASSERTION}--${parts.join('-')}`;
}

/** @param certificate by which a centre vouches for the pseudonym that says it; null where the source is known by itself. */
export function wrapAssertion(assertion: Assertion, certificate: PseudonymCertificate | null): Wrapped {
  const object = {
    type: SIGNED_ASSERTION,
    spec_version: '2.1',
    id: wrapperId(assertion.id),
    created: assertion.at,
    modified: assertion.at,
    assertion: canonicalJson(assertion),
    ...(certificate === null ? {} : { certificate: canonicalJson(certificate) }),
    extensions: { [DEFINITION]: { extension_type: 'new-sdo' } },
  };
  return { type: object.type, id: object.id, version: object.modified, body: JSON.stringify(object) };
}

/** What an object carries, to be verified; undefined for one that is none of ours. */
export function unwrapAssertion(object: Readonly<Record<string, unknown>>): unknown {
  return unwrap(object, 'assertion');
}

/** The certificate beside it, to be verified; undefined where there is none. */
export function unwrapCertificate(object: Readonly<Record<string, unknown>>): unknown {
  return unwrap(object, 'certificate');
}

function unwrap({ type, ...object }: Readonly<Record<string, unknown>>, field: 'assertion' | 'certificate'): unknown {
  const text = object[field];
  if (type !== SIGNED_ASSERTION || typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
