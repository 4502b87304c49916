// SPDX-License-Identifier: Apache-2.0
import type { AttributeField } from '@stillwatch/traffic/schema';
import type { Baseline, Setting } from '../../detector.ts';
import { ANSWER_WORKERS } from './answer-workers.ts';
import { CONTENT_WORKERS } from './content-workers.ts';
import { gatherFacts } from './facts.ts';
import { IDENTITY_WORKERS } from './identity-workers.ts';
import { findLinked } from './linked.ts';
import { TIMING_WORKERS } from './timing-workers.ts';

/** Weights .10 .07 .04 .05, .09 .06 .05, .03 .02 and .08 .07: .66 of the published sum. */
const WORKERS = [...TIMING_WORKERS, ...CONTENT_WORKERS, ...ANSWER_WORKERS, ...IDENTITY_WORKERS];
const WEIGHTS = WORKERS.reduce((sum, worker) => sum + worker.weight, 0);

/**
 * Weighted fusion of hand-made rules in the manner of the open-source detector Glasswally: re-implemented from a
 * description of its rules, run over a whole window instead of a stream (rules on "the last hour" look at the account's
 * fullest one). An account's score is Σ weight · score · (0.4 + 0.6 · confidence) over the workers that speak, with
 * weights renormalised over those that a log of API calls can feed, plus 0.08 in a cluster of at least five.
 *
 * Left out are the terms that stand for a country (risk factors by country, hours of the day), and these workers:
 * fingerprint (.14) and HTTP/2 (.06), which need headers and handshakes; embed (.08), watermark (.04) and sequence
 * model (.02), which need the text.
 *
 * Settings: `network`, 1 where subnets and TLS fingerprints link accounts as in the original, 0 for payment, device and
 * organisation only.
 */
export const fusion: Baseline<undefined> = {
  name: 'fusion',
  about: 'weighted sum of hand-made rules on speed, content, identity and timing, without geography',
  settings: [{ network: 0 }, { network: 1 }],
  fit: () => undefined,
  score(table, setting) {
    const facts = gatherFacts(table, linkFields(setting));
    return Float64Array.from({ length: table.accounts.count }, (_, account) => {
      let sum = 0;
      for (const worker of WORKERS) {
        const said = worker.judge(facts, account);
        if (said !== null) sum += worker.weight * said.score * (0.4 + 0.6 * said.confidence);
      }
      return Math.min(1, sum / WEIGHTS + (facts.clusterOf(account).size >= 5 ? 0.08 : 0));
    });
  },
  group(table, accounts, setting) {
    const accused = new Set(accounts);
    const linked = findLinked(table, linkFields(setting))
      .map((members) => members.filter((a) => accused.delete(a)))
      .filter((members) => members.length > 0);
    return [...linked, ...Array.from(accused, (a) => [a])];
  },
};

function linkFields({ network = 0 }: Setting): AttributeField[] {
  return network === 1 ? ['payment', 'device', 'net', 'tls'] : ['payment', 'device'];
}
