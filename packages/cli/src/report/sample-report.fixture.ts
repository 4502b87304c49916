// SPDX-License-Identifier: Apache-2.0
import { type Campaign, type EvidenceFamily, type HuntReport, HuntReportSchema } from '@stillwatch/core';

export interface SampleOptions {
  readonly campaigns?: number;
  /** Accounts and links of each campaign. */
  readonly accounts?: number;
  readonly links?: number;
  readonly hours?: number;
}

const HOUR_MS = 3_600_000;
const START = Date.UTC(2026, 8, 28);
const NAMES = ['quiet-harbour', 'amber-ledge', 'lone-cairn', 'slow-meadow'];
const TIERS = ['confirmed', 'probable', 'watch'] as const;

/** A made-up report for tests of the faces: invented accounts, the same bytes each time, valid by the contract. */
export function buildSampleReport(options: SampleOptions = {}): HuntReport {
  const { campaigns = 3, accounts = 12, links = 24, hours = 30 } = options;
  const report: HuntReport = {
    version: 1,
    window: { from: iso(0), to: iso(hours * HOUR_MS - 1000) },
    read: {
      files: 3,
      exchanges: 48_212,
      rejected: 17,
      duplicates: 240,
      formats: { litellm: 1, native: 2 },
      problems: [
        {
          code: 'LINE_NOT_JSON',
          count: 14,
          samples: ['logs/day-1.jsonl:812: unexpected end', 'logs/day-1.jsonl:813: unexpected end'],
        },
        { code: 'TIME_INVALID', count: 3, samples: ['logs/day-2.jsonl:7: 1970-01-01'] },
      ],
      absent: { payment: 0.25, device: 0, tls: 1, endUser: 0.906, createdAt: 0.0004 },
    },
    accounts: 2_001,
    thresholds: { watch: 12, probable: 18, confirmed: 26 },
    campaigns: Array.from({ length: campaigns }, (_, i) => buildCampaign(i, accounts, links, hours)),
    explained: [
      {
        kind: 'same-exercise',
        accounts: 24,
        statement: '76 % of the exchanges repeat a text that another account sent (10 different texts)',
      },
      {
        kind: 'same-exercise',
        accounts: 31,
        statement: '82 % of the exchanges repeat a text that another account sent (5 different texts)',
      },
      { kind: 'declared-use', accounts: 9, statement: '9 of 9 accounts are registered or declared for evaluation' },
    ],
    calibration: {
      method: 'conformal: every account outside a campaign is scored as its members are',
      units: 1_940,
      falsePositiveRate: 2 / 1_940,
      interval: [0.000125, 0.00372],
      threshold: 18,
      note: 'Only 1940 accounts to calibrate on: rates below 5e-4 cannot be told from zero here.',
    },
    timings: { read: 5.5, link: 1.25 },
  };
  return HuntReportSchema.parse(report);
}

/** The report of a hunt that found nothing. */
export function buildEmptyReport(): HuntReport {
  const report = buildSampleReport({ campaigns: 0 });
  return {
    ...report,
    calibration: { ...report.calibration, units: 2_001, falsePositiveRate: 0, interval: [0, 0.00184] },
  };
}

/** Names that would do harm if they were not made inert. */
export const HOSTILE_TEXTS = [
  '</script><img src=x onerror="globalThis.hacked=1">',
  '"><svg/onload=globalThis.hacked=1><a href="javascript:1">',
  '\u202egnp.exe\u2066\u200b',
  '\u001b[2J\u001b]0;title\u0007\r\nforged line',
  '\u0000\ud800 &lt;b&gt; ]]> <!-- `${1}` \u2028',
];

/** A sample report in which everything that logs could have put there is hostile. */
export function buildHostileReport(): HuntReport {
  const report = buildSampleReport({ campaigns: 2, accounts: HOSTILE_TEXTS.length, links: 6 });
  const all = HOSTILE_TEXTS.join(' ');
  const spoil = (i: number) => HOSTILE_TEXTS[i % HOSTILE_TEXTS.length]!;
  return HuntReportSchema.parse({
    ...report,
    read: {
      ...report.read,
      formats: { [all]: 1 },
      problems: HOSTILE_TEXTS.map((text) => ({ code: text, count: 1, samples: [`${text}.jsonl:1: ${all}`] })),
      absent: Object.fromEntries(HOSTILE_TEXTS.map((text) => [text, 0.5])),
    },
    campaigns: report.campaigns.map((campaign, i) => ({
      ...campaign,
      id: spoil(i),
      name: spoil(i + 1),
      accounts: [...HOSTILE_TEXTS],
      harvest: { ...campaign.harvest, capabilities: HOSTILE_TEXTS.map((name) => ({ name, exchanges: 3 })) },
      techniques: HOSTILE_TEXTS.map((id) => ({ id, exchanges: 4, atlas: [all] })),
      evidence: campaign.evidence.map((line) => ({ ...line, statement: all })),
      benign: HOSTILE_TEXTS.map((kind) => ({ kind, bits: -1, statement: all })),
      templates: HOSTILE_TEXTS.map((id) => ({ id, accounts: 3, exchanges: 9, distinctTexts: 9, exemplar: `${all} ⟨…⟩ ${all}` })),
    })),
    explained: HOSTILE_TEXTS.map((kind) => ({ kind, accounts: 9, statement: all })),
    calibration: { ...report.calibration, method: all, note: all },
  });
}

function buildCampaign(index: number, size: number, linkCount: number, hours: number): Campaign {
  const random = createRandom(index + 1);
  const timeline = Array.from({ length: hours }, (_, hour) => ({
    hour: iso(hour * HOUR_MS),
    campaign: random() < 0.4 ? 0 : Math.floor(random() * 40),
    background: 300 + Math.floor(200 * random()) + (hour % 24 === 9 ? 400 : 0),
  }));
  const exchanges = timeline.reduce((sum, slot) => sum + slot.campaign, 0);
  const tier = TIERS[index % TIERS.length]!;
  const evidence: Campaign['evidence'] = [
    { family: 'synchrony', bits: 14.4, statement: 'accounts act within 30 s of each other 4.9 × as often as 2–8 minutes apart' },
    {
      family: 'identity',
      bits: 8.7,
      statement: `4 of ${size} accounts share 2 payment fingerprints that hardly anybody else uses`,
    },
    { family: 'identity', bits: 3.1, statement: `6 of ${size} accounts share 3 devices that hardly anybody else uses` },
    { family: 'intent', bits: 5.2, statement: 'reasoning elicitation in 57 % of the exchanges (elsewhere 8.5 %)' },
    { family: 'template', bits: 4.5, statement: `${size} of ${size} accounts use 2 prompt templates that nobody else uses` },
    { family: 'harvest', bits: -1.5, statement: 'a third of the tasks are followed up' },
  ];
  const benign: Campaign['benign'] = [
    { kind: 'declared-use', bits: index === 0 ? 0 : -9, statement: `${index} of ${size} accounts are declared for evaluation` },
    { kind: 'conversation', bits: index === 2 ? -8.4 : 0, statement: '2 % of the exchanges continue a conversation' },
  ];
  return {
    id: `c-00000000000${index}`,
    name: NAMES[index % NAMES.length]!,
    tier,
    pValue: [0.00052, 0.0031, 0.02][index % 3]!,
    bits: Math.round(10 * [...evidence, ...benign].reduce((sum, line) => sum + line.bits, 0)) / 10,
    accounts: Array.from({ length: size }, (_, i) => `key-${index}-${i.toString(16).padStart(6, '0')}`),
    exchanges,
    harvest: {
      exchanges,
      inputTokens: exchanges * 83,
      outputTokens: exchanges * 1_067,
      capabilities: [
        { name: 'reasoning', exchanges: Math.round(exchanges * 0.57) },
        { name: 'judgement', exchanges: Math.round(exchanges * 0.29) },
      ],
      listPriceUsd: index === 1 ? null : Math.round(exchanges * 2.1) / 100,
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
    firstSeen: iso(HOUR_MS / 2),
    lastSeen: iso((hours - 1) * HOUR_MS),
    detectedAt: iso((tier === 'watch' ? hours - 1 : 3 + index) * HOUR_MS),
    timeline,
    links: buildLinks(size, linkCount, random),
  };
}

/** Cells of up to forty accounts that share an identity value or a clock, and a few templates across them. */
function buildLinks(size: number, count: number, random: () => number): Campaign['links'] {
  const cell = Math.min(40, Math.ceil(size / 2));
  const links: Campaign['links'] = [];
  const seen = new Set<string>();
  for (let tries = 0; links.length < count && tries < count * 4; tries++) {
    const near = random() < 0.9;
    const member = Math.floor(random() * size);
    const head = Math.floor(member / cell) * cell + Math.floor(3 * random());
    const [a, b] = [member, near ? Math.min(size - 1, head) : Math.floor(random() * size)].sort((x, y) => x - y) as [
      number,
      number,
    ];
    if (a === b || seen.has(`${a}.${b}`)) continue;
    seen.add(`${a}.${b}`);
    const families: EvidenceFamily[] = near ? (random() < 0.5 ? ['identity'] : ['synchrony']) : ['template'];
    links.push({ a, b, bits: Math.round((near ? 4 + 12 * random() : 2) * 10) / 10, families });
  }
  return links.sort((x, y) => y.bits - x.bits);
}

/** Mulberry32: enough for shapes, the same everywhere. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function iso(ms: number): string {
  return new Date(START + ms).toISOString();
}
