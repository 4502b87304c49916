// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { type Campaign, canonicalJson } from '@stillwatch/core';
import type { EvidenceItem } from '@stillwatch/core/api';
import type { Ledger } from '../ledger/index.ts';
import type { EvidenceDeed, EvidenceRecord } from '../parts.ts';
import { type Holds, targetsOf } from './holds.ts';

/**
 * A finding as it is kept: canonical JSON in which accounts have their pseudonyms, so that erasing an account leaves
 * nothing of it behind in what others' evidence is.
 */
export function findingText(finding: Campaign, ledger: Pick<Ledger, 'pseudonym'>): string {
  const accounts = finding.accounts.map((id) => ledger.pseudonym({ kind: 'account', id }));
  return canonicalJson({ ...finding, accounts });
}

export function sha256(text: string | Uint8Array): string {
  return hash('sha256', text, 'hex');
}

/** An id that the same thing has whenever it is made again. */
export function evidenceId(...parts: readonly string[]): string {
  return `ev-${sha256(JSON.stringify(parts)).slice(0, 24)}`;
}

export function describeItem(item: EvidenceRecord, deeds: readonly EvidenceDeed[], holds: Holds): EvidenceItem {
  const iso = (ms: number): string => new Date(ms).toISOString();
  const { id, campaign, origin, statement, bytes, collector, at, leaf, retainUntil, gone } = item;
  return {
    id,
    campaign,
    origin,
    statement,
    hash: item.hash,
    bytes,
    collector,
    at: iso(at),
    leaf,
    transformations: deeds.flatMap(({ at: when, by, what, hash: made }) =>
      made === null
        ? []
        : [
            {
              at: iso(when),
              by,
              what,
              hash: made,
            },
          ],
    ),
    access: deeds.flatMap(({ at: when, by, what, hash: made }) =>
      made === null
        ? [
            {
              at: iso(when),
              by,
              what,
            },
          ]
        : [],
    ),
    held: holds.on(targetsOf('evidence', id, campaign)) !== null,
    retainUntil: retainUntil === null ? null : iso(retainUntil),
    gone,
  };
}
