// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Evidence families; a cluster needs links of at least two of the linking ones. */
export const EVIDENCE_FAMILIES = [
  'identity',
  'template',
  'synchrony',
  'partition',
  'lifecycle',
  'pivot',
  'intent',
  'harvest',
  'benign',
] as const;
export const EvidenceFamily = z.enum(EVIDENCE_FAMILIES);
export type EvidenceFamily = z.infer<typeof EvidenceFamily>;

/** One line of the sum that makes a verdict: a person can read it, replay it and contest it. */
export const Evidence = z.strictObject({
  family: EvidenceFamily,
  /** Log-likelihood ratio to the base 2. */
  bits: z.number(),
  statement: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

const Iso = z.iso.datetime();

export const HarvestSchema = z.strictObject({
  exchanges: z.int(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  capabilities: z.array(z.strictObject({ name: z.string(), exchanges: z.int() })),
  /** US dollars at the public list price of the models used; null where no price is known. */
  listPriceUsd: z.number().nullable(),
});

export const TemplateSchema = z.strictObject({
  id: z.string(),
  accounts: z.int(),
  exchanges: z.int(),
  distinctTexts: z.int(),
  /** Common words of the prompts, slots as ⟨…⟩; null where the input cannot be read twice (standard input). */
  exemplar: z.string().nullable(),
});

export const CampaignSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  tier: z.enum(['confirmed', 'probable', 'watch']),
  /** Conformal p-value of its strongest account-level null. */
  pValue: z.number(),
  bits: z.number(),
  /** Ids as in the logs. */
  accounts: z.array(z.string()),
  exchanges: z.int(),
  harvest: HarvestSchema,
  techniques: z.array(z.strictObject({ id: z.string(), exchanges: z.int(), atlas: z.array(z.string()) })),
  evidence: z.array(Evidence),
  /** Benign explanations considered, with what each was worth (zero or negative bits). */
  benign: z.array(z.strictObject({ kind: z.string(), bits: z.number(), statement: z.string() })),
  templates: z.array(TemplateSchema),
  /** First exchange that earlier hunts on the same data folder saw of it; null where it is new, or nothing is kept. */
  knownSince: Iso.nullable(),
  firstSeen: Iso,
  lastSeen: Iso,
  /** Event time at which the evidence crossed the threshold. */
  detectedAt: Iso,
  /** Exchanges per hour of the campaign and of everyone else, for the timeline. */
  timeline: z.array(z.strictObject({ hour: Iso, campaign: z.int(), background: z.int() })),
  /** Weighted links among accounts (indices into `accounts`), strongest first, at most 2,000. */
  links: z.array(z.strictObject({ a: z.int(), b: z.int(), bits: z.number(), families: z.array(EvidenceFamily) })),
});
export type Campaign = z.infer<typeof CampaignSchema>;

/** What `hunt --json` writes. `docs/reference/hunt-json.md` describes it; a changed meaning raises `version`. */
export const HuntReportSchema = z.strictObject({
  version: z.literal(1),
  window: z.strictObject({ from: Iso, to: Iso }).nullable(),
  read: z.strictObject({
    files: z.int(),
    exchanges: z.int(),
    rejected: z.int(),
    duplicates: z.int(),
    formats: z.record(z.string(), z.int()),
    /** The first few rejections of each kind, with place. */
    problems: z.array(z.strictObject({ code: z.string(), count: z.int(), samples: z.array(z.string()) })),
    /** Share of exchanges in which each identity field was absent, 0 to 1. */
    absent: z.record(z.string(), z.number()),
  }),
  accounts: z.int(),
  /** Bits from which a campaign has each tier; the report can be read and replayed without the program that wrote it. */
  thresholds: z.strictObject({ watch: z.number(), probable: z.number(), confirmed: z.number() }),
  campaigns: z.array(CampaignSchema),
  /** Groups that looked coordinated and were explained: who, why, how many. Not accusations. */
  explained: z.array(z.strictObject({ kind: z.string(), accounts: z.int(), statement: z.string() })),
  calibration: z.strictObject({
    method: z.string(),
    units: z.int(),
    falsePositiveRate: z.number(),
    interval: z.tuple([z.number(), z.number()]),
    threshold: z.number(),
    note: z.string(),
  }),
  timings: z.record(z.string(), z.number()),
});
export type HuntReport = z.infer<typeof HuntReportSchema>;
