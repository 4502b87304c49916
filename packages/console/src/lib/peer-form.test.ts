// SPDX-License-Identifier: Apache-2.0
import { type Peer, SHARING_OPERATIONS } from '@stillwatch/core/api';
import { TRUST_DEFAULTS } from '@stillwatch/core/trust';
import { describe, expect, it } from 'vitest';
import { changesOf, readList, readPeer } from './peer-form.ts';

const KEY = `${'k'.repeat(42)}A`;
const OTHER_KEY = `${'q'.repeat(42)}A`;
function fields(changes: Record<string, string> = {}): FormData {
  const form = new FormData();
  const given = {
    name: 'Meridian',
    organisation: 'meridian.example',
    kind: 'company',
    url: 'https://meridian.example/taxii2/',
    collections: 'released',
    publicKey: KEY,
    signIn: 'as-before',
    groups: 'labs, west',
    parent: '',
    watch: '0.5',
    friction: '0.7',
    lineages: '2',
    block: '0.9',
    review: '0.3',
    ...changes,
  };
  for (const [name, value] of Object.entries(given)) form.set(name, value);
  return form;
}
const peer = {
  name: 'Meridian',
  kind: 'company',
  url: 'https://meridian.example/taxii2/',
  collections: ['released'],
  keys: [{ publicKey: KEY }],
  signIn: { kind: 'basic', user: 'us' },
  groups: ['labs', 'west'],
  parent: null,
  readers: ['u-1'],
  thresholds: { block: 0.9, watch: 0.5, lineages: 2, review: 0.3, friction: 0.7 },
} as unknown as Peer;

describe('the form of a partner', () => {
  it('makes a partner that the contract takes', () => {
    const { addPeer } = SHARING_OPERATIONS;
    const read = readPeer(fields({ signIn: 'basic', user: 'us', password: ' secret ' }), ['u-1']);
    expect(addPeer.body.parse(read)).toMatchObject({ publicKey: KEY, groups: ['labs', 'west'], thresholds: TRUST_DEFAULTS });
    // A blank may belong to a password.
    expect(read.signIn).toEqual({ kind: 'basic', user: 'us', password: ' secret ' });
    expect(addPeer.body.parse(readPeer(fields({ url: '', publicKey: '' }), []))).toMatchObject({ url: null, publicKey: null });
  });

  it('sends nothing where nothing is different', () => {
    expect(changesOf(peer, fields(), ['u-1'])).toEqual({});
    const strict = { ...peer, thresholds: { ...TRUST_DEFAULTS, review: 0.6 } };
    expect(changesOf(strict, fields({ review: '0.6' }), ['u-1'])).toEqual({});
    expect(changesOf(strict, fields(), ['u-1'])).toEqual({ thresholds: TRUST_DEFAULTS });
  });

  it('sends only what is different, and a secret only when it is typed', () => {
    const changed = changesOf(
      peer,
      fields({ groups: 'labs', publicKey: OTHER_KEY, watch: '0.6', signIn: 'bearer', token: 't' }),
      [],
    );
    expect(SHARING_OPERATIONS.changePeer.body.parse(changed)).toEqual({
      groups: ['labs'],
      readers: [],
      thresholds: { ...TRUST_DEFAULTS, watch: 0.6 },
      publicKey: OTHER_KEY,
      signIn: { kind: 'bearer', token: 't' },
    });
  });

  it('reads lists by line or comma, each entry once', () => {
    expect(readList(' a, b\n\nb ,c\r\n')).toEqual(['a', 'b', 'c']);
    expect(readList('  ')).toEqual([]);
  });
});
