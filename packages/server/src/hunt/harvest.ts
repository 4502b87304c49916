// SPDX-License-Identifier: Apache-2.0
import { type Campaign, TECHNIQUES } from '@stillwatch/core';
import { countTechniqueRows, type DetectionContext } from '@stillwatch/detection';
import { listPrice } from './prices.ts';

/** What a campaign took: exchanges, tokens, capabilities, list price; and by which techniques. */
export function describeHarvest(context: DetectionContext, rows: Uint32Array): Pick<Campaign, 'harvest' | 'techniques'> {
  const { exchanges } = context.table;
  let inputTokens = 0;
  let outputTokens = 0;
  let price: number | null = 0;
  for (const row of rows) {
    inputTokens += exchanges.inputTokens[row]!;
    outputTokens += exchanges.outputTokens[row]!;
    const cost = listPrice(exchanges.models[exchanges.model[row]!]!, exchanges.inputTokens[row]!, exchanges.outputTokens[row]!);
    price = price === null || cost === null ? null : price + cost;
  }
  const techniqueRows = countTechniqueRows(context, rows);
  const techniques = TECHNIQUES.map((technique, k) => ({
    id: technique.id,
    exchanges: techniqueRows[k] ?? 0,
    atlas: [...technique.atlas],
    capability: technique.capability,
  }))
    .filter((technique) => technique.exchanges >= Math.max(3, rows.length * 0.02))
    .sort((a, b) => b.exchanges - a.exchanges);
  const capabilities = new Map<string, number>();
  for (const technique of techniques)
    capabilities.set(technique.capability, (capabilities.get(technique.capability) ?? 0) + technique.exchanges);
  return {
    harvest: {
      exchanges: rows.length,
      inputTokens,
      outputTokens,
      capabilities: [...capabilities].map(([name, count]) => ({ name, exchanges: count })),
      listPriceUsd: price === null ? null : Math.round(price * 100) / 100,
    },
    techniques: techniques.map(({ id, exchanges: count, atlas }) => ({ id, exchanges: count, atlas })),
  };
}
