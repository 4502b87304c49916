// SPDX-License-Identifier: Apache-2.0
import { aside } from '../../text/voice.ts';
import type { Method } from '../method.ts';
import { paraphrase } from '../paraphrase.ts';

/** The next task of the queue in one of the campaign's wrappers, reworded as the evasion says; bare where there are none. */
export const wrapped: Method = ({ campaign, random, deal }) => {
  const { evasion, wrappers } = campaign;
  if (wrappers.length === 0) return () => () => ({ user: deal(), maxTokens: 2048 });
  const shared = wrappers.map((wrapper) => (evasion.paraphrase === 'none' ? wrapper.text : paraphrase(wrapper, random)));
  return (voice, own) => {
    const texts = evasion.paraphrase === 'per-account' ? wrappers.map((wrapper) => paraphrase(wrapper, own)) : shared;
    return () => {
      const item = deal();
      const body = own.chance(0.5) ? `${item} ${aside(voice, own)}` : item;
      return { user: own.pick(texts).replace('{slot}', () => body), maxTokens: 4096, answerTokens: 900 };
    };
  };
};
