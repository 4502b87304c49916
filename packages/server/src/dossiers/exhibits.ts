// SPDX-License-Identifier: Apache-2.0
import type { AccessProng, Exhibit, PurposeFactor } from '@stillwatch/accountability';
import type { Campaign, EvidenceFamily } from '@stillwatch/core';

interface Supports {
  readonly title: string;
  readonly accessProngs: readonly AccessProng[];
  readonly purposeFactors: readonly PurposeFactor[];
}

/**
 * Which way of access and which factor of purpose (H.R. 8283 §3(11)) each family of evidence can support. No family proves
 * circumvention: where somebody connects from is no evidence of it here. `benign` speaks against, and is no exhibit.
 */
const SUPPORTS: Readonly<Record<Exclude<EvidenceFamily, 'benign'>, Supports>> = {
  identity: {
    title: 'Accounts that share what identifies their owner',
    accessProngs: ['fraudulent-credentials'],
    purposeFactors: ['accounts'],
  },
  template: {
    title: 'Prompts made from the same templates',
    accessProngs: ['terms-violation'],
    purposeFactors: ['pattern', 'accounts'],
  },
  synchrony: { title: 'Accounts that act at the same times', accessProngs: [], purposeFactors: ['pattern', 'accounts'] },
  partition: { title: 'One body of work, dealt out among accounts', accessProngs: [], purposeFactors: ['pattern', 'accounts'] },
  lifecycle: {
    title: 'Accounts made, used and left together',
    accessProngs: ['fraudulent-credentials'],
    purposeFactors: ['pattern', 'accounts'],
  },
  pivot: { title: 'A turn towards a model as soon as it was released', accessProngs: [], purposeFactors: ['timeline'] },
  intent: {
    title: 'Requests of the kind that training data is made of',
    accessProngs: ['terms-violation'],
    purposeFactors: ['capability'],
  },
  harvest: {
    title: 'How much was taken, and of which capabilities',
    accessProngs: ['terms-violation'],
    purposeFactors: ['pattern', 'capability'],
  },
};

type ExhibitInput = Pick<Exhibit, 'id' | 'title' | 'statement' | 'source' | 'bits' | 'sha256' | 'tlp' | 'subjects'> & {
  accessProngs: AccessProng[];
  purposeFactors: PurposeFactor[];
};

/** One exhibit for each line of the sum that makes the verdict. @param sha256 of the finding as held in custody. */
export function exhibitsOf(finding: Campaign, sha256: string | null): ExhibitInput[] {
  return finding.evidence.flatMap(({ family, bits, statement }, i) => {
    if (family === 'benign') return [];
    const { title, accessProngs, purposeFactors } = SUPPORTS[family];
    return [
      {
        id: `E-${i + 1}`,
        title,
        statement,
        source: `finding of the campaign, evidence of the family ${family}`,
        accessProngs: [...accessProngs],
        purposeFactors: [...purposeFactors],
        bits,
        sha256,
        tlp: 'GREEN' as const,
        subjects: [],
      },
    ];
  });
}
