// SPDX-License-Identifier: Apache-2.0
import type { SharedAccount, SharedCampaign, SharedModel } from './campaign.ts';
import { LLM_ABUSE_EXTENSION } from './extension.ts';
import type { StixObject } from './objects.ts';
import { observableId } from './observable-id.ts';
import { writeTimestamp } from './timestamp.ts';

/** What a campaign object says of a campaign. */
export function campaignContent(campaign: SharedCampaign): Readonly<Record<string, unknown>> {
  const { description, capabilities, techniques, harvest } = campaign;
  return {
    name: campaign.name,
    ...(description === undefined ? {} : { description }),
    first_seen: writeTimestamp(campaign.firstSeen),
    last_seen: writeTimestamp(campaign.lastSeen),
    confidence: campaign.confidence,
    extensions: {
      [LLM_ABUSE_EXTENSION]: {
        extension_type: 'property-extension',
        exchange_count: campaign.exchanges,
        account_count: campaign.accounts,
        ...(capabilities.length === 0 ? {} : { target_capabilities: [...capabilities] }),
        ...(techniques.length === 0 ? {} : { techniques: [...techniques] }),
        ...(harvest?.outputTokens === undefined && harvest?.reasoningTokens === undefined
          ? {}
          : {
              harvest: {
                ...(harvest.outputTokens === undefined ? {} : { output_tokens: harvest.outputTokens }),
                ...(harvest.reasoningTokens === undefined ? {} : { reasoning_tokens: harvest.reasoningTokens }),
              },
            }),
      },
    },
  };
}

/** An account as it is shared: a token, never a name. */
export function accountObject({ token, scheme, epoch }: SharedAccount): StixObject {
  const content = { type: 'user-account', spec_version: '2.1', account_type: 'llm-api', user_id: token } as const;
  return {
    ...content,
    id: observableId(content)!,
    extensions: { [LLM_ABUSE_EXTENSION]: { extension_type: 'property-extension', token_scheme: scheme, epoch } },
  };
}

/** A model, as software. */
export function modelObject({ name, vendor, version }: SharedModel): StixObject {
  const content = {
    type: 'software',
    spec_version: '2.1',
    name,
    ...(vendor === undefined ? {} : { vendor }),
    ...(version === undefined ? {} : { version }),
  } as const;
  return { ...content, id: observableId(content)! };
}
