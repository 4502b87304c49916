// SPDX-License-Identifier: Apache-2.0
import type { Decision } from '@stillwatch/core/api';

export type ReviewAction =
  | { readonly do: 'next' | 'previous' | 'claim' | 'reason' | 'submit' | 'help' | 'open' }
  | { readonly do: 'choose'; readonly decision: Decision };

/** What a key press is made with; `typing`: the focus is where text is entered. */
export interface Press {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  /** `text` in a text field, `control` on a button or link, which Enter and Space belong to. */
  readonly focus: 'none' | 'text' | 'control';
}

export const DECISION_KEYS: Readonly<Record<string, Decision>> = { 1: 'confirm', 2: 'dismiss', 3: 'contain', 4: 'defer' };

const PLAIN: Readonly<Record<string, Exclude<ReviewAction['do'], 'choose'>>> = {
  j: 'next',
  k: 'previous',
  c: 'claim',
  r: 'reason',
  o: 'open',
  '?': 'help',
};

/** What a key does in the review queue; null where it is none of its business. */
export function readPress(press: Press): ReviewAction | null {
  if (press.alt) return null;
  // Ctrl+Enter submits from within the reason, as forms elsewhere do; plain Enter there is a line break.
  if (press.key === 'Enter')
    return (press.focus === 'none' && !press.ctrl) || (press.ctrl && press.focus === 'text') ? { do: 'submit' } : null;
  if (press.ctrl || press.focus === 'text') return null;
  const decision = DECISION_KEYS[press.key];
  if (decision !== undefined) return { do: 'choose', decision };
  const action = PLAIN[press.key];
  return action === undefined ? null : { do: action };
}
