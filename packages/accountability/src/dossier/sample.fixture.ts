// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Campaign, EvidenceFamily } from '@stillwatch/core';
import type { DossierInput } from './input.ts';

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 9, 5);
const iso = (ms: number) => new Date(START + ms).toISOString();

/** A made-up campaign with the shape of a real one: three days, cells of accounts that share instruments. */
export function sampleCampaign(size = 24): Campaign {
  const random = createRandom(7);
  const timeline = Array.from({ length: 72 }, (_, hour) => {
    const active = hour > 9 && hour % 24 > 5;
    return {
      hour: iso(hour * HOUR_MS),
      campaign: active ? Math.floor(20 + 60 * random()) : 0,
      background: Math.floor(260 + 180 * Math.sin(((hour % 24) - 8) / 3.8) + 60 * random()),
    };
  });
  const exchanges = timeline.reduce((sum, slot) => sum + slot.campaign, 0);
  const links: Campaign['links'] = [];
  const cell = 8;
  for (let b = 1; b < size; b++) {
    const a = b % cell === 0 ? b - cell : b - 1 - Math.floor(random() * Math.min(b % cell, 3));
    const families: EvidenceFamily[] = b % cell === 0 ? ['template'] : random() < 0.5 ? ['identity'] : ['synchrony'];
    links.push({ a, b, bits: Math.round((3 + 9 * random()) * 10) / 10, families });
    if (b > 3 && random() < 0.5) links.push({ a: b - 3, b, bits: 3.5, families: ['synchrony'] });
  }
  const evidence: Campaign['evidence'] = [
    { family: 'identity', bits: 11.4, statement: '18 of 24 accounts share 3 payment fingerprints that hardly anybody else uses' },
    { family: 'synchrony', bits: 8.9, statement: 'accounts act within 30 s of each other 4.9 × as often as 2–8 minutes apart' },
    { family: 'template', bits: 6.2, statement: '24 of 24 accounts use 2 prompt templates that nobody else uses' },
    { family: 'intent', bits: 4.1, statement: 'reasoning elicitation in 57 % of the exchanges (elsewhere 8.5 %)' },
    { family: 'harvest', bits: -1.5, statement: 'a third of the tasks are followed up' },
  ];
  const benign: Campaign['benign'] = [
    { kind: 'declared-use', bits: 0, statement: '0 of 24 accounts are declared for evaluation' },
  ];
  return {
    id: 'c-7f3a91d2e0b4',
    name: 'slow-meadow',
    tier: 'confirmed',
    pValue: 0.00052,
    bits: Math.round(10 * [...evidence, ...benign].reduce((sum, { bits }) => sum + bits, 0)) / 10,
    accounts: Array.from({ length: size }, (_, i) => `acct-${(0x5a3c00 + i * 7919).toString(16)}`),
    exchanges,
    harvest: {
      exchanges,
      inputTokens: exchanges * 83,
      outputTokens: exchanges * 1_067,
      capabilities: [
        { name: 'reasoning', exchanges: Math.round(exchanges * 0.57) },
        { name: 'judgement', exchanges: Math.round(exchanges * 0.29) },
      ],
      listPriceUsd: Math.round(exchanges * 2.1) / 100,
    },
    techniques: [
      { id: 'reasoning-elicitation', exchanges: Math.round(exchanges * 0.57), atlas: ['AML.T0054', 'AML.T0024.002'] },
      { id: 'rubric-grading', exchanges: Math.round(exchanges * 0.29), atlas: ['AML.T0024.002'] },
    ],
    evidence,
    benign,
    templates: [
      {
        id: 't-0000000001',
        accounts: size,
        exchanges,
        distinctTexts: exchanges - 2,
        exemplar: 'Write out the complete reasoning for ⟨…⟩ before the answer. Problem: ⟨…⟩',
      },
      { id: 't-0000000002', accounts: 3, exchanges: 9, distinctTexts: 9, exemplar: null },
    ],
    knownSince: null,
    firstSeen: iso(10 * HOUR_MS),
    lastSeen: iso(71 * HOUR_MS),
    detectedAt: iso(17 * HOUR_MS),
    timeline,
    links: links.sort((x, y) => y.bits - x.bits),
  };
}

const RED_MARKING = 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1';
const GREEN_MARKING = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb';
const stixObject = (type: string, digit: string, marking: string) => ({
  type,
  spec_version: '2.1',
  id: `${type}--${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`,
  created: iso(0),
  modified: iso(0),
  object_marking_refs: [marking],
});

/** Everything that a dossier is made of, with entries of every level and two that hold a person's data. */
export function sampleInput(campaign = sampleCampaign()): DossierInput {
  const person = campaign.accounts[0]!;
  const hash = (item: string) => createHash('sha256').update(item).digest('hex');
  const account = stixObject('user-account', '3', RED_MARKING);
  return {
    caseId: 'SW-2026-0042',
    title: 'Coordinated extraction of reasoning output, 5 to 7 October 2026',
    summary:
      'Twenty-four accounts acted as one operator over three days and took about three thousand worked-out answers. They were found by shared payment instruments, a common clock and prompt templates that nobody else used, and suspended by a person after review.',
    organisation: 'Example Model Provider',
    now: '2026-10-12T09:30:00.000Z',
    audience: 'recipients',
    tlp: 'RED',
    caseTlp: 'AMBER',
    campaign: { record: campaign, tlp: 'AMBER' },
    thresholds: { watch: 12, probable: 18, confirmed: 26 },
    stix: {
      bundle: {
        type: 'bundle',
        id: 'bundle--11111111-1111-4111-8111-111111111111',
        objects: [stixObject('campaign', '2', GREEN_MARKING), account],
      },
      subjects: { [account.id]: [person] },
    },
    exhibits: [
      {
        id: 'E-1',
        title: 'Payment instruments used across accounts',
        statement:
          'Three card fingerprints pay for 18 of the 24 accounts. Among 41,000 other accounts, 0.02 % share an instrument with more than one other.',
        source: 'billing export of 8 October 2026',
        accessProngs: ['fraudulent-credentials'],
        purposeFactors: ['accounts'],
        bits: 11.4,
        sha256: hash('a'),
        tlp: 'AMBER+STRICT',
      },
      {
        id: 'E-2',
        title: 'Accounts acting in step',
        statement:
          'Requests of different accounts fall within 30 seconds of each other 4.9 times as often as chance allows, over all three days.',
        source: 'exchange log, window W1',
        accessProngs: [],
        purposeFactors: ['pattern', 'accounts'],
        bits: 8.9,
        sha256: hash('b'),
        tlp: 'AMBER',
      },
      {
        id: 'E-3',
        title: 'Terms of service in force',
        statement:
          'Section 2.3 of the terms, accepted by every account at sign-up, forbids using outputs to train another model.',
        source: 'terms of 1 March 2026',
        accessProngs: ['terms-violation'],
        purposeFactors: [],
        bits: null,
        sha256: hash('c'),
        tlp: 'CLEAR',
      },
      {
        id: 'E-4',
        title: 'Correspondence with the holder of one account',
        statement: `The holder of ${person} stated in a support request that the account is “one of the pool”.`,
        source: 'support ticket 88121',
        accessProngs: ['circumvention'],
        purposeFactors: ['capability'],
        bits: null,
        sha256: hash('d'),
        tlp: 'AMBER',
        subjects: [person],
      },
    ],
    methods: [
      {
        name: 'Campaign detection by linked evidence',
        version: '0.1.0',
        description:
          'Accounts are linked by rare shared values; the evidence of a group is summed in bits and compared with a null of ordinary accounts.',
        limits: 'Rates below 5e-4 cannot be told from zero on 1,940 accounts. Operators who share nothing are not found.',
        figures: [
          {
            name: 'false-positive rate',
            value: 0.00103,
            interval: [0.000125, 0.00372],
            confidence: 0.95,
            n: 1_940,
            unit: 'ordinary accounts',
            command: 'stillwatch arena --seed 7 --require-recall 0.9',
            at: iso(100 * HOUR_MS),
          },
          {
            name: 'recall',
            value: 0.93,
            interval: [0.88, 0.96],
            confidence: 0.95,
            n: 200,
            unit: 'simulated campaigns',
            command: 'stillwatch arena --seed 7 --require-recall 0.9',
            at: iso(100 * HOUR_MS),
          },
        ],
        tlp: 'GREEN',
      },
    ],
    windows: [
      {
        name: 'W1',
        from: iso(0),
        to: iso(72 * HOUR_MS),
        numerator: { count: campaign.exchanges, of: 'exchanges of the campaign' },
        denominator: { count: 48_212, of: 'exchanges in the window' },
        tlp: 'AMBER',
      },
    ],
    counterEvidence: [
      {
        statement: 'A third of the tasks are followed up, as people do and harvesters seldom do.',
        bits: -1.5,
        answer: 'It is in the sum. The follow-ups are of one form and come from four accounts.',
        tlp: 'AMBER',
      },
    ],
    benign: [
      {
        kind: 'Declared evaluation',
        statement: 'The accounts could belong to a benchmark run.',
        bits: 0,
        verdict: 'excluded',
        why: 'None is in the registry, and no benchmark has these templates.',
        tlp: 'GREEN',
      },
      {
        kind: 'Reseller',
        statement: 'A reseller’s customers share instruments and clocks.',
        bits: -2.5,
        verdict: 'possible',
        why: 'A reseller would serve many tasks; these accounts have two.',
        tlp: 'AMBER',
      },
    ],
    authorisation: {
      at: iso(120 * HOUR_MS),
      by: 'analyst-3',
      sources: ['authorisation registry', 'account managers', 'research access programme'],
      outcome: 'none-found',
      statement: 'No entry covers any of the accounts or their organisations.',
      tlp: 'GREEN',
    },
    custody: [
      {
        at: iso(90 * HOUR_MS),
        item: 'Billing export',
        sha256: hash('a'),
        action: 'collected',
        by: 'collector-1',
        note: 'Read-only query.',
        tlp: 'AMBER',
      },
      {
        at: iso(92 * HOUR_MS),
        item: 'Exchange log W1',
        sha256: hash('b'),
        action: 'transformed',
        by: 'collector-1',
        note: 'Identifiers replaced by keyed hashes.',
        tlp: 'AMBER',
      },
      {
        at: iso(121 * HOUR_MS),
        item: 'Support ticket',
        sha256: hash('d'),
        action: 'held',
        by: 'counsel-1',
        note: 'Legal hold LH-9.',
        tlp: 'RED',
      },
    ],
    decisions: [
      {
        at: iso(122 * HOUR_MS),
        by: 'reviewer-2',
        decision: 'Suspend all 24 accounts, with notice and appeal',
        reason: 'Evidence above the confirmed threshold; no benign explanation holds for the group.',
        tlp: 'AMBER',
      },
    ],
    facts: [
      { text: 'Eighteen accounts were paid for with three cards.', basis: ['E-1'], tlp: 'AMBER' },
      { text: 'The terms forbid training another model on outputs.', basis: ['E-3'], tlp: 'CLEAR' },
    ],
    inferences: [
      {
        text: 'One operator controls the accounts.',
        basis: ['E-1', 'E-2'],
        likelihood: 'very likely',
        confidence: 'moderate',
        tlp: 'AMBER',
      },
    ],
    unknowns: [
      { text: 'Who the operator is.', basis: [], tlp: 'CLEAR' },
      { text: 'Whether any model was trained on the answers.', basis: [], tlp: 'CLEAR' },
    ],
  };
}

/** Mulberry32: enough for shapes, the same everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
