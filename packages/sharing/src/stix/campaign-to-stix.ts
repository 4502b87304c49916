// SPDX-License-Identifier: Apache-2.0
import { ATLAS_TECHNIQUES, atlasOf } from './atlas.ts';
import type { SharedCampaign } from './campaign.ts';
import { accountObject, campaignContent, modelObject } from './campaign-content.ts';
import { derivedId } from './derived-id.ts';
import { DISTILLED_FROM, EXTENSION_OBJECTS, LLM_ABUSE_EXTENSION } from './extension.ts';
import type { Bundle, StixObject } from './objects.ts';
import { templateToStix } from './template-objects.ts';
import { writeTimestamp } from './timestamp.ts';

export interface CampaignPublication {
  /** The campaign's id at this node; it does not leave. */
  readonly campaignId: string;
  readonly campaign: SharedCampaign;
  /** Who publishes, as a STIX identity. */
  readonly identity: StixObject;
  /** Marking definitions that everything is marked with; they go along. */
  readonly markings: readonly StixObject[];
  /** Secret of the node that ids are derived from, at least 32 bytes. */
  readonly idKey: Uint8Array;
  /** When it was first published, and when this version is; milliseconds since 1970. */
  readonly firstPublished: number;
  readonly now: number;
}

/** Everything that is to be said about a campaign. The same campaign has the same ids, whenever it is published. */
export function campaignToStix(publication: CampaignPublication): Bundle {
  const { campaignId, campaign, identity, markings, idKey, firstPublished, now } = publication;
  const marked = markings.length === 0 ? {} : { object_marking_refs: markings.map(({ id }) => id) };
  const versioned = {
    spec_version: '2.1',
    created_by_ref: identity.id,
    created: writeTimestamp(firstPublished),
    modified: writeTimestamp(Math.max(now, firstPublished)),
    ...marked,
  };
  const make = (type: string, part: string, content: Readonly<Record<string, unknown>>): StixObject => ({
    type,
    id: derivedId(idKey, type, identity.id, campaignId, part),
    ...versioned,
    ...content,
  });
  const relate = (from: StixObject, type: string, to: string, content: Readonly<Record<string, unknown>> = {}): StixObject =>
    make('relationship', `${from.id} ${type} ${to}`, {
      relationship_type: type,
      source_ref: from.id,
      target_ref: to,
      ...content,
    });
  const observe = (object: StixObject): StixObject => ({ ...object, ...marked });

  const main = make('campaign', '', campaignContent(campaign));
  const objects: StixObject[] = [main];
  if (campaign.accountTokens.length > 0) {
    const cluster = make('infrastructure', 'accounts', {
      name: 'Account cluster',
      description: 'Accounts of a campaign, by tokens of private matching.',
      first_seen: writeTimestamp(campaign.firstSeen),
      last_seen: writeTimestamp(campaign.lastSeen),
    });
    objects.push(cluster, relate(main, 'uses', cluster.id));
    for (const account of campaign.accountTokens.map(accountObject).map(observe)) {
      objects.push(account, relate(cluster, 'consists-of', account.id));
    }
  }
  for (const template of campaign.templates) {
    const { observable, indicator } = templateToStix(template);
    const made = make('indicator', observable.id, indicator);
    objects.push(observe(observable), made, relate(made, 'indicates', main.id), relate(main, 'related-to', observable.id));
  }
  for (const external of atlasOf(campaign.techniques)) {
    const { id, name } = ATLAS_TECHNIQUES[external]!;
    objects.push(relate(main, 'uses', id, { description: `MITRE ATLAS ${external}: ${name}` }));
  }
  objects.push(...modelObjects(campaign, main, observe, relate));
  objects.push(...judgements(campaign, main, identity, make));
  return {
    type: 'bundle',
    id: derivedId(idKey, 'bundle', identity.id, campaignId, versioned.modified),
    objects: unique([...markings, ...EXTENSION_OBJECTS, identity, ...objects]),
  };
}

type Relate = (from: StixObject, type: string, to: string, content?: Readonly<Record<string, unknown>>) => StixObject;

/** A campaign names what it copies as `related-to`, the suspected copy as `distilled-from` it. */
function modelObjects(
  { teacher, suspect, distillation }: SharedCampaign,
  main: StixObject,
  observe: (object: StixObject) => StixObject,
  relate: Relate,
): StixObject[] {
  if (teacher === undefined) return [];
  const copied = observe(modelObject(teacher));
  const objects = [copied, relate(main, 'related-to', copied.id)];
  if (suspect === undefined) return objects;
  const copy = observe(modelObject(suspect));
  const evidence = distillation?.evidence ?? [];
  return [
    ...objects,
    copy,
    relate(copy, DISTILLED_FROM, copied.id, {
      ...(distillation === undefined ? {} : { confidence: distillation.confidence }),
      extensions: {
        [LLM_ABUSE_EXTENSION]: {
          extension_type: 'property-extension',
          ...(evidence.length === 0 ? {} : { evidence: [...evidence] }),
        },
      },
    }),
  ];
}

type Make = (type: string, part: string, content: Readonly<Record<string, unknown>>) => StixObject;

function judgements(
  { sighting, opinion, note }: SharedCampaign,
  main: StixObject,
  identity: StixObject,
  make: Make,
): StixObject[] {
  const objects: StixObject[] = [];
  if (sighting !== undefined) {
    objects.push(
      make('sighting', '', {
        sighting_of_ref: main.id,
        where_sighted_refs: [identity.id],
        count: sighting.count,
        first_seen: writeTimestamp(sighting.firstSeen),
        last_seen: writeTimestamp(sighting.lastSeen),
        summary: true,
      }),
    );
  }
  if (opinion !== undefined) objects.push(make('opinion', '', { ...opinion, object_refs: [main.id] }));
  if (note !== undefined) objects.push(make('note', '', { ...note, object_refs: [main.id] }));
  return objects;
}

/** Each object once: two templates of one hash are one observable, and the publisher may be the project. */
function unique(objects: readonly StixObject[]): StixObject[] {
  return [...new Map(objects.map((object) => [object.id, object])).values()];
}
