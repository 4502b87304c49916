// SPDX-License-Identifier: Apache-2.0
import { LANGUAGES, speakIn } from '../../text/languages/index.ts';
import type { Method } from '../method.ts';
import { wrapped } from './wrapped.ts';

const CODES = Object.keys(LANGUAGES) as (keyof typeof LANGUAGES)[];

/** Tasks in every language but English, in the campaign's wrappers; a worker stays with a few languages. */
export const inLanguages: Method = (job) => {
  const { random } = job;
  return (voice, own) => {
    const codes = Array.from({ length: 3 }, () => own.pick(CODES));
    const deal = (): string => {
      const code = own.pick(codes);
      return `${speakIn(code, random)} ${speakIn(code, random)} (${random.below(1e5)})`;
    };
    return wrapped({ ...job, deal })(voice, own);
  };
};
