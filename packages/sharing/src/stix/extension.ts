// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { observableId } from './observable-id.ts';
import type { StixObject } from './objects.ts';
import type { KnownExtension } from './validate/report.ts';

/** Our extension of STIX 2.1 for the abuse of language models. The id never changes; the version does. */
export const LLM_ABUSE_EXTENSION = 'extension-definition--552158ee-9c9b-45b7-bb3b-c692df3889f1';
/** Who defines it: the project, not the node that uses it. */
export const PROJECT_IDENTITY = 'identity--977186d6-c8fb-4f3e-b7db-b100cb44b64c';
/** Observable that stands for a prompt template without a word of it. */
export const PROMPT_TEMPLATE = 'x-prompt-template';
export const DISTILLED_FROM = 'distilled-from';

const DEFINED = '2026-11-01T00:00:00.000Z';

/** The objects that define the extension; they go along with whatever uses it. */
export const EXTENSION_OBJECTS: readonly StixObject[] = [
  {
    type: 'identity',
    spec_version: '2.1',
    id: PROJECT_IDENTITY,
    created: DEFINED,
    modified: DEFINED,
    name: 'Stillwatch',
    description: 'The project that defines this extension.',
    identity_class: 'organization',
  },
  {
    type: 'extension-definition',
    spec_version: '2.1',
    id: LLM_ABUSE_EXTENSION,
    created_by_ref: PROJECT_IDENTITY,
    created: DEFINED,
    modified: DEFINED,
    name: 'Abuse of language models',
    description:
      'Distillation campaigns against language models: what was harvested, by which accounts, with which prompt templates.',
    schema: [
      'campaign: exchange_count, account_count (integers), target_capabilities, techniques (lists of strings), harvest {output_tokens, reasoning_tokens}.',
      'user-account: account_type may be llm-api; token_scheme (string), epoch (integer): user_id is a token of that scheme, never a name.',
      'x-prompt-template (new observable, id over template_hash): template_hash (SHA-256 of the normalised template, or a shorter keyed digest, in hexadecimal),',
      'scheme (how signature and simhash are made), key_id, signature (16 samples of 32 bits: 8 of the whole text, 4 of its beginning, 4 of its end; 0: none),',
      'bands (64-bit digests of equal groups of samples, in hexadecimal), simhash (64 bits in hexadecimal), words, lines, slot_count, intent_class. No text of the template.',
      'indicator: detector_id, detector_version, detector_hash.',
      'relationship: relationship_type may be distilled-from, from a model (software) to the model it was copied from; evidence (list of digests or ids).',
    ].join('\n'),
    version: '1.0.0',
    extension_types: ['property-extension', 'new-sco'],
  },
];

const digest = z.string().regex(/^[0-9a-f]{16,128}$/);
const count = z.int().nonnegative();
const word = z.string().regex(/^[a-z0-9][a-z0-9.:+-]{0,99}$/);
const property = { extension_type: z.literal('property-extension') };

/** What the extension may say of each type. */
const CONTENTS = {
  campaign: z.strictObject({
    ...property,
    exchange_count: count.optional(),
    account_count: count.optional(),
    target_capabilities: z.array(word).nonempty().optional(),
    techniques: z.array(word).nonempty().optional(),
    harvest: z.strictObject({ output_tokens: count.optional(), reasoning_tokens: count.optional() }).optional(),
  }),
  'user-account': z.strictObject({ ...property, token_scheme: word, epoch: count }),
  indicator: z.strictObject({
    ...property,
    detector_id: word.optional(),
    detector_version: z.string().max(100).optional(),
    detector_hash: digest.optional(),
  }),
  relationship: z.strictObject({ ...property, evidence: z.array(z.string().min(1).max(500)).nonempty().optional() }),
  [PROMPT_TEMPLATE]: z.strictObject({ extension_type: z.literal('new-sco') }),
} as const satisfies Record<string, z.ZodType>;

/** The fingerprint itself: the properties of the new observable. Whatever else it has would be somebody's text. */
const Fingerprint = z.strictObject({
  template_hash: digest,
  scheme: word,
  key_id: digest.optional(),
  signature: z.array(z.int().nonnegative().max(0xffff_ffff)).length(16),
  bands: z
    .array(z.string().regex(/^[0-9a-f]{16}$/))
    .nonempty()
    .max(8)
    .optional(),
  simhash: z.string().regex(/^[0-9a-f]{16}$/),
  words: count,
  lines: count,
  slot_count: count,
  intent_class: word.optional(),
});

const COMMON = ['type', 'spec_version', 'id', 'extensions', 'object_marking_refs', 'granular_markings', 'defanged'];

/** The extension as the validator knows it. */
export const LLM_ABUSE: KnownExtension = {
  id: LLM_ABUSE_EXTENSION,
  vocabulary: { 'account-type-ov': ['llm-api'] },
  relationships: [DISTILLED_FROM],
  check(object, content) {
    const type = String(object.type);
    const path = `/extensions/${LLM_ABUSE_EXTENSION}`;
    const schema: z.ZodType | undefined = Object.hasOwn(CONTENTS, type) ? CONTENTS[type as keyof typeof CONTENTS] : undefined;
    if (schema === undefined) return [{ path, message: `the extension says nothing of ${type}` }];
    const found = issues(schema, content, path);
    if (type !== PROMPT_TEMPLATE) return found;
    const own = Object.fromEntries(Object.entries(object).filter(([name]) => !COMMON.includes(name)));
    found.push(...issues(Fingerprint, own, ''));
    if (typeof object.template_hash === 'string' && object.id !== templateId(object.template_hash)) {
      found.push({ path: '/id', message: `must be ${templateId(object.template_hash)}, which is made of template_hash` });
    }
    return found;
  },
};

/** The id of a template: the same at every node that sees it. */
export function templateId(hash: string): string {
  return observableId({ type: PROMPT_TEMPLATE, template_hash: hash }, ['template_hash'])!;
}

function issues(schema: z.ZodType, value: unknown, path: string): { path: string; message: string }[] {
  const read = schema.safeParse(value);
  if (read.success) return [];
  return read.error.issues.map(({ path: steps, message }) => ({ path: [path, ...steps.map(String)].join('/'), message }));
}
