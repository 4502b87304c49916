// SPDX-License-Identifier: Apache-2.0

/** Version of STIX that an object is of: observables may leave it out in 2.1 (STIX 2.1 §3.2), 2.0 has no such property. */
export function specOf(object: Readonly<Record<string, unknown>>): string {
  const spec = object['spec_version'];
  if (typeof spec === 'string' && /^\d{1,3}\.\d{1,3}$/.test(spec)) return spec;
  return typeof object['created'] === 'string' ? '2.0' : '2.1';
}

/** `modified`, else `created`, as received; null where `date_added` stands for it (TAXII 2.1 §3.4.1). */
export function versionOf(object: Readonly<Record<string, unknown>>): string | null {
  for (const name of ['modified', 'created']) {
    const value = object[name];
    if (typeof value === 'string') return value;
  }
  return null;
}
