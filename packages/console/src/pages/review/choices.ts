// SPDX-License-Identifier: Apache-2.0
import type { Decision } from '@stillwatch/core/api';
import { DECISION_KEYS } from '../../lib/keys.ts';

const WORDS: Readonly<Record<Decision, { name: string; follows: string }>> = {
  confirm: { name: 'Confirm', follows: 'It is extraction; its accounts are labelled malicious.' },
  dismiss: { name: 'Dismiss', follows: 'It is benign; its accounts are labelled so.' },
  contain: { name: 'Contain', follows: 'It is extraction, and was acted upon.' },
  defer: { name: 'Defer', follows: 'Not enough yet; it stays under watch.' },
};

/** What can be decided, in the order of its keys. */
export const CHOICES: readonly { key: string; decision: Decision; name: string; follows: string }[] = Object.entries(
  DECISION_KEYS,
).map(([key, decision]) => ({ key, decision, ...WORDS[decision] }));
