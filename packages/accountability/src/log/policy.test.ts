// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testCosigner, testMlDsaCosigner, testSigner } from './keys.fixture.ts';
import { formatVerifierKey } from './keys.ts';
import { parsePolicy, quorumOf } from './policy.ts';

const vkey = (name: string): string => formatVerifierKey(testCosigner(name).key);
const log = `log ${formatVerifierKey(testSigner('alice.example/log').key)} https://alice.example/log`;
const three = ['a', 'b', 'c'].map((name) => `witness ${name} ${vkey(name)}`).join('\n');

describe('policies', () => {
  it('are read with their comments, tabs and addresses', () => {
    const policy = parsePolicy(`# whom we trust\n${log}\n\nwitness\tw1  ${vkey('w1')}  https://w1.example/\nquorum w1\n`);
    expect(policy.logs).toMatchObject([{ key: { name: 'alice.example/log' }, url: 'https://alice.example/log' }]);
    expect(policy.witnesses.get('w1')).toMatchObject({ name: 'w1', url: 'https://w1.example/' });
    expect(policy.quorum).toBe('w1');
  });

  it('take both kinds of keys, and more than 32 of everything', () => {
    const names = Array.from({ length: 40 }, (_, i) => `w${i}`);
    const logs = names.map((name) => `log ${formatVerifierKey(testSigner(`log-${name}`).key)}`);
    const witnesses = names.map((name) => `witness ${name} ${vkey(name)}`);
    const groups = names.map((name) => `group g-${name} any ${name}`);
    const mlDsa = `witness pq ${formatVerifierKey(testMlDsaCosigner('pq').key)}`;
    const policy = parsePolicy([...logs, ...witnesses, mlDsa, ...groups, 'quorum pq'].join('\n'));
    expect([policy.logs.length, policy.witnesses.size, policy.groups.size]).toEqual([40, 41, 40]);
  });

  it.each([
    ['none', [], true],
    ['b', ['b'], true],
    ['b', ['a', 'c'], false],
    ['any-of', ['c'], true],
    ['any-of', [], false],
    ['two-of', ['a', 'c'], true],
    ['two-of', ['a'], false],
    ['all-of', ['a', 'b', 'c'], true],
    ['all-of', ['a', 'b'], false],
  ])('quorum %s with signatures of %j: %s', (quorum, signed, met) => {
    const kinds = { 'any-of': 'any', 'two-of': '2', 'all-of': 'all' };
    const threshold = kinds[quorum as keyof typeof kinds];
    const group = threshold === undefined ? '' : `group ${quorum} ${threshold} a b c`;
    const policy = parsePolicy([log, three, group, `quorum ${quorum}`].join('\n'));
    const answer = quorumOf(policy, [...signed, 'stranger']);
    expect(answer.met).toBe(met);
    expect([...answer.signed, ...answer.missing].sort()).toEqual(['a', 'b', 'c']);
    expect(answer.signed).toEqual(signed);
  });

  it('nest groups', () => {
    const policy = parsePolicy([three, 'group inner any a b', 'group outer all inner c', 'quorum outer'].join('\n'));
    expect(quorumOf(policy, ['b', 'c']).met).toBe(true);
    expect(quorumOf(policy, ['a', 'b']).met).toBe(false);
  });

  it('are never met by fewer signatures than before', () => {
    const policy = parsePolicy([three, `witness d ${vkey('d')}`, 'group g 2 a b c', 'group h all g d', 'quorum h'].join('\n'));
    fc.assert(
      fc.property(fc.subarray(['a', 'b', 'c', 'd']), fc.constantFrom('a', 'b', 'c', 'd'), (signed, more) => {
        if (quorumOf(policy, signed).met) expect(quorumOf(policy, [...signed, more]).met).toBe(true);
        expect(quorumOf(policy, signed).met).toBe(signed.includes('d') && signed.filter((name) => name !== 'd').length >= 2);
      }),
    );
  });

  it.each([
    ['no quorum', three],
    ['two quorums', `${three}\nquorum a\nquorum b`],
    ['an unknown quorum', `${three}\nquorum d`],
    ['a group of the unknown', `${three}\ngroup g any a d\nquorum g`],
    ['a group before its members', `group g any a\n${three}\nquorum g`],
    ['a member of two groups', `${three}\ngroup g any a b\ngroup h any b c\nquorum h`],
    ['a member named twice', `${three}\ngroup g any a a\nquorum g`],
    ['a threshold of zero', `${three}\ngroup g 0 a b\nquorum g`],
    ['a threshold above its members', `${three}\ngroup g 3 a b\nquorum g`],
    ['a threshold that is no number', `${three}\ngroup g most a b\nquorum g`],
    ['a group without members', `${three}\ngroup g any\nquorum a`],
    ['a name used twice', `${three}\nwitness a ${vkey('d')}\nquorum a`],
    ['the name none', `witness none ${vkey('d')}\nquorum none`],
    ['a key used twice', `${three}\nwitness d ${vkey('a')}\nquorum a`],
    ['a log’s key for a witness', `witness w ${formatVerifierKey(testSigner('w').key)}\nquorum w`],
    ['a witness’s key for a log', `log ${vkey('w')}\nquorum none`],
    ['a damaged key', `${three.slice(0, -1)}\nquorum a`],
    ['an unknown keyword', `${three}\nallow a\nquorum a`],
    ['too many words', `${three}\nquorum a b`],
    ['a control character', `${three}\rquorum a`],
    ['endless lines', `${'#\n'.repeat(5000)}${three}\nquorum a`],
  ])('are refused with %s', (_, text) => expect(() => parsePolicy(text)).toThrowWithCode('LOG_INVALID'));
});
