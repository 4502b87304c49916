// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type AntitrustRule, ANTITRUST_RULES, lintAntitrust } from './antitrust.ts';

/** What must be stopped, by rule. */
const STOPPED: Readonly<Record<AntitrustRule, readonly string[]>> = {
  price: [
    'The operator paid $14,000 for these accounts.',
    'We charge 3 EUR per million tokens there.',
    'Their pricing makes this attractive.',
    'The list price was changed last week.',
    'A surcharge for bulk use would stop them.',
    'This cost them about 900 dollars a day.',
    'Per-token fee of the batch tier is the reason.',
    'Ｐｒｉｃｅ lists are attached.',
  ],
  'commercial-terms': [
    'They get a 40 % discount with us.',
    'Our margin on this tier is thin.',
    'The reseller earns a commission.',
    'Our market share in this region fell.',
    'Contract renewal is due in March.',
    'Volume commitments were signed with the reseller.',
    'Revenue from these accounts was high.',
  ],
  customer: [
    'One of our largest customers was hit.',
    'Acme is a customer of ours and their client list is attached.',
    'Initech was our enterprise customer until May.',
    'We lost the deal because of this.',
    'The customer names are in the annex.',
    'A key client complained.',
  ],
  roadmap: [
    'Our roadmap has a fix in the third quarter.',
    'We plan to launch the new model in June.',
    'The next-generation model will not answer these.',
    'We will ship reasoning summaries later.',
    'Our upcoming models hide the chain of thought.',
    'Capacity expansion in Frankfurt is delayed.',
  ],
  'joint-action': [
    'Let us both block this operator.',
    "Let's ban these accounts everywhere.",
    'We agreed to suspend them on Monday.',
    'We should all refuse service to this reseller.',
    'Please block these accounts.',
    'You must ban the following tokens.',
    'If all providers jointly deny access, they stop.',
    'Block them together with us at noon.',
    'We will block them if you do.',
    'Members have committed to throttling the pool.',
    'We propose a boycott of the reseller.',
    'Nobody of us should sell to them: do not serve this firm.',
    'We ask you to suspend this pool.',
    'Let\u200b us both bl\u200bock this operator.',
  ],
};

/** Facts, which each receiver weighs for itself. */
const PASSES: readonly string[] = [
  'The campaign sent about 400,000 exchanges from 1,200 accounts between 3 and 9 November.',
  'Requests follow one template with three slots; its fingerprint is attached.',
  'Accounts in this cluster were created within two hours and share a payment token.',
  'The operator moved to a new proxy pool after 14 October.',
  'Observed target: agentic coding and chain of thought.',
  'Confidence is moderate; two independent detectors agree.',
  'We suspended 1,150 accounts of this cluster on 10 November.',
  'The accounts were blocked on our side after review.',
  'A model released in September answers 91 % of the canary questions as ours does.',
  'This indicator expires on 20 December.',
  'Earlier version contained an error in the account count; corrected here.',
  'The traffic stopped within a day of the rate limit.',
  'Some accounts belong to an evaluation laboratory and are excluded.',
  'The pool rotates addresses every ten minutes.',
  'Both detectors fired on the same accounts.',
  'Activity is highest between 02:00 and 06:00 UTC.',
  'The template asks for step-by-step solutions of mathematics problems.',
  'Customer data is not part of this report.',
];

describe('the antitrust lint', () => {
  for (const rule of ANTITRUST_RULES) {
    it.each(STOPPED[rule])(`stops ${rule}: %s`, (text) => {
      expect(lintAntitrust(text).map((finding) => finding.rule)).toContain(rule);
    });
  }

  it.each(PASSES)('passes: %s', (text) => {
    expect(lintAntitrust(text)).toEqual([]);
  });
});
