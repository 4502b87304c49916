// SPDX-License-Identifier: Apache-2.0
import { AppError, type Technique, TECHNIQUE_IDS } from '@stillwatch/core';
import type { OpinionValue, SharedAccount, SharedCampaign, SharedModel } from './campaign.ts';
import { DISTILLED_FROM, LLM_ABUSE_EXTENSION, PROMPT_TEMPLATE } from './extension.ts';
import { ObjectGraph } from './object-graph.ts';
import type { Bundle, StixObject } from './objects.ts';
import { stixToTemplate } from './template-objects.ts';
import { parseTimestamp, toMilliseconds } from './timestamp.ts';
import { validateStix } from './validate/validate.ts';

/** A campaign that somebody published. */
export interface ReceivedCampaign {
  /** Its STIX id. */
  readonly id: string;
  readonly publisher: string | null;
  readonly revoked: boolean;
  readonly campaign: SharedCampaign;
}

/**
 * The campaigns of a bundle that carry the extension; of several versions of an object the latest counts.
 * @throws AppError STIX_INVALID for a bundle that breaks a rule, see `stillwatch share validate`
 */
export function stixToCampaigns(bundle: Bundle): ReceivedCampaign[] {
  const [error] = validateStix(bundle).findings.filter(({ severity }) => severity === 'must');
  if (error !== undefined) throw new AppError('STIX_INVALID', `${error.object} ${error.path}: ${error.rule}: ${error.message}`);
  const graph = new ObjectGraph(bundle.objects);
  return graph
    .of('campaign')
    .filter(isOurs)
    .map((object) => ({
      id: object.id,
      publisher: typeof object.created_by_ref === 'string' ? object.created_by_ref : null,
      revoked: object.revoked === true,
      campaign: readCampaign(object, graph),
    }));
}

type Content = Readonly<Record<string, unknown>>;

function isOurs(object: StixObject): boolean {
  return contentOf(object) !== undefined;
}

function contentOf({ extensions }: StixObject): Content | undefined {
  return (extensions as Record<string, Content> | undefined)?.[LLM_ABUSE_EXTENSION];
}

function readCampaign(object: StixObject, graph: ObjectGraph): SharedCampaign {
  const content = contentOf(object)!;
  const harvest = content.harvest as { output_tokens?: number; reasoning_tokens?: number } | undefined;
  return {
    name: object.name as string,
    ...textOf(object, 'description'),
    firstSeen: timeOf(object.first_seen),
    lastSeen: timeOf(object.last_seen),
    confidence: numberOf(object.confidence),
    exchanges: numberOf(content.exchange_count),
    accounts: numberOf(content.account_count),
    capabilities: (content.target_capabilities ?? []) as string[],
    // What a later version of the extension names is no technique of ours.
    techniques: ((content.techniques ?? []) as string[]).filter((id): id is Technique =>
      (TECHNIQUE_IDS as string[]).includes(id),
    ),
    ...(harvest === undefined
      ? {}
      : {
          harvest: {
            ...(harvest.output_tokens === undefined ? {} : { outputTokens: harvest.output_tokens }),
            ...(harvest.reasoning_tokens === undefined ? {} : { reasoningTokens: harvest.reasoning_tokens }),
          },
        }),
    accountTokens: graph
      .targets(object.id, 'uses', 'infrastructure')
      .flatMap(({ id }) => graph.targets(id, 'consists-of', 'user-account'))
      .flatMap(readAccount),
    templates: readTemplates(object, graph),
    ...readModels(object, graph),
    ...readJudgements(object, graph),
  };
}

function readAccount(account: StixObject): SharedAccount[] {
  const content = contentOf(account);
  if (content === undefined || typeof account.user_id !== 'string') return [];
  return [{ token: account.user_id, scheme: content.token_scheme as string, epoch: content.epoch as number }];
}

function readTemplates(campaign: StixObject, graph: ObjectGraph) {
  const indicators = graph.sources(campaign.id, 'indicates', 'indicator');
  return graph.targets(campaign.id, 'related-to', PROMPT_TEMPLATE).flatMap((template) => {
    const wanted = `[${PROMPT_TEMPLATE}:template_hash = '${template.template_hash as string}']`;
    const indicator = indicators.find(({ pattern, valid_until: until }) => pattern === wanted && typeof until === 'string');
    return indicator === undefined ? [] : [stixToTemplate(template, indicator)];
  });
}

function readModels(campaign: StixObject, graph: ObjectGraph): Partial<SharedCampaign> {
  const [teacher] = graph.targets(campaign.id, 'related-to', 'software');
  if (teacher === undefined) return {};
  const [link] = graph.relationships(DISTILLED_FROM, 'target_ref', teacher.id);
  const [suspect] = graph.sources(teacher.id, DISTILLED_FROM, 'software');
  const evidence = link === undefined ? [] : ((contentOf(link)?.evidence ?? []) as string[]);
  return {
    teacher: readModel(teacher),
    ...(suspect === undefined ? {} : { suspect: readModel(suspect) }),
    ...(typeof link?.confidence === 'number' ? { distillation: { confidence: link.confidence, evidence } } : {}),
  };
}

function readModel(software: StixObject): SharedModel {
  return { name: software.name as string, ...textOf(software, 'vendor'), ...textOf(software, 'version') };
}

function readJudgements({ id }: StixObject, graph: ObjectGraph): Partial<SharedCampaign> {
  const about = ({ object_refs: refs, revoked }: StixObject) => revoked !== true && (refs as string[]).includes(id);
  const sighting = graph.of('sighting').find(({ sighting_of_ref: of, revoked }) => of === id && revoked !== true);
  const opinion = graph.of('opinion').find(about);
  const note = graph.of('note').find(about);
  return {
    ...(sighting === undefined
      ? {}
      : {
          sighting: {
            count: numberOf(sighting.count),
            firstSeen: timeOf(sighting.first_seen),
            lastSeen: timeOf(sighting.last_seen),
          },
        }),
    ...(opinion === undefined
      ? {}
      : { opinion: { opinion: opinion.opinion as OpinionValue, ...textOf(opinion, 'explanation') } }),
    ...(note === undefined ? {} : { note: { ...textOf(note, 'abstract'), content: note.content as string } }),
  };
}

function textOf<Name extends string>(object: StixObject, name: Name): { readonly [name in Name]?: string } {
  return typeof object[name] === 'string' ? ({ [name]: object[name] } as { readonly [name in Name]?: string }) : {};
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function timeOf(value: unknown): number {
  const time = typeof value === 'string' ? parseTimestamp(value) : null;
  return time === null ? 0 : toMilliseconds(time);
}
