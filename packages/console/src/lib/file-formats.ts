// SPDX-License-Identifier: Apache-2.0

/** Files of intelligence that can be taken in, with the media type that the API takes each by. */
export const FILE_FORMATS = {
  stix: { name: 'STIX 2.1 bundle', media: 'application/stix+json' },
  misp: { name: 'MISP event (JSON)', media: 'application/json' },
  csv: { name: 'CSV', media: 'text/csv' },
} as const;

/** The format that a file's name speaks for; null where it speaks for none. */
export function guessFormat(name: string): keyof typeof FILE_FORMATS | null {
  const lower = name.toLowerCase();
  if (lower.endsWith('.csv')) return 'csv';
  if (lower.endsWith('.stix') || /stix[^/]*\.json$/.test(lower)) return 'stix';
  return /misp[^/]*\.json$/.test(lower) ? 'misp' : null;
}
