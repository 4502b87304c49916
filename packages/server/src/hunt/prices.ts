// SPDX-License-Identifier: Apache-2.0
/**
 * Public list prices, US dollars per million tokens (input, output), by model-name prefix; the longest
 * prefix holds. A figure of scale, not of damage: as published by the providers, rounded, November 2026.
 */
const PRICES: readonly (readonly [prefix: string, input: number, output: number])[] = [
  ['gpt-3.5', 0.5, 1.5],
  ['gpt-4o-mini', 0.15, 0.6],
  ['gpt-4o', 2.5, 10],
  ['gpt-4.1-mini', 0.4, 1.6],
  ['gpt-4.1', 2, 8],
  ['gpt-4', 30, 60],
  ['gpt-5-mini', 0.25, 2],
  ['gpt-5', 1.25, 10],
  ['o3', 2, 8],
  ['claude-3-haiku', 0.25, 1.25],
  ['claude-haiku', 1, 5],
  ['claude-sonnet', 3, 15],
  ['claude-3-5-sonnet', 3, 15],
  ['claude-opus', 15, 75],
  ['gemini-2.5-flash', 0.3, 2.5],
  ['gemini-2.5-pro', 1.25, 10],
  // The simulator's models, so that the demonstration has a figure.
  ['frontier-mini', 0.5, 2],
  ['frontier', 5, 20],
];

/** List price of tokens on a model, or null when the model is unknown. */
export function listPrice(model: string, inputTokens: number, outputTokens: number): number | null {
  const name = model
    .split('/')
    .at(-1)!
    .toLowerCase()
    .replace(/^(anthropic|openai|google)\./, '');
  let best: (typeof PRICES)[number] | null = null;
  for (const entry of PRICES) if (name.startsWith(entry[0]) && (best === null || entry[0].length > best[0].length)) best = entry;
  return best === null ? null : (inputTokens * best[1] + outputTokens * best[2]) / 1_000_000;
}
