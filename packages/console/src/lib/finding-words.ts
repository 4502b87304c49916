// SPDX-License-Identifier: Apache-2.0
import type { ReleasePreview } from '@stillwatch/core/api';
import { formatKind } from './format.ts';

type Finding = ReleasePreview['findings'][number];

const ANTITRUST: Readonly<Record<string, string>> = {
  price: 'speaks of prices',
  'commercial-terms': 'speaks of commercial terms',
  customer: 'speaks of customers',
  roadmap: 'speaks of plans',
  'joint-action': 'asks others to act, or agrees to act together',
};

/** A finding in a sentence: what it is, and the words that it is about where they are known. */
export function describeFinding({ rule, text }: Pick<Finding, 'rule' | 'text'>): string {
  const [family, kind] = rule.split('/') as [string, string | undefined];
  if (family === 'antitrust' && kind !== undefined) return `${ANTITRUST[kind] ?? formatKind(kind)}: “${text}”`;
  if (family === 'pii' && kind !== undefined) return `personal data (${kind}): ${text}`;
  return text;
}
