// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATLAS_TECHNIQUES, atlasOf } from './atlas.ts';
import { TECHNIQUE_IDS } from '@stillwatch/core';
import { anyCampaign, publish } from './campaign.fixture.ts';
import { campaignToStix } from './campaign-to-stix.ts';
import { LLM_ABUSE_EXTENSION, PROMPT_TEMPLATE } from './extension.ts';
import { HAS_SCHEMAS, loadOasisSchemas } from './oasis-schemas.fixture.ts';
import type { StixObject } from './objects.ts';
import { stixToCampaigns } from './stix-to-campaign.ts';
import { validateStix } from './validate/validate.ts';
import { newVersion, revoke } from './versions.ts';

describe('campaignToStix', () => {
  it('says everything that stixToCampaigns reads', () => {
    fc.assert(
      fc.property(anyCampaign, (campaign) => {
        const bundle = campaignToStix(publish(campaign));
        const [received, ...more] = stixToCampaigns(JSON.parse(JSON.stringify(bundle)) as typeof bundle);
        expect(more).toEqual([]);
        expect(received).toMatchObject({ publisher: publish(campaign).identity.id, revoked: false });
        expect(received!.campaign).toEqual(campaign);
      }),
    );
  });

  it('breaks no rule and earns no warning', () => {
    fc.assert(
      fc.property(anyCampaign, (campaign) => {
        expect(validateStix(campaignToStix(publish(campaign)), { strict: true }).findings).toEqual([]);
      }),
    );
  });

  it('gives the same campaign the same ids, and others others', () => {
    fc.assert(
      fc.property(anyCampaign, (campaign) => {
        const ids = (change: Parameters<typeof publish>[1]) =>
          campaignToStix(publish(campaign, change)).objects.map(({ id }) => id);
        const first = ids({});
        expect(ids({ now: Date.UTC(2027, 0, 1) })).toEqual(first);
        const own = (list: string[]) =>
          list.filter((id) => /^(campaign|indicator|relationship|infrastructure|sighting)--/.test(id));
        expect(own(ids({ campaignId: 'campaign-8' })).filter((id) => first.includes(id))).toEqual([]);
        expect(own(ids({ idKey: new Uint8Array(32).fill(8) })).filter((id) => first.includes(id))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it.skipIf(!HAS_SCHEMAS)('satisfies the published schemas (skipped without ../shared/oracles)', () => {
    const schemas = loadOasisSchemas();
    fc.assert(
      fc.property(anyCampaign, (campaign) => {
        for (const object of campaignToStix(publish(campaign)).objects) {
          expect([object.id, schemas.problemOf(object) ?? null]).toEqual([object.id, null]);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('marks everything of its own, and does not tell the local name of the campaign', () => {
    fc.assert(
      fc.property(anyCampaign, (campaign) => {
        const { objects } = campaignToStix(publish(campaign, { campaignId: 'local-name-of-it' }));
        for (const object of objects.slice(4)) expect(object.object_marking_refs).toHaveLength(1);
        expect(JSON.stringify(objects)).not.toContain('local-name-of-it');
      }),
      { numRuns: 30 },
    );
  });
});

describe('stixToCampaigns', () => {
  const [campaign] = fc.sample(anyCampaign, { numRuns: 1, seed: 11 });
  const bundle = campaignToStix(publish(campaign!));
  const changed = (change: (object: StixObject) => StixObject[]) => ({ ...bundle, objects: bundle.objects.flatMap(change) });

  it('takes the latest version of each object', () => {
    const renamed = changed((object) =>
      object.type === 'campaign' ? [newVersion(object, { name: 'Another' }, 2e12), object] : [object],
    );
    expect(stixToCampaigns(renamed)[0]!.campaign.name).toBe('Another');
  });

  it('says that a campaign is withdrawn, and leaves out what of it is', () => {
    const withdrawn = changed((object) => (object.type === 'campaign' ? [revoke(object, 2e12)] : [object]));
    expect(stixToCampaigns(withdrawn)[0]!.revoked).toBe(true);
    const without = changed((object) => (object.type === 'indicator' ? [revoke(object, 2e12)] : [object]));
    expect(stixToCampaigns(without)[0]!.campaign.templates).toEqual([]);
  });

  it('passes over campaigns that say nothing of ours', () => {
    const plain = changed((object) => (object.type === 'campaign' ? [{ ...object, extensions: undefined }] : [object]));
    expect(stixToCampaigns(JSON.parse(JSON.stringify(plain)) as typeof bundle)).toEqual([]);
  });

  it.each([
    ['a text in a template', PROMPT_TEMPLATE, { text: 'You are a helpful teacher' }],
    ['a template under the id of another', PROMPT_TEMPLATE, { template_hash: 'ab'.repeat(32) }],
    ['a signature of another length', PROMPT_TEMPLATE, { signature: [1, 2] }],
    ['more bands than there are groups of samples', PROMPT_TEMPLATE, { bands: Array.from({ length: 9 }, () => 'ab'.repeat(8)) }],
    [
      'a text in the extension of a campaign',
      'campaign',
      { extensions: { [LLM_ABUSE_EXTENSION]: { extension_type: 'property-extension', prompt_text: 'x' } } },
    ],
  ])('refuses %s', (_, type, change) => {
    const wrong = changed((object) => (object.type === type ? [{ ...object, ...change }] : [object]));
    const one = fc.sample(
      anyCampaign.filter(({ templates }) => templates.length > 0),
      { numRuns: 1, seed: 3 },
    )[0]!;
    const other = campaignToStix(publish(one));
    const objects = (type === PROMPT_TEMPLATE ? other : wrong).objects.map((object) =>
      object.type === type ? { ...object, ...change } : object,
    );
    expect(() => stixToCampaigns({ ...bundle, objects })).toThrow(expect.objectContaining({ code: 'STIX_INVALID' }));
  });
});

describe('ATLAS techniques', () => {
  it('are known for every technique that signals speak for', () => {
    expect(atlasOf(TECHNIQUE_IDS).filter((id) => !Object.hasOwn(ATLAS_TECHNIQUES, id))).toEqual([]);
    expect(atlasOf(['jailbreak'])).toEqual(['AML.T0054']);
  });
});
