// SPDX-License-Identifier: Apache-2.0
import type { Shape } from './shapes.ts';

/** Fields of one type of object. `*` stands for one name; a field of a list has the shape of each element. */
export interface TypeTemplate {
  readonly fields: Readonly<Record<string, Shape>>;
  /** Without these nothing of the object leaves. */
  readonly required: readonly string[];
}

/** What may leave, named so that a receipt can say by which list it was decided. */
export interface ReleaseTemplate {
  readonly name: string;
  readonly types: Readonly<Record<string, TypeTemplate>>;
}

const COMMON: Readonly<Record<string, Shape>> = {
  type: 'type',
  id: 'id',
  spec_version: 'version',
  created: 'timestamp',
  modified: 'timestamp',
  created_by_ref: 'id',
  revoked: 'flag',
  confidence: 'percent',
  'extensions.*.extension_type': 'word',
};
const REQUIRED = ['type', 'id', 'spec_version'] as const;

function type(fields: Readonly<Record<string, Shape>>, required: readonly string[] = []): TypeTemplate {
  return { fields: { ...COMMON, ...fields }, required: [...REQUIRED, ...required] };
}

const FINGERPRINT: Readonly<Record<string, Shape>> = {
  template_hash: 'hash',
  scheme: 'word',
  key_id: 'hash',
  signature: 'numbers',
  bands: 'numbers',
  simhash: 'hash',
  words: 'count',
  lines: 'count',
  slot_count: 'count',
  intent_class: 'word',
};

/**
 * What is shared of a campaign by default: structure, fingerprints, tokens and bucketed counts. Addresses, accounts'
 * identifiers, labels, external references and whatever else is not here stays; an organisation that wants to share more
 * makes a list of its own.
 */
export const DEFAULT_TEMPLATE: ReleaseTemplate = {
  name: 'stillwatch-default/1',
  types: {
    indicator: type(
      {
        name: 'text',
        description: 'text',
        indicator_types: 'word',
        pattern: 'pattern',
        pattern_type: 'word',
        pattern_version: 'version',
        valid_from: 'timestamp',
        valid_until: 'timestamp',
        'extensions.*.detector_id': 'text',
        'extensions.*.detector_version': 'version',
        'extensions.*.detector_hash': 'hash',
      },
      ['pattern', 'pattern_type', 'valid_from', 'valid_until'],
    ),
    campaign: type(
      {
        name: 'text',
        description: 'text',
        first_seen: 'timestamp',
        last_seen: 'timestamp',
        'extensions.*.exchange_count': 'count',
        'extensions.*.account_count': 'count',
        'extensions.*.target_capabilities': 'word',
        'extensions.*.techniques': 'technique',
        'extensions.*.harvest.output_tokens': 'count',
        'extensions.*.harvest.reasoning_tokens': 'count',
      },
      ['name'],
    ),
    infrastructure: type(
      { name: 'text', description: 'text', infrastructure_types: 'word', first_seen: 'timestamp', last_seen: 'timestamp' },
      ['name'],
    ),
    identity: type({ name: 'text', identity_class: 'word' }, ['name']),
    'user-account': type(
      {
        account_type: 'word',
        user_id: 'token',
        'extensions.*.token_scheme': 'word',
        'extensions.*.epoch': 'ordinal',
      },
      ['account_type', 'user_id'],
    ),
    'x-prompt-template': type(FINGERPRINT, ['template_hash', 'scheme', 'signature', 'simhash', 'words', 'lines', 'slot_count']),
    'attack-pattern': type(
      { name: 'text', 'external_references.source_name': 'word', 'external_references.external_id': 'technique' },
      ['name'],
    ),
    software: type({ name: 'text', vendor: 'text', version: 'text' }, ['name']),
    relationship: type(
      {
        relationship_type: 'word',
        source_ref: 'id',
        target_ref: 'id',
        description: 'text',
        start_time: 'timestamp',
        stop_time: 'timestamp',
      },
      ['relationship_type', 'source_ref', 'target_ref'],
    ),
    sighting: type(
      {
        count: 'count',
        first_seen: 'timestamp',
        last_seen: 'timestamp',
        summary: 'flag',
        sighting_of_ref: 'id',
        where_sighted_refs: 'id',
      },
      ['sighting_of_ref'],
    ),
    opinion: type({ opinion: 'word', object_refs: 'id', explanation: 'text' }, ['opinion', 'object_refs']),
    grouping: type({ name: 'text', context: 'word', object_refs: 'id' }, ['context', 'object_refs']),
  },
};
