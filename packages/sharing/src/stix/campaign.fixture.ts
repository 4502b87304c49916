// SPDX-License-Identifier: Apache-2.0
import { TECHNIQUE_IDS } from '@stillwatch/core';
import * as fc from 'fast-check';
import type { SharedCampaign, SharedTemplate } from './campaign.ts';
import type { CampaignPublication } from './campaign-to-stix.ts';
import type { StixObject } from './objects.ts';

export const PUBLISHER: StixObject = {
  type: 'identity',
  spec_version: '2.1',
  id: 'identity--3f0c8a52-6a1e-4b7d-9d7e-2f5b8c1a4e60',
  created: '2026-01-05T08:00:00.000Z',
  modified: '2026-01-05T08:00:00.000Z',
  name: 'Northlight Models',
  identity_class: 'organization',
};

/** TLP:AMBER as version 2 of the protocol is carried. */
export const AMBER: StixObject = {
  type: 'marking-definition',
  spec_version: '2.1',
  id: 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  created: '2022-10-01T00:00:00.000Z',
  name: 'TLP:AMBER',
  extensions: {
    'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': { extension_type: 'property-extension', tlp_2_0: 'amber' },
  },
};

const HOUR = 3_600_000;
const time = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
const hex = (digits: number) => fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: digits, maxLength: digits });
const word = fc.constantFrom('chain-of-thought', 'agentic-coding', 'mathematics', 'tool-use');
const text = fc.string({ minLength: 1, maxLength: 30 }).filter((value) => value.isWellFormed());
const count = fc.nat(1_000_000);
const model = fc.record({ name: text, vendor: text, version: text }, { requiredKeys: ['name'] });

const template: fc.Arbitrary<SharedTemplate> = fc
  .record(
    {
      hash: hex(64),
      scheme: fc.constant('sketch-v1'),
      keyId: hex(16),
      signature: fc.array(fc.oneof(fc.constant(0), fc.nat(0xffff_ffff)), { minLength: 16, maxLength: 16 }),
      bands: fc.array(hex(16), { minLength: 1, maxLength: 8 }),
      simhash: hex(16),
      words: count,
      lines: count,
      slots: count,
      intent: fc.constantFrom('extraction', 'reward-modelling'),
      confidence: fc.nat(100),
      validFrom: time,
      detector: fc.record(
        { id: fc.constant('template-recurrence'), version: fc.constant('3'), hash: hex(64) },
        { requiredKeys: ['id', 'version'] },
      ),
    },
    { requiredKeys: ['hash', 'scheme', 'signature', 'simhash', 'words', 'lines', 'slots', 'confidence', 'validFrom'] },
  )
  .map((value) => ({ ...value, validUntil: value.validFrom + 30 * 24 * HOUR }));

/** Any campaign that can be shared. */
export const anyCampaign: fc.Arbitrary<SharedCampaign> = fc
  .record(
    {
      name: text,
      description: text,
      firstSeen: time,
      confidence: fc.nat(100),
      exchanges: count,
      accounts: count,
      capabilities: fc.uniqueArray(word),
      techniques: fc.subarray([...TECHNIQUE_IDS]),
      harvest: fc.record({ outputTokens: count, reasoningTokens: count }),
      accountTokens: fc.uniqueArray(fc.record({ token: hex(64), scheme: fc.constant('voprf-ristretto255'), epoch: count }), {
        selector: ({ token }) => token,
        maxLength: 4,
      }),
      templates: fc.uniqueArray(template, { selector: ({ hash }) => hash, maxLength: 4 }),
      teacher: model,
      suspect: model,
      distillation: fc.record({ confidence: fc.nat(100), evidence: fc.array(text, { maxLength: 3 }) }),
      opinion: fc.record(
        { opinion: fc.constantFrom('agree' as const, 'disagree' as const), explanation: text },
        { requiredKeys: ['opinion'] },
      ),
      note: fc.record({ abstract: text, content: text }, { requiredKeys: ['content'] }),
    },
    {
      requiredKeys: [
        'name',
        'firstSeen',
        'confidence',
        'exchanges',
        'accounts',
        'capabilities',
        'techniques',
        'accountTokens',
        'templates',
      ],
    },
  )
  .map(({ suspect, distillation, ...value }) => ({
    ...value,
    lastSeen: value.firstSeen + HOUR,
    sighting: { count: 5, firstSeen: value.firstSeen, lastSeen: value.firstSeen + HOUR },
    // A copy is a copy of something else.
    ...(value.teacher === undefined || suspect === undefined || suspect.name === value.teacher.name
      ? {}
      : { suspect, ...(distillation === undefined ? {} : { distillation }) }),
  }));

export const publish = (campaign: SharedCampaign, change: Partial<CampaignPublication> = {}): CampaignPublication => ({
  campaignId: 'campaign-7',
  campaign,
  identity: PUBLISHER,
  markings: [AMBER],
  idKey: new Uint8Array(32).fill(7),
  firstPublished: Date.UTC(2026, 10, 20),
  now: Date.UTC(2026, 10, 21),
  ...change,
});
