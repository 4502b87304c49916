// SPDX-License-Identifier: Apache-2.0
/** From a detection to the documented report: what the command `hunt` and the node share. */
export { type AssembledCampaign, assembleHunt } from './assemble-hunt.ts';
export { openCampaignMemory } from './campaign-memory.ts';
export type { ReadTexts } from './describe-templates.ts';
export { SLOT } from './exemplar.ts';
export { recogniseCampaigns, type Remembered } from './recognise.ts';
