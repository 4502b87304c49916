// SPDX-License-Identifier: Apache-2.0
import { CampaignSchema } from '@stillwatch/core';
import { z } from 'zod';
import { AUDIENCES, Tlp } from './tlp.ts';

/** The three ways in of H.R. 8283 §3(11)(A), in its order. */
export const ACCESS_PRONGS = {
  circumvention: 'circumvents access controls, identity verification or geographic restrictions',
  'fraudulent-credentials': 'uses fraudulent, misrepresented or unauthorised credentials',
  'terms-violation': 'violates terms that specifically prohibit using outputs to build another model',
} as const;
export type AccessProng = keyof typeof ACCESS_PRONGS;

/** The four factors of purpose of H.R. 8283 §3(11)(B), in its order. */
export const PURPOSE_FACTORS = {
  pattern: 'volume, structure, pattern, coordination or timing',
  capability: 'concentration on specific model capabilities',
  accounts: 'multiple accounts in coordination',
  timeline: 'correlation with the development timeline of another AI model',
} as const;
export type PurposeFactor = keyof typeof PURPOSE_FACTORS;

const Iso = z.iso.datetime();
const Text = z.string().min(1).max(20_000);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const keysOf = <T extends Record<string, unknown>>(table: T) => z.enum(Object.keys(table) as [keyof T & string]);

/** What every entry carries. Unmarked is RED. `subjects` are the pseudonyms of the people whose data the entry holds. */
const marked = <S extends z.ZodRawShape>(shape: S) =>
  z.strictObject({ ...shape, tlp: Tlp.default('RED'), subjects: z.array(Text).default([]) });

export const Exhibit = marked({
  id: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/),
  title: Text,
  statement: Text,
  /** Where it came from: table, query, log. */
  source: Text,
  accessProngs: z.array(keysOf(ACCESS_PRONGS)),
  purposeFactors: z.array(keysOf(PURPOSE_FACTORS)),
  /** Evidence in bits; null where it is not part of the sum. */
  bits: z.number().nullable(),
  /** SHA-256 of the underlying evidence item as held in custody; null where there is none. */
  sha256: Hash.nullable(),
}).refine(({ accessProngs, purposeFactors }) => accessProngs.length + purposeFactors.length > 0, {
  message: 'an exhibit supports at least one access prong or purpose factor',
});
export type Exhibit = z.infer<typeof Exhibit>;

/** A method with what was measured of it; `command` reproduces the figure. */
const Method = marked({
  name: Text,
  version: Text,
  description: Text,
  limits: Text,
  figures: z
    .array(
      z.strictObject({
        name: Text,
        value: z.number(),
        /** Of the confidence given beside it, 0 to 1. */
        interval: z.tuple([z.number(), z.number()]),
        confidence: z.number().gt(0).lt(1),
        /** Over how many units. */
        n: z.int().nonnegative(),
        unit: Text,
        command: Text,
        at: Iso,
      }),
    )
    .min(1),
});

/** A window of observation with the population that counts were taken from. */
const Window = marked({
  name: Text,
  from: Iso,
  to: Iso,
  numerator: z.strictObject({ count: z.int().nonnegative(), of: Text }),
  denominator: z.strictObject({ count: z.int().nonnegative(), of: Text }),
});

const CounterEvidence = marked({ statement: Text, bits: z.number().nullable(), answer: Text });
const Benign = marked({
  kind: Text,
  statement: Text,
  bits: z.number(),
  verdict: z.enum(['excluded', 'possible', 'applies']),
  why: Text,
});

/** §3(11)(C): use that is authorised is no attack. A dossier without this check cannot be built. */
const Authorisation = marked({
  at: Iso,
  by: Text,
  sources: z.array(Text).min(1),
  outcome: z.enum(['none-found', 'found-not-covering', 'covers']),
  statement: Text,
});

const Custody = marked({
  at: Iso,
  item: Text,
  sha256: Hash,
  action: z.enum(['collected', 'transformed', 'accessed', 'transferred', 'held', 'sealed']),
  by: Text,
  note: Text,
});

const Decision = marked({ at: Iso, by: Text, decision: Text, reason: Text });

/** `basis` names exhibits. Likelihood and confidence stand apart, as ICD 203 demands; a fact has neither. */
const Statement = marked({ text: Text, basis: z.array(z.string()) });
const Inference = marked({
  text: Text,
  basis: z.array(z.string()).min(1),
  likelihood: z.enum([
    'almost no chance',
    'very unlikely',
    'unlikely',
    'roughly even',
    'likely',
    'very likely',
    'almost certain',
  ]),
  confidence: z.enum(['low', 'moderate', 'high']),
});

/** Everything a dossier is made of, as data. */
export const DossierInput = z.strictObject({
  caseId: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  title: Text,
  summary: Text,
  organisation: z.string().regex(/^[\x20-\x7e]{1,120}$/),
  now: Iso,
  audience: keysOf(AUDIENCES),
  /** Level of the whole; nothing in it may be stricter. */
  tlp: Tlp,
  /** Of title and summary. */
  caseTlp: Tlp.default('RED'),
  campaign: z.strictObject({ record: CampaignSchema, tlp: Tlp.default('RED'), accountsTlp: Tlp.default('RED') }),
  /** Bits from which a campaign has each tier. */
  thresholds: z.strictObject({ watch: z.number(), probable: z.number(), confirmed: z.number() }),
  /** A STIX 2.1 bundle, made elsewhere; `subjects` says which of its objects hold whose data. */
  stix: z.strictObject({ bundle: z.unknown(), subjects: z.record(z.string(), z.array(Text)).default({}) }).nullable(),
  exhibits: z.array(Exhibit).min(1),
  methods: z.array(Method).min(1),
  windows: z.array(Window).min(1),
  counterEvidence: z.array(CounterEvidence),
  benign: z.array(Benign).min(1),
  authorisation: Authorisation,
  custody: z.array(Custody).min(1),
  decisions: z.array(Decision),
  facts: z.array(Statement),
  inferences: z.array(Inference),
  unknowns: z.array(Statement).min(1),
});
export type DossierInput = z.input<typeof DossierInput>;
export type DossierContent = z.output<typeof DossierInput>;
