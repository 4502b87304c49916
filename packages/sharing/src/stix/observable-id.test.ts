// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OBSERVABLE_TYPES } from './model/types.ts';
import { observableId } from './observable-id.ts';
import { sampleObjects } from './sample-objects.fixture.ts';

describe('observableId', () => {
  it('gives the id that other implementations give', () => {
    expect(observableId({ type: 'ipv4-addr', value: '198.51.100.3' })).toBe('ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4');
  });

  it.each(OBSERVABLE_TYPES.filter((type) => type !== 'process'))('gives every %s an id', (type) => {
    expect(observableId(sampleObjects().get(type)!)).toMatch(
      new RegExp(`^${type}--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`),
    );
  });

  it('gives none to what has nothing to make it of', () => {
    expect(observableId({ type: 'process', pid: 1 })).toBeNull();
    expect(observableId({ type: 'email-message', is_multipart: false })).toBeNull();
  });

  it('takes the best of several hashes', () => {
    const id = (hashes: Record<string, string>) => observableId({ type: 'artifact', hashes });
    expect(id({ 'SHA-256': 'b', MD5: 'a' })).toBe(id({ MD5: 'a' }));
    expect(id({ 'SHA-512': 'c', 'SHA-256': 'b' })).toBe(id({ 'SHA-256': 'b' }));
    expect(id({ TLSH: 'z', 'SHA3-256': 'd' })).toBe(id({ 'SHA3-256': 'd' }));
  });

  it('depends on what contributes and on nothing else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (name, vendor, swid) => {
        fc.pre([name, vendor, swid].every((text) => text.isWellFormed()));
        const id = observableId({ type: 'software', name, vendor, swid });
        expect(observableId({ swid, vendor, languages: ['en'], name, type: 'software' })).toBe(id);
        expect(observableId({ type: 'software', name: `${name}!`, vendor, swid })).not.toBe(id);
      }),
    );
  });

  it('refuses what has no canonical form', () => {
    expect(() => observableId({ type: 'url', value: '\ud800' })).toThrow(expect.objectContaining({ code: 'STIX_INVALID' }));
  });
});
