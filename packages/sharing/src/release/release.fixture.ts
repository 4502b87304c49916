// SPDX-License-Identifier: Apache-2.0
import { day, NOW, objectId } from '../assertion/samples.fixture.ts';
import type { SharedObject } from '../marking/shared-object.ts';
import type { Recipient, ReleaseItem, ReleaseRequest } from './prepare.ts';
import { DEFAULT_TEMPLATE } from './template.ts';

export const OWN = 'identity--acme';
export const WATERMARK_KEY = new Uint8Array(32).fill(9);
export const AT = { now: NOW, watermarkKey: WATERMARK_KEY };

export function recipient(changes: Partial<Recipient> = {}): Recipient {
  return {
    id: 'identity--beta',
    organisation: 'identity--beta',
    kind: 'company',
    isIndividual: false,
    memberships: [],
    clearances: {},
    ...changes,
  };
}

export function item(object: Partial<SharedObject> = {}, changes: Partial<ReleaseItem> = {}): ReleaseItem {
  return { object: { ...campaign(), ...object }, source: OWN, group: null, tlp: 'amber', ...changes };
}

export function campaign(): SharedObject {
  return {
    type: 'campaign',
    spec_version: '2.1',
    id: objectId('campaign'),
    created: day(-9),
    modified: day(-1),
    created_by_ref: objectId('identity'),
    name: 'Harvest 7',
    confidence: 80,
    extensions: {
      'extension-definition--11111111-1111-4111-8111-111111111111': {
        extension_type: 'property-extension',
        exchange_count: 412_345,
        target_capabilities: ['chain-of-thought'],
      },
    },
  };
}

export function request(changes: Partial<ReleaseRequest> = {}): ReleaseRequest {
  return {
    organisation: OWN,
    items: [item()],
    recipients: [recipient()],
    template: DEFAULT_TEMPLATE,
    texts: ['Harvest 7'],
    withheld: [],
    legalBasis: { basis: 'Cybersecurity Information Sharing Act of 2015', validFrom: day(-100), validUntil: day(30) },
    embargoUntil: null,
    ...changes,
  };
}
