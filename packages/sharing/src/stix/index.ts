// SPDX-License-Identifier: Apache-2.0
export { ATLAS_TECHNIQUES, atlasOf } from './atlas.ts';
export type { SharedAccount, SharedCampaign, SharedModel, SharedTemplate } from './campaign.ts';
export { type CampaignPublication, campaignToStix } from './campaign-to-stix.ts';
export { derivedId } from './derived-id.ts';
export { EXTENSION_OBJECTS, LLM_ABUSE, LLM_ABUSE_EXTENSION, PROMPT_TEMPLATE, templateId } from './extension.ts';
export { type Bundle, isVersioned, type StixObject, type VersionedObject } from './objects.ts';
export { observableId } from './observable-id.ts';
export { readStixText } from './read-objects.ts';
export { type ReceivedCampaign, stixToCampaigns } from './stix-to-campaign.ts';
export { compareTimestamps, parseTimestamp, type Timestamp, writeTimestamp } from './timestamp.ts';
export type { Finding, KnownExtension, ValidateOptions } from './validate/report.ts';
export { RULES, type RuleName, rulesCalled, type Severity } from './validate/rules.ts';
export { type Validation, validateStix } from './validate/validate.ts';
export { laterVersion, newVersion, revoke } from './versions.ts';
