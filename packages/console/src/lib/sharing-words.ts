// SPDX-License-Identifier: Apache-2.0
/** What states, gates and kinds of sharing mean, for people. */
import type { InboxItem, InboxState, MatchRun, Pap, Peer, Release } from '@stillwatch/core/api';

interface Words {
  readonly name: string;
  readonly about: string;
  readonly look: '' | 'good' | 'warn' | 'bad';
}

export const INBOX_WORDS: Readonly<Record<InboxState, Words>> = {
  new: { name: 'new', about: 'nobody here has decided about it', look: '' },
  accepted: { name: 'accepted', about: 'somebody here found it right', look: 'good' },
  disputed: { name: 'disputed', about: 'somebody here found it wrong: it does nothing any more', look: 'bad' },
  expired: { name: 'expired', about: 'its time is over: it does nothing any more', look: 'warn' },
  withdrawn: { name: 'withdrawn', about: 'its source took it back: what it raised here is undone', look: 'warn' },
};

export const GATE_WORDS: Readonly<Record<InboxItem['gate']['most'], Words>> = {
  nothing: { name: 'nothing', about: 'no control follows from it; what matches in your traffic is put up for review', look: '' },
  watch: { name: 'watch', about: 'what matches is watched; nobody is hindered', look: '' },
  friction: { name: 'friction', about: 'what matches may be slowed or asked to prove itself', look: 'warn' },
  block: { name: 'block, by a person', about: 'blocking may be proposed to a person', look: 'bad' },
};

export const RELEASE_WORDS: Readonly<Record<Release['state'], Words>> = {
  draft: { name: 'draft', about: 'written, and waits for somebody else to agree', look: '' },
  reviewed: { name: 'reviewed', about: 'agreed to, and has not left yet', look: 'warn' },
  released: { name: 'released', about: 'has left', look: 'good' },
  refused: { name: 'refused', about: 'was stopped before it left', look: 'bad' },
  recalled: { name: 'recalled', about: 'had left and was taken back: partners got a withdrawal', look: 'bad' },
};

export const PEER_WORDS: Readonly<Record<Peer['state'], Words>> = {
  waiting: { name: 'not asked yet', about: 'the first pull is still to come', look: '' },
  ok: { name: 'answers', about: 'the last pull went well', look: 'good' },
  unreachable: { name: 'unreachable', about: 'it did not answer the last time; it is asked again by itself', look: 'bad' },
  throttled: { name: 'throttled', about: 'it broke the protocol and is left alone for a while', look: 'bad' },
  off: { name: 'not asked', about: 'somebody here stopped asking it', look: 'warn' },
};

export const PEER_KIND_WORDS: Readonly<Record<Peer['kind'], string>> = {
  company: 'company',
  agency: 'agency',
  'sharing-centre': 'sharing centre',
};

/** Permissible Actions Protocol: what a receiver may do with it that its subject could notice. */
export const PAP_WORDS: Readonly<Record<Pap, string>> = {
  RED: 'nothing that could be noticed: look at it, no more',
  AMBER: 'passive use: match it against the own logs',
  GREEN: 'active use, without what points at its source',
  CLEAR: 'any use',
};

export const MATCH_WORDS: Readonly<Record<MatchRun['kind'], { readonly name: string; readonly what: string }>> = {
  account: { name: 'accounts', what: 'the accounts of your campaigns that stand' },
  'payment-token': { name: 'payment tokens', what: 'the payment tokens that are kept for matching' },
  address: { name: 'addresses', what: 'the addresses that are kept for matching' },
};
