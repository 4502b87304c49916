// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Campaign, Exchange, NodeKey } from '@stillwatch/core';
import {
  type DetectedCampaign,
  type DetectionContext,
  distinctAccounts,
  type LoadedWindow,
  repeatedTexts,
  type TemplateFamily,
} from '@stillwatch/detection';
import { createSketcher, emptySketch, type Sketcher } from '@stillwatch/traffic';
import { maskTemplate } from './exemplar.ts';

/** Templates shown per campaign. */
const MAX_TEMPLATES = 8;
/** Samples of the user text; those after them are the system prompt's. */
const USER_SAMPLES = 16;

/**
 * Some exchanges of these accounts (hashes of the store) with their text, from wherever text still lies; none
 * where nothing can be read again. An example is a courtesy, not evidence.
 */
export type ReadTexts = (accounts: readonly bigint[]) => Promise<readonly Exchange[]>;

/** The templates of a campaign, the most used first, with their common wording where enough texts can be read again. */
export async function describeTemplates(
  context: DetectionContext,
  found: DetectedCampaign,
  { nodeKey, loaded, readTexts }: { readonly nodeKey: NodeKey; readonly loaded: LoadedWindow; readonly readTexts: ReadTexts },
): Promise<Campaign['templates']> {
  const { cohort } = found.judgement;
  const inside = new Set(cohort.accounts);
  const ranked = cohort.families
    .map((f) => ({
      family: context.families[f]!,
      rows: context.families[f]!.rows.filter((row) => inside.has(context.table.exchanges.account[row]!)),
    }))
    .sort((a, b) => b.rows.length - a.rows.length)
    .slice(0, MAX_TEMPLATES);
  if (ranked.length === 0) return [];
  const examples = await readTexts(Array.from(cohort.accounts, (account) => loaded.accountHash(account)));
  const sketcher = createSketcher(nodeKey);
  return ranked.map(({ family, rows }) => {
    const matching = examples.filter((exchange) => matches(exchange, family, sketcher));
    const fromSystem = family.grams.every((gram) => gram.slot >= USER_SAMPLES);
    return {
      id: `t-${createHash('sha256')
        .update(family.grams.map((gram) => gram.value).join('.'))
        .digest('hex')
        .slice(0, 10)}`,
      accounts: distinctAccounts(rows, context.table.exchanges.account).length,
      exchanges: rows.length,
      distinctTexts: repeatedTexts(context.table, rows).different,
      exemplar: maskTemplate(
        matching.map((exchange) => ({ account: exchange.account, text: fromSystem ? exchange.system : exchange.user })),
      ),
    };
  });
}

function matches(exchange: Exchange, family: TemplateFamily, sketcher: Sketcher): boolean {
  const user = emptySketch();
  const system = emptySketch();
  sketcher.sketch(exchange.user, user);
  sketcher.sketch(exchange.system, system);
  let hits = 0;
  for (const { slot, value } of family.grams)
    if ((slot < USER_SAMPLES ? user.signature[slot] : system.signature[slot - USER_SAMPLES]) === value) hits++;
  return hits >= family.required;
}
