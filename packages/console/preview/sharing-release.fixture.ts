// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import type { Peer, Release, ReleaseDetail, ReleaseInput, ReleasePreview, ReleaseRecipient } from '@stillwatch/core/api';
import { campaignToStix, DEFAULT_TEMPLATE, prepareRelease, type PreparedRelease, type StixObject, TLP_MARKING_IDS } from '@stillwatch/sharing';
import type { Preview } from './data.fixture.ts';
import { hex } from './merkle.fixture.ts';
import { find } from './campaigns.fixture.ts';

const OWN = 'identity--3f0c8a52-6a1e-4b7d-9d7e-2f5b8c1a4e60';
const DAY = 86_400_000;
const KEY = new Uint8Array(32).fill(7);

/** What would leave of a campaign, as the real allow-list, scrubber and lint make it. */
export function previewOf(data: Preview, input: ReleaseInput, peers: readonly Peer[]): { preview: ReleasePreview; prepared: PreparedRelease } {
  const campaign = find(data, input.campaign);
  const recipients = recipientsOf(input, peers);
  const level = input.tlp.toLowerCase() as keyof typeof TLP_MARKING_IDS;
  const bundle = campaignToStix({
    campaignId: campaign.id,
    campaign: shared(campaign, input),
    identity: identity(),
    markings: [],
    idKey: KEY,
    firstPublished: Date.parse(campaign.detectedAt),
    now: Date.parse(campaign.lastSeen),
  });
  const prepared = prepareRelease(
    {
      organisation: OWN,
      items: bundle.objects.map((object) => ({
        object: object.type === 'identity' ? { ...object, contact_information: 'duty@northlight.example' } : object,
        source: OWN,
        group: input.group,
        tlp: level,
      })),
      recipients: recipients.map((one) => ({
        id: one.id,
        organisation: one.organisation,
        kind: one.kind,
        isIndividual: one.person !== null,
        memberships: [...(peers.find(({ id }) => id === one.peer)?.groups ?? [])],
        clearances: {},
      })),
      template: DEFAULT_TEMPLATE,
      texts: [input.title, input.description, 'Northlight Models'],
      withheld: campaign.templates.flatMap(({ exemplar }) => exemplar ?? []),
      legalBasis: input.legalBasis,
      embargoUntil: input.embargoUntil,
    },
    { now: Date.now(), watermarkKey: KEY },
  );
  const { objects } = JSON.parse(prepared.preview) as { objects: StixObject[] };
  return {
    prepared,
    preview: {
      digest: prepared.digest,
      tlp: prepared.tlp.toUpperCase() as ReleasePreview['tlp'],
      needsCounsel: prepared.needsCounsel,
      content: prepared.preview,
      bytes: Buffer.byteLength(prepared.preview),
      objects: objects.map(({ id, type, name }) => ({ id, type, name: typeof name === 'string' ? name : type })),
      dropped: [...prepared.dropped],
      findings: [...prepared.findings],
      recipients,
    },
  };
}

function identity(): StixObject {
  const at = '2026-01-05T08:00:00.000Z';
  return { type: 'identity', spec_version: '2.1', id: OWN, created: at, modified: at, name: 'Northlight Models', identity_class: 'organization' };
}

function shared(campaign: Campaign, input: ReleaseInput): Parameters<typeof campaignToStix>[0]['campaign'] {
  const [firstSeen, lastSeen] = [Date.parse(campaign.firstSeen), Date.parse(campaign.lastSeen)];
  return {
    name: input.title,
    ...(input.description === '' ? {} : { description: input.description }),
    firstSeen,
    lastSeen,
    confidence: input.confidence,
    exchanges: campaign.exchanges,
    accounts: campaign.accounts.length,
    capabilities: ['chain-of-thought'],
    techniques: [],
    harvest: { outputTokens: campaign.harvest.outputTokens },
    accountTokens: [],
    templates: campaign.templates.slice(0, 6).map((template, i) => ({
      hash: hex(`template ${campaign.id} ${i}`),
      scheme: 'sketch-v1',
      keyId: '9c41d2f0aa73be15',
      signature: Array.from({ length: 16 }, (_, k) => Number.parseInt(hex(`${i} ${k}`).slice(0, 8), 16)),
      bands: Array.from({ length: 4 }, (_, k) => hex(`band ${i} ${k}`).slice(0, 16)),
      simhash: hex(`simhash ${i}`).slice(0, 16),
      words: 40 + i,
      lines: 4,
      slots: 2,
      confidence: input.confidence,
      validFrom: lastSeen,
      validUntil: lastSeen + input.validDays * DAY,
      detector: { id: 'template-recurrence', version: '3' },
      ...(template === undefined ? {} : { intent: 'extraction' }),
    })),
  };
}

export function recipientsOf(input: Pick<ReleaseInput, 'recipients'>, peers: readonly Peer[]): ReleaseRecipient[] {
  return input.recipients.flatMap((one) => {
    const peer = peers.find(({ id }) => id === one.peer);
    if (peer === undefined) return [];
    const person = one.kind === 'person' ? one.person : null;
    return [{ id: `${peer.id}${person === null ? '' : `/${person}`}`, peer: peer.id, name: peer.name, organisation: peer.organisation, kind: peer.kind, person }];
  });
}

/** A release with what would leave now; `stale` where that is not what was written. */
export function detailOf(data: Preview, release: Release, request: ReleaseInput, peers: readonly Peer[]): ReleaseDetail {
  const { preview, prepared } = previewOf(data, request, peers);
  const out = release.state === 'released' || release.state === 'recalled';
  return {
    release,
    request,
    preview,
    stale: !out && preview.digest !== release.digest,
    copies: out
      ? prepared.copies.map(({ recipient, watermark, sha256, bytes }) => ({ recipient, watermark, sha256, bytes: bytes.length }))
      : [],
    etag: release.etag,
  };
}
