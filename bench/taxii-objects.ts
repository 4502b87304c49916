// SPDX-License-Identifier: Apache-2.0

export const BENCH_ROOT = 'bench';
export const BENCH_COLLECTION = {
  full: '10000000-0000-4000-8000-000000000001',
  empty: '10000000-0000-4000-8000-000000000002',
} as const;

/** A valid indicator of about 600 bytes; ids are spread as random ones are. */
export function benchObject(n: number): { id: string; type: string; modified: string; [property: string]: unknown } {
  const spread = (Math.imul(n + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
  const created = new Date(Date.UTC(2025, 0, 1) + (n % 31_536_000) * 1000).toISOString();
  const address = `${1 + (n % 200)}.${(n >> 8) % 256}.${(n >> 4) % 256}.${n % 256}`;
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${spread}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`,
    created,
    modified: created,
    name: `Relay ${n} of a harvesting campaign`,
    description: 'Seen as the exit of a fleet of accounts that ask templated questions around the clock.',
    indicator_types: ['malicious-activity'],
    pattern: `[ipv4-addr:value = '${address}' AND network-traffic:dst_port = 443] START t'${created}' STOP t'2030-01-01T00:00:00Z'`,
    pattern_type: 'stix',
    valid_from: created,
    confidence: n % 101,
    labels: ['llm-abuse', 'relay'],
    object_marking_refs: ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'],
  };
}
