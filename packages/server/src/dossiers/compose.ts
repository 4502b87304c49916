// SPDX-License-Identifier: Apache-2.0
import type { DossierInput } from '@stillwatch/accountability';
import type { Authorisation, Campaign, HuntReport } from '@stillwatch/core';
import type { Audience, EvidenceItem } from '@stillwatch/core/api';
import { exhibitsOf } from './exhibits.ts';
import { stixBundle } from './stix.ts';

/** What a node, or a hunt, knows of a campaign: all that a dossier is made of. */
export interface CaseFile {
  readonly finding: Campaign;
  readonly hunt: {
    readonly window: { readonly from: string; readonly to: string };
    readonly exchanges: number;
    readonly accounts: number;
    readonly calibration: HuntReport['calibration'];
    readonly thresholds: HuntReport['thresholds'];
    /** When it ended. */
    readonly at: string;
  };
  /** Newest first; at least one. */
  readonly evidence: readonly EvidenceItem[];
  readonly decisions: readonly { readonly at: string; readonly by: string; readonly decision: string; readonly reason: string }[];
  /** The whole registry of permissions. */
  readonly authorisations: readonly Authorisation[];
  /** Who checked: a pseudonym. */
  readonly checkedBy: string;
}

export interface CaseOptions {
  readonly caseId: string;
  readonly organisation: string;
  /** ISO 8601. */
  readonly now: string;
  readonly audience: Audience;
}

/**
 * Input of a dossier, whole: what an audience may not see is withheld from it afterwards. Facts are counts, inferences say
 * how likely and how sure, and what this node cannot know is listed. Pure.
 */
export function composeDossier(file: CaseFile, { caseId, organisation, now, audience }: CaseOptions): DossierInput {
  const { finding, hunt, evidence, decisions } = file;
  const { name, tier, bits, accounts, exchanges, firstSeen, lastSeen } = finding;
  const sha256 = evidence.find(({ origin }) => origin === 'hunt')?.hash ?? null;
  const exhibits = exhibitsOf(finding, sha256);
  const basis = exhibits.map(({ id }) => id);
  return {
    caseId,
    title: `Distillation campaign ${name}`,
    summary:
      `${count(accounts.length, 'account')} sent ${count(exchanges, 'exchange')} between ${firstSeen} and ${lastSeen}. Taken together the evidence ` +
      `has ${bits} bits, which makes the campaign ${tier}. Whether the answers were used to train a model is not shown by it.`,
    organisation,
    now,
    audience,
    tlp: 'RED',
    campaign: { record: finding, tlp: 'AMBER', accountsTlp: 'RED' },
    thresholds: { ...hunt.thresholds },
    stix: { bundle: stixBundle(finding, { organisation, now }), subjects: {} },
    exhibits,
    methods: [methodOf(hunt)],
    windows: windowsOf(file),
    counterEvidence: finding.benign
      .filter((one) => one.bits !== 0)
      .map((one) => ({
        statement: one.statement,
        bits: one.bits,
        answer: 'Its bits are taken off the sum.',
        tlp: 'GREEN' as const,
      })),
    benign: benignOf(finding),
    authorisation: authorisationOf(file, now),
    custody: custodyOf(evidence),
    decisions: decisions.map((one) => ({ ...one, tlp: 'AMBER+STRICT' as const, subjects: [one.by] })),
    facts: [
      {
        text: `${count(accounts.length, 'account')} of the campaign sent ${count(exchanges, 'exchange')} in the window.`,
        basis,
        tlp: 'GREEN',
      },
      { text: `The first was at ${firstSeen}, the last at ${lastSeen}.`, basis, tlp: 'GREEN' },
      ...(finding.harvest.outputTokens === 0
        ? []
        : [{ text: `They were answered with ${count(finding.harvest.outputTokens, 'token')}.`, basis, tlp: 'GREEN' as const }]),
    ],
    inferences: [
      {
        text: 'The accounts are run by one party.',
        basis,
        likelihood: LIKELIHOOD[tier],
        confidence: 'moderate',
        tlp: 'GREEN',
      },
    ],
    unknowns: UNKNOWNS.map((text) => ({ text, basis: [], tlp: 'CLEAR' as const })),
  };
}

/** In the words of ICD 203: a tier is a threshold in bits, and no more than that. */
const LIKELIHOOD = { confirmed: 'very likely', probable: 'likely', watch: 'roughly even' } as const;

const UNKNOWNS = [
  'Who runs the accounts: identity documents, payment processors and networks behind them were not examined.',
  'Whether the answers were used to train a model, and which.',
  'Traffic that did not pass this node.',
];

function count(n: number, what: string): string {
  return `${n.toLocaleString('en')} ${what}${n === 1 ? '' : 's'}`;
}

function methodOf({ calibration, at }: CaseFile['hunt']): DossierInput['methods'][number] {
  const { method, units, falsePositiveRate, interval, threshold, note } = calibration;
  return {
    name: 'Stillwatch campaign detection',
    version: '0.1.0',
    description: `${method}: accounts are linked by independent families of evidence, in bits; from ${threshold} bits on a group is shown.`,
    limits: note === '' ? 'The rate is measured on the other accounts of the same traffic.' : note,
    figures: [
      {
        name: 'false positive rate',
        value: falsePositiveRate,
        interval: [interval[0], interval[1]],
        confidence: 0.95,
        n: units,
        unit: 'accounts outside of every campaign',
        command: 'stillwatch hunt --json',
        at,
      },
    ],
    tlp: 'CLEAR',
  };
}

function windowsOf({ finding, hunt }: CaseFile): DossierInput['windows'] {
  const { from, to } = hunt.window;
  return [
    {
      name: 'exchanges in the hunted window',
      from,
      to,
      tlp: 'GREEN' as const,
      numerator: {
        count: finding.exchanges,
        of: 'exchanges of the campaign',
      },
      denominator: {
        count: hunt.exchanges,
        of: 'exchanges seen',
      },
    },
    {
      name: 'accounts in the hunted window',
      from,
      to,
      tlp: 'GREEN' as const,
      numerator: {
        count: finding.accounts.length,
        of: 'accounts of the campaign',
      },
      denominator: {
        count: hunt.accounts,
        of: 'accounts seen',
      },
    },
  ];
}

function benignOf({ benign, bits }: Campaign): DossierInput['benign'] {
  if (benign.length === 0) {
    const why = 'Classes, evaluations and resellers are looked for in every hunt; none fits this group.';
    return [{ kind: 'any', statement: 'No benign explanation was found.', bits: 0, verdict: 'excluded', why, tlp: 'GREEN' }];
  }
  return benign.map((one) => ({
    kind: one.kind,
    statement: one.statement,
    bits: one.bits,
    verdict: one.bits === 0 ? ('excluded' as const) : ('possible' as const),
    why: one.bits === 0 ? 'It takes nothing off the sum.' : `It takes ${-one.bits} bits off; ${bits} are left.`,
    tlp: 'GREEN' as const,
  }));
}

function authorisationOf({ finding, authorisations, checkedBy }: CaseFile, now: string): DossierInput['authorisation'] {
  const members = new Set(finding.accounts);
  const named = authorisations.filter(({ account }) => account !== undefined && members.has(account)).length;
  return {
    at: now,
    by: checkedBy,
    sources: [`registry of authorisations of the node: ${count(authorisations.length, 'entry').replace('entrys', 'entries')}`],
    outcome: named === 0 ? 'none-found' : 'found-not-covering',
    statement:
      named === 0
        ? 'No account of the campaign is in the registry of those who may do what looks like extraction.'
        : `${named} accounts of the campaign are in the registry; the campaign was found all the same.`,
    tlp: 'AMBER',
  };
}

function custodyOf(evidence: readonly EvidenceItem[]): DossierInput['custody'] {
  return evidence.flatMap((item) => {
    const { id, statement } = item;
    const one = { item: id, tlp: 'AMBER+STRICT' as const };
    return [
      {
        ...one,
        at: item.at,
        sha256: item.hash,
        action: 'collected' as const,
        by: item.collector,
        note: statement,
        subjects: subjectsOf(item.collector),
      },
      ...item.transformations.map((deed) => ({
        ...one,
        at: deed.at,
        sha256: deed.hash,
        action: 'transformed' as const,
        by: deed.by,
        note: deed.what,
        subjects: subjectsOf(deed.by),
      })),
      ...item.access.map((deed) => ({
        ...one,
        at: deed.at,
        sha256: item.hash,
        action: 'accessed' as const,
        by: deed.by,
        note: deed.what,
        subjects: subjectsOf(deed.by),
      })),
    ];
  });
}

/** The node itself is nobody whose data that could be. */
function subjectsOf(pseudonym: string): string[] {
  return pseudonym.startsWith('system:') ? [] : [pseudonym];
}
