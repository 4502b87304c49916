// SPDX-License-Identifier: Apache-2.0
import type { BodyInput, Peer } from '@stillwatch/core/api';
import { TRUST_DEFAULTS } from '@stillwatch/core/trust';
import { readField } from './form.ts';

type Added = BodyInput<'addPeer'>;
type Changed = BodyInput<'changePeer'>;
type SignIn = NonNullable<Added['signIn']>;
type Thresholds = Peer['thresholds'];

/** Entries one a line or between commas, each once. */
export function readList(text: string): string[] {
  return [...new Set(text.split(/[\n,]/).map((one) => one.trim()))].filter((one) => one !== '');
}

/** A new peer, out of the fields of its form. @throws nothing: the node says what does not fit. */
export function readPeer(form: FormData, readers: readonly string[]): Added {
  const key = readField(form, 'publicKey');
  return {
    name: readField(form, 'name'),
    organisation: readField(form, 'organisation'),
    kind: readKind(form),
    url: orNull(readField(form, 'url')),
    collections: readList(readField(form, 'collections')),
    publicKey: orNull(key),
    signIn: readSignIn(form) ?? { kind: 'none' },
    groups: readList(readField(form, 'groups')),
    parent: orNull(readField(form, 'parent')),
    readers: [...readers],
    thresholds: readThresholds(form),
  };
}

/** What is different from the peer as it was: only that is sent, so that nobody's change is undone by another's. */
export function changesOf(peer: Peer, form: FormData, readers: readonly string[]): Changed {
  const { organisation: _, publicKey, signIn: __, ...read } = readPeer(form, readers);
  const before: Readonly<Record<string, unknown>> = peer;
  const different = Object.entries(read).filter(([name, value]) => settle(value) !== settle(before[name]));
  const signIn = readSignIn(form);
  return {
    ...(Object.fromEntries(different) as Changed),
    ...(publicKey === null || publicKey === undefined || publicKey === peer.keys.at(-1)?.publicKey ? {} : { publicKey }),
    ...(signIn === null ? {} : { signIn }),
  };
}

/** How this node signs in there; null: as before, since the secret is never shown and so cannot be sent again. */
function readSignIn(form: FormData): SignIn | null {
  switch (readField(form, 'signIn')) {
    case 'none':
      return { kind: 'none' };
    case 'basic':
      return { kind: 'basic', user: readField(form, 'user'), password: readSecret(form, 'password') };
    case 'bearer':
      return { kind: 'bearer', token: readSecret(form, 'token') };
    default:
      return null;
  }
}

/** A secret as it was typed: blanks may belong to it. */
function readSecret(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

function readKind(form: FormData): Peer['kind'] {
  const kind = readField(form, 'kind');
  return kind === 'agency' || kind === 'sharing-centre' ? kind : 'company';
}

function readThresholds(form: FormData): Thresholds {
  const read = (name: keyof Thresholds): number => {
    const text = readField(form, name);
    return text === '' ? TRUST_DEFAULTS[name] : Number(text);
  };
  return {
    watch: read('watch'),
    friction: read('friction'),
    lineages: read('lineages'),
    block: read('block'),
    review: read('review'),
  };
}

/** Text of a value whose names may stand in any order. */
function settle(value: unknown): string {
  const isPlain = typeof value === 'object' && value !== null && !Array.isArray(value);
  return JSON.stringify(isPlain ? Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)) : value);
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
