// SPDX-License-Identifier: Apache-2.0
import { decodingsOf } from './decodings.ts';

/** Letters and digits in a row that two texts do not share by chance. */
const RUN = 20;
/** A shorter thing that must not leave is looked for whole; below this it would be found in anything. */
const SHORTEST = 5;

/** Letters and digits only, in lower case: how a text is broken and punctuated does not matter. */
function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Makes a check for texts that must not leave, such as prompts and identifiers of the evidence.
 * @returns tells whether a text, read in any of the usual encodings, has a part of one of them.
 */
export function withheldCheck(withheld: readonly string[]): (text: string) => boolean {
  const runs = new Set<string>();
  const whole: string[] = [];
  for (const one of withheld) {
    const plain = bare(decodingsOf(one)[0]!);
    if (plain.length >= RUN) for (let i = 0; i + RUN <= plain.length; i++) runs.add(plain.slice(i, i + RUN));
    else if (plain.length >= SHORTEST) whole.push(plain);
  }
  return (text) =>
    decodingsOf(text).some((variant) => {
      const plain = bare(variant);
      if (whole.some((one) => plain.includes(one))) return true;
      for (let i = 0; i + RUN <= plain.length; i++) if (runs.has(plain.slice(i, i + RUN))) return true;
      return false;
    });
}
