// SPDX-License-Identifier: Apache-2.0
import type { Random } from '../random.ts';

/** Parts of English sentences of the grammars; all of it our own. */

/** How a request opens. */
export const OPENERS =
  '|||Hi, |Hello! |Quick question: |Please |Can you |Could you please |I need to |Help me |I am trying to |We want to |For my team: |So, |One more thing, |My boss wants me to |I have been asked to |How would you |What is the best way to |Is it possible to |Next: |Task for today: |Follow-up: |ok now '.split(
    '|',
  );

/** What is to be done to a thing. */
export const VERBS =
  'improve|fix|write|design|explain|shorten|plan|compare|summarise|check|review|translate|draft|simplify|document|sketch|debug|rename|restructure|estimate the cost of|find mistakes in|add an example to|make a table for|brainstorm names for|prepare|refactor|test|convert|describe|proofread|reorganise|illustrate|criticise|update|memorise|measure|defend|extend|split|verify|justify|rank|outline|automate|rehearse'.split(
    '|',
  );

/** How or for whom. */
export const DETAILS =
  'for a small bakery|that my grandmother could follow|without using any library|for a class of twelve-year-olds|that fits on one page|with a friendly tone|before the deadline on Friday|for our Berlin office|in plain words|with three alternatives|as if for a beginner|that works offline|for a cold climate|with a budget of 200 euros|using only what is in the fridge|for the annual meeting|that does not sound like marketing|compatible with older phones|for two people|with accessibility in mind|for a charity|and keep my spelling|for someone in a hurry|in the style of a field guide|with links to the sections|that handles empty input|for a customer who is upset|based on last year’s numbers|for a rainy afternoon|that scales to a thousand users|so that it passes the audit|for my sister’s shop|in under a hundred words|for the parents’ evening|with the tools I already have|for a left-handed person|that survives a power cut|for our volunteers|in chronological order|with the costs in a separate column|for someone who has never done it|without repeating yourself|for the night shift|as a plan for three weeks|that a lawyer would accept|with an exercise at the end|for a noisy room|so that it can be printed'.split(
    '|',
  );

/** Why. */
export const REASONS =
  'The old one confused everybody.|It broke after the last update.|I tried twice and gave up.|The client changed their mind again.|We only have until noon.|Nobody documented it.|It is too long right now.|My colleague thinks it is wrong.|The numbers do not add up.|I keep getting an error.|It should look professional.|I want to learn how it works.|It is for a friend.|The teacher asked for two versions.|There is no room for more text.||The last attempt took a whole day.|Two people need to agree on it.|My notes got lost.|It worked yesterday.|There was a complaint about it.|The deadline moved forward.|We are new to this.'.split(
    '|',
  );

/** How a request ends. */
export const ENDINGS =
  '|||Thanks!|Keep it short.|Use bullet points.|Give me two versions.|No code please.|Show the code.|Ask me if something is unclear.|Answer in one paragraph.|Use metric units.|Be honest.|Step by step, please.|Include an example.'.split(
    '|',
  );

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const choices = new Map<string, readonly string[]>();

/** Makes the choices of words in a sentence: one of `a` and `b` where it says `[a|b]`. */
export function choose(sentence: string, random: Random): string {
  return sentence.replaceAll(/\[([^[\]]*)\]/g, (_, words: string) => {
    let list = choices.get(words);
    if (list === undefined) choices.set(words, (list = words.split('|')));
    return random.pick(list);
  });
}
