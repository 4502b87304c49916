// SPDX-License-Identifier: Apache-2.0
import { AppError, canonicalJson, type Technique, TECHNIQUE_IDS } from '@stillwatch/core';
import type { ReleaseInput, ReleasePreview, ReleaseRecipient } from '@stillwatch/core/api';
import {
  type Assertion,
  campaignToStix,
  DEFAULT_TEMPLATE,
  type PreparedRelease,
  prepareRelease,
  type Recipient,
  type ReleaseRequest,
  reviewableTexts,
  type SharedCampaign,
  signAssertion,
  type Statement,
  type StixObject,
} from '@stillwatch/sharing';
import { hashOfAccount } from '../http/queries/scope.ts';
import type { CampaignRecord } from '../parts.ts';
import { fromTlp, MOST_RECIPIENTS, toTlp } from './audience.ts';
import { throughCentres } from './through-centres.ts';
import type { ReleaseRecord } from './kept.ts';
import type { SharingWorld } from './settings.ts';
import { findTemplates, sketchesOf, toShared } from './templates.ts';

const DAY = 86_400_000;

/** What is to leave, frozen: who reviews it agrees to these objects, whatever hunts find afterwards. */
export interface Drafted {
  readonly items: readonly StixObject[];
  readonly recipients: readonly ReleaseRecipient[];
}

/** @throws AppError NOT_FOUND for a campaign or peer that is not there. */
export async function draftObjects(world: SharingWorld, input: ReleaseInput, at: number): Promise<Drafted> {
  const { identity, records } = world;
  const campaign = await records.campaigns.get(input.campaign);
  if (campaign === null) throw new AppError('NOT_FOUND', 'there is no such campaign');
  const recipients = await findRecipients(world, input);
  const { first, recalls } = await records.sharing.historyOf(input.campaign);
  // What was recalled is so for good (STIX 2.1 §3.6): released again, it is something new.
  const bundle = campaignToStix({
    campaignId: recalls === 0 ? campaign.id : `${campaign.id} ${recalls}`,
    campaign: await sharedOf(world, campaign, input, at),
    identity: identity.object,
    markings: [],
    idKey: identity.idKey,
    firstPublished: first ?? at,
    now: at,
  });
  return { items: bundle.objects, recipients };
}

async function findRecipients({ records }: SharingWorld, { recipients }: ReleaseInput): Promise<ReleaseRecipient[]> {
  if (recipients.length > MOST_RECIPIENTS) {
    throw new AppError('REQUEST_INVALID', `a release has at most ${MOST_RECIPIENTS} recipients`);
  }
  const found: ReleaseRecipient[] = [];
  for (const recipient of recipients) {
    const peer = await records.sharing.peer(recipient.peer);
    if (peer === null) throw new AppError('NOT_FOUND', 'there is no such peer');
    const person = recipient.kind === 'person' ? recipient.person : null;
    const { id, name, organisation, kind } = peer;
    found.push({ id: person === null ? id : `${id}:${person}`, peer: id, name, organisation, kind, person });
  }
  return found;
}

/** What is said of a campaign: figures, techniques and fingerprints; of free text only what was written for it. */
async function sharedOf(world: SharingWorld, record: CampaignRecord, input: ReleaseInput, at: number): Promise<SharedCampaign> {
  const { store } = world;
  const { finding, trace } = record;
  const [firstSeen, lastSeen] = [Date.parse(finding.firstSeen), Date.parse(finding.lastSeen)];
  const accounts = finding.accounts.map((account) => hashOfAccount(store, account));
  const span = { from: Math.floor(firstSeen / 1000), to: Math.ceil(lastSeen / 1000) };
  const { sketchKeyId } = store.nodeKey;
  const known = new Set(trace.grams.map((gram) => gram >>> 0));
  const templates = findTemplates(await sketchesOf(store, accounts, span), known, sketchKeyId);
  const validUntil = at + input.validDays * DAY;
  return {
    name: input.title,
    ...(input.description === '' ? {} : { description: input.description }),
    firstSeen,
    lastSeen,
    confidence: input.confidence,
    exchanges: finding.exchanges,
    accounts: finding.accounts.length,
    capabilities: finding.harvest.capabilities.map(({ name }) => name),
    techniques: finding.techniques.map(({ id }) => id).filter((id): id is Technique => (TECHNIQUE_IDS as string[]).includes(id)),
    harvest: { outputTokens: finding.harvest.outputTokens },
    accountTokens: [],
    templates: templates.map((one) => toShared(one, { confidence: input.confidence, validFrom: at, validUntil })),
  };
}

/** Everything of the evidence that must not leave: texts, ids of accounts, what the node calls things. */
async function withheldOf({ records, intake, store }: SharingWorld, campaign: string): Promise<string[]> {
  const record = await records.campaigns.get(campaign);
  if (record === null) return [];
  const { accounts, templates } = record.finding;
  const texts = (await intake.exemplars?.(accounts.map((account) => hashOfAccount(store, account)))) ?? [];
  return [
    ...accounts,
    ...templates.flatMap(({ exemplar }) => (exemplar === null ? [] : [exemplar])),
    ...texts.flatMap(({ user, system }) => [user, system]).filter((text) => text !== ''),
  ];
}

/** What would leave at this moment. */
export async function prepare(
  world: SharingWorld,
  input: ReleaseInput,
  { items, recipients }: Drafted,
): Promise<{ request: ReleaseRequest; prepared: PreparedRelease }> {
  const { identity, records, clock } = world;
  const peers = new Map((await records.sharing.peers()).map((peer) => [peer.id, peer]));
  const tlp = toTlp(input.tlp);
  const request: ReleaseRequest = {
    organisation: identity.organisation,
    items: items.map((object) => ({
      object: object as Assertion['object'],
      source: identity.organisation,
      group: input.group,
      tlp,
    })),
    recipients: recipients.map(
      ({ id, peer, organisation, kind, person }): Recipient => ({
        id,
        organisation,
        kind,
        isIndividual: person !== null,
        memberships: peers.get(peer)?.groups ?? [],
        clearances: {},
      }),
    ),
    template: DEFAULT_TEMPLATE,
    texts: reviewableTexts(items, DEFAULT_TEMPLATE),
    withheld: await withheldOf(world, input.campaign),
    legalBasis: input.legalBasis,
    embargoUntil: input.embargoUntil,
  };
  const prepared = prepareRelease(request, { now: clock.now(), watermarkKey: identity.watermarkKey });
  return {
    request,
    prepared: { ...prepared, findings: [...prepared.findings, ...throughCentres(world, input, prepared, recipients)] },
  };
}

/** A prepared release as it is shown. */
export function previewOf(prepared: PreparedRelease, recipients: readonly ReleaseRecipient[]): ReleasePreview {
  const { objects } = JSON.parse(prepared.preview) as { objects: StixObject[] };
  const content = JSON.stringify(objects, null, 2);
  return {
    digest: prepared.digest,
    tlp: fromTlp(prepared.tlp),
    needsCounsel: prepared.needsCounsel,
    content,
    bytes: Buffer.byteLength(prepared.preview),
    objects: objects.map((object) => ({ id: object.id, type: object.type, name: nameOf(object) })),
    dropped: prepared.dropped.map((one) => ({ ...one })),
    findings: prepared.findings.map((one) => ({ ...one })),
    recipients: [...recipients],
  };
}

/** What an object is called, or what it says. */
export function nameOf(object: Readonly<Record<string, unknown>>): string {
  for (const key of ['name', 'relationship_type', 'opinion', 'pattern', 'template_hash']) {
    const value = object[key];
    if (typeof value === 'string') return value.slice(0, 200);
  }
  return '';
}

/** Has what left with a release expired everywhere? @param releasedAt null where it did not leave. */
export function hasEnded({ validDays }: Pick<ReleaseInput, 'validDays'>, releasedAt: number | null, now: number): boolean {
  return releasedAt !== null && releasedAt + validDays * DAY <= now;
}

/** What leaves: objects, and what is said of each of them. @param at when it was released. */
export function saidOf(
  { identity }: Pick<SharingWorld, 'identity'>,
  { input, preview }: Pick<ReleaseRecord, 'input' | 'preview'>,
  at: number,
): { objects: Assertion['object'][]; said: Omit<Statement, 'object'> } {
  return {
    objects: JSON.parse(preview.content) as Assertion['object'][],
    said: {
      source: identity.organisation,
      origin: identity.organisation,
      group: input.group,
      tlp: toTlp(preview.tlp),
      pap: input.pap === null ? null : (input.pap.toLowerCase() as Statement['pap']),
      at: new Date(at).toISOString(),
      confidence: input.confidence,
      legalBasis: input.legalBasis,
      licence: input.licence,
      expiresAt: new Date(at + input.validDays * DAY).toISOString(),
      withdraws: null,
    },
  };
}

/** The same as assertions of this organisation. The same release always makes the same. */
export function assertionsOf({ identity }: Pick<SharingWorld, 'identity'>, record: ReleaseRecord, at: number): Assertion[] {
  const { objects, said } = saidOf({ identity }, record, at);
  return objects.map((object) => signAssertion({ ...said, object }, identity.key));
}

/** Bytes of one recipient's copy of what has left. */
export function copyBytes({ preview, copies }: ReleaseRecord, recipient: string): Uint8Array | null {
  const copy = copies.find((one) => one.recipient === recipient);
  if (copy === undefined) return null;
  const objects = JSON.parse(preview.content) as unknown[];
  return Buffer.from(canonicalJson({ type: 'bundle', id: copy.watermark, objects: objects as never }), 'utf8');
}
