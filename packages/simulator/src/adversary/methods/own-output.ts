// SPDX-License-Identifier: Apache-2.0
import { aside } from '../../text/voice.ts';
import type { Method } from '../method.ts';
import { wrapped } from './wrapped.ts';

const CLEANING =
  'Clean this model output for a data set: remove greetings, remarks about being an assistant, and repetitions; keep the facts and the order; output the text only.\n\n';

/**
 * A share of the requests sends back the model's own earlier answers to have them cleaned
 * (reported of one actor: 770,609 of 3.4 million).
 */
export function ownOutput(share: number): Method {
  return (job) => {
    const extract = wrapped(job);
    return (voice, random) => {
      const harvest = extract(voice, random);
      let answers: string[] = [];
      return () => {
        if (answers.length > 0 && random.chance(share)) {
          const answer = answers.pop()!;
          return { user: `${CLEANING}${answer}`, maxTokens: 4096, temperature: 0, answerTokens: 500 };
        }
        const said = harvest();
        answers = [...answers.slice(-20), `Certainly! Here is what I found. ${aside(voice, random)} ${said.user.slice(-160)}`];
        return said;
      };
    };
  };
}
