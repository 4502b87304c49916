// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { type Dossier as Bag, DOSSIER_STEPS, type DossierVerdict, textOf, WITHHELD } from '@stillwatch/accountability';
import type { DossierDetail, Verification } from '@stillwatch/core/api';
import { z } from 'zod';

/** What stands in each folder of a dossier, in one line. */
const ABOUT: readonly (readonly [RegExp, string])[] = [
  [/^data\/case\.json$/, 'the case: title, summary, for whom'],
  [/^data\/campaign\/record\.json$/, 'the campaign with its evidence in bits'],
  [/^data\/campaign\/accounts\//, 'one account of the campaign'],
  [/^data\/authorisation\.json$/, 'whether the use was authorised'],
  [/^data\/exhibits\//, 'an exhibit, with what it supports'],
  [/^data\/methods\//, 'a method with its measured error rate'],
  [/^data\/windows\//, 'a window of observation with its denominators'],
  [/^data\/counter-evidence\//, 'evidence against'],
  [/^data\/benign\//, 'a benign explanation that was considered'],
  [/^data\/custody\//, 'an entry of the chain of custody'],
  [/^data\/decisions\//, 'a decision of a reviewer'],
  [/^data\/facts\//, 'a fact'],
  [/^data\/inferences\//, 'an inference: how likely, and how sure'],
  [/^data\/unknowns\//, 'what is not known'],
  [/^data\/stix\//, 'STIX 2.1'],
  [/^data\/report/, 'the report for readers'],
  [/^data\/verify\.py$/, 'the verifier: Python and openssl'],
  [/^data\/VERIFY\.md$/, 'how to verify'],
  [/^data\/markings\.json$/, 'which file is for whom'],
  [/^proofs\//, 'proofs: log, witnesses, time'],
];

/** What of `withheld.json` is shown; whether it holds is for the verification to say. */
const Withheld = z.object({
  items: z.array(z.object({ path: z.string(), sha256: z.string(), reason: z.enum(['marking', 'erased']) })),
});
const REASONS = {
  marking: 'marked above what this audience may see',
  erased: 'erased at the request of whom it is about',
} as const;

/** Files of a dossier, and what is withheld from it. */
export function describeFiles({ files }: Pick<Bag, 'files'>): Omit<DossierDetail, 'dossier'> {
  const included = [...files].map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    hash: hash('sha256', bytes, 'hex'),
    statement: ABOUT.find(([pattern]) => pattern.test(path))?.[1] ?? 'part of the bag (BagIt 1.0)',
  }));
  const withheld = files.has(WITHHELD) ? Withheld.parse(JSON.parse(textOf(files, WITHHELD))).items : [];
  return { included, withheld: withheld.map(({ path, sha256, reason }) => ({ path, hash: sha256, reason: REASONS[reason] })) };
}

const STATUS = { ok: 'passed', failed: 'failed', absent: 'skipped' } as const;

export function describeVerdict({ verified, steps }: DossierVerdict, at: string): Verification {
  return {
    at,
    holds: verified,
    steps: steps.map(({ step, status, reason }) => ({
      step,
      title: DOSSIER_STEPS[step],
      status: STATUS[status],
      detail: reason,
    })),
  };
}
