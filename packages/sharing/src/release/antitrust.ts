// SPDX-License-Identifier: Apache-2.0
import { plainText } from './decodings.ts';

/**
 * What competitors must not tell one another, and what they must not agree on: facts about abuse may be shared, each
 * receiver decides by itself what to do with them. The rules err towards stopping: a person rewrites the sentence.
 */
export const ANTITRUST_RULES = ['price', 'commercial-terms', 'customer', 'roadmap', 'joint-action'] as const;
export type AntitrustRule = (typeof ANTITRUST_RULES)[number];

export interface AntitrustFinding {
  readonly rule: AntitrustRule;
  readonly text: string;
}

const WE = String.raw`(?:we|us|our (?:firms|companies)|both(?: of us| firms| companies)?|all (?:of us|providers|firms|members)|everyone|each of us|together|jointly|the group|members|providers|competitors)`;
const ACT = String.raw`(?:block|ban(?:s|ned|ning)?\b|suspen|boycott|refus|den(?:y|ies|ied)|drop|cut(?:ting)? off|terminat|blacklist|throttl|reject|limit|rais|stop(?:ping)? (?:serving|selling|supplying))`;

const PATTERNS: readonly (readonly [AntitrustRule, RegExp])[] = [
  ['price', /(?:[$€£¥₹]\s?\d|\d\s?(?:[$€£¥₹]|(?:usd|eur|gbp|jpy|cny|dollars?|euros?|cents?)\b))/iu],
  [
    'price',
    /\b(?:pric(?:e|es|ing)|price list|list price|per[- ]token (?:cost|fee|rate)|tariffs?|surcharges?|rate cards?|fees?)\b/iu,
  ],
  [
    'commercial-terms',
    /\b(?:discounts?|rebates?|margins?|mark-?ups?|commissions?|revenues?|profits?|turnover|market shares?|sales (?:figures|volume|targets?))\b/iu,
  ],
  [
    'commercial-terms',
    /\b(?:contract (?:terms?|value|renewal)|commercial terms?|payment terms?|volume commitments?|credit terms?|bids?|tenders?|wholesale)\b/iu,
  ],
  [
    'customer',
    /\b(?:(?:our|your|their|its|a|the|largest|biggest|key|enterprise) (?:customers?|clients?|buyers?)\b(?! (?:accounts?|data)\b)|customer (?:lists?|names?|contracts?)|client lists?|lost (?:a|the) deal)/iu,
  ],
  ['customer', /\b(?:is|was|are|were) (?:a |one of )?(?:our|their|your) (?:\w+ )?(?:customers?|clients?)\b/iu],
  [
    'roadmap',
    /\b(?:road ?maps?|launch(?:es|ing)? (?:date|plan|in|next|the)|release (?:date|plan) (?:of|for) (?:our|the|a) (?:next|new)|upcoming (?:models?|products?|release)|next[- ]gen(?:eration)? model|plans? to (?:launch|release|ship|train|enter|expand)|will (?:launch|ship|release|train)|capacity (?:plans?|expansion)|training run)\b/iu,
  ],
  [
    'joint-action',
    new RegExp(
      String.raw`\b(?:agree[ds]?|agreement|commit(?:ted)?|pledge[ds]?|promise[ds]?|coordinate[ds]?|undertake)\b[^.!?]{0,60}\b${ACT}`,
      'iu',
    ),
  ],
  [
    'joint-action',
    new RegExp(
      String.raw`\b(?:let(?:'|’)?s|let us|shall we|we should|we must|we will|we(?:'|’)ll|we all|should all|must all|ought to)\b[^.!?]{0,60}\b${ACT}`,
      'iu',
    ),
  ],
  [
    'joint-action',
    new RegExp(
      String.raw`\b${WE}\b[^.!?]{0,30}\b(?:both|all|jointly|together|as well|too|in return)\b[^.!?]{0,30}\b${ACT}`,
      'iu',
    ),
  ],
  [
    'joint-action',
    new RegExp(
      String.raw`\b${ACT}[^.!?]{0,60}\b(?:together|jointly|in concert|as a group|at the same time as (?:us|you)|if you (?:do|block|ban)|in return)\b`,
      'iu',
    ),
  ],
  [
    'joint-action',
    new RegExp(
      String.raw`\b(?:please|you (?:should|must|need to|have to)|ask(?:ing)? you to|request that you|expect you to|urge you to)\b[^.!?]{0,40}\b${ACT}`,
      'iu',
    ),
  ],
  [
    'joint-action',
    /\b(?:boycott|do(?:n't| not) (?:compete|sell to|serve|poach|hire)|non-?compete|no-?poach|divide (?:the )?(?:market|customers)|stay out of)\b/iu,
  ],
];

/** Wording that must not leave for competitors; empty for statements of fact. */
export function lintAntitrust(text: string): AntitrustFinding[] {
  const plain = plainText(text);
  return PATTERNS.flatMap(([rule, pattern]) => {
    const match = pattern.exec(plain)?.[0];
    return match === undefined ? [] : [{ rule, text: match }];
  });
}
