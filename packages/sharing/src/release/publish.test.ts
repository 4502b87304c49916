// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SharedObject } from '../marking/shared-object.ts';
import { anyCampaign, publish } from '../stix/campaign.fixture.ts';
import { campaignToStix } from '../stix/campaign-to-stix.ts';
import { LLM_ABUSE_EXTENSION, PROMPT_TEMPLATE } from '../stix/extension.ts';
import { validateStix } from '../stix/validate/validate.ts';
import { prepareRelease, reviewableTexts } from './prepare.ts';
import { AT, item, request } from './release.fixture.ts';
import { DEFAULT_TEMPLATE } from './template.ts';

const BUNDLE = { type: 'bundle', id: 'bundle--00000000-0000-4000-8000-000000000001' };

describe('a campaign that is published', () => {
  it('leaves as valid STIX, with its extension defined and its fingerprints whole', () => {
    let left = 0;
    fc.assert(
      fc.property(anyCampaign, (campaign) => {
        const objects = campaignToStix(publish(campaign)).objects as readonly SharedObject[];
        const texts = reviewableTexts(objects, DEFAULT_TEMPLATE);
        const items = objects.map((object) => ({ ...item({}, { tlp: 'green' }), object }));
        const { preview, copies } = prepareRelease(request({ items, texts }), AT);
        left += copies.length;
        const released = (JSON.parse(preview) as { objects: SharedObject[] }).objects;
        const broken = validateStix({ ...BUNDLE, objects: released }).findings.filter(({ severity }) => severity === 'must');
        expect(broken).toEqual([]);
        expect(released.map(({ id }) => id)).toContain(LLM_ABUSE_EXTENSION);
        const templates = released.filter(({ type }) => type === PROMPT_TEMPLATE);
        for (const template of templates) {
          const before = objects.find(({ id }) => id === template.id);
          expect(template['signature']).toEqual(before?.['signature']);
          expect(template['bands']).toEqual(before?.['bands']);
        }
      }),
      { numRuns: 60 },
    );
    expect(left).toBeGreaterThan(0);
  });
});
