// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assertion, Statement } from '../assertion/assertion.ts';
import { day, NOW, objectId, statement } from '../assertion/samples.fixture.ts';
import { signAssertion, verifyAssertion } from '../assertion/sign.ts';
import { TLP_MARKING_IDS } from '../marking/tlp.ts';
import { EXTENSION_OBJECTS } from '../stix/extension.ts';
import { voicesOf } from '../trust/voices.ts';
import {
  type Centre,
  certifyPseudonym,
  keyOfPseudonym,
  pseudonymKeyId,
  pseudonymOf,
  type PseudonymCertificate,
} from './pseudonym.ts';
import { relayAssertion, relayOrder } from './relay.ts';
import { idUnderPseudonym, objectsUnderPseudonym, underPseudonym } from './under-pseudonym.ts';

const pair = (): { publicKey: KeyObject; privateKey: KeyObject } => generateKeyPairSync('ed25519');
const keys = pair();
const centre: Centre = { identity: 'identity--centre', privateKey: keys.privateKey, secret: new Uint8Array(32).fill(2) };
const known = { identity: centre.identity, publicKey: keys.publicKey };
const mine = pair();
const certificate = certifyPseudonym(centre, {
  member: 'identity--acme',
  owner: 'identity--acme',
  publicKey: mine.publicKey,
  now: NOW,
});
const registered = (received: unknown = certificate) => {
  const result = keyOfPseudonym(received, known, NOW);
  if (!result.ok) throw new Error(result.code);
  return result.value;
};
const submitter = { names: ['identity--acme', 'Acme', 'acme.example'], key: registered().key };
const submit = (changes: Partial<Statement> = {}): Assertion =>
  signAssertion(underPseudonym(statement({ at: day(0), ...changes }), certificate), {
    id: pseudonymKeyId(certificate.publicKey),
    privateKey: mine.privateKey,
  });
const codeOf = (received: unknown): string => {
  const result = relayAssertion(received, submitter, NOW);
  return result.ok ? 'ok' : result.code;
};

describe('a centre', () => {
  it('passes on what receivers can verify, and tells nobody who it was', () => {
    const relayed = relayAssertion(submit(), submitter, NOW);
    if (!relayed.ok) throw new Error(relayed.reason);
    expect(relayed.value.hops).toBe(1);
    expect(verifyAssertion(relayed.value, [registered().key], NOW).ok).toBe(true);
    const wire = JSON.stringify([relayed.value, certificate]);
    expect(wire).not.toMatch(/acme/i);
    expect(relayed.value).toMatchObject({ source: certificate.pseudonym, origin: certificate.pseudonym });
  });

  it('cannot change anything, whatever it tries', () => {
    const honest = submit({ object: { ...statement().object, description: 'as it was' } });
    const places = Object.keys(honest).filter((field) => field !== 'hops');
    const own = { id: pseudonymKeyId(certificate.publicKey), privateKey: centre.privateKey };
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (field, value) => {
        const forged = { ...honest, [field]: value };
        fc.pre(JSON.stringify(forged) !== JSON.stringify(honest));
        expect(verifyAssertion(forged, [registered().key], NOW).ok).toBe(false);
      }),
    );
    // Nor by signing it itself.
    const { id: _, signature: __, hops: ___, ...said } = honest;
    expect(verifyAssertion(signAssertion({ ...said, confidence: 1 }, own), [registered().key], NOW)).toMatchObject({
      ok: false,
      code: 'SIGNATURE_INVALID',
    });
  });

  it('refuses what would give a member away, and what may not go through it', () => {
    const { object } = statement();
    expect(codeOf(submit())).toBe('ok');
    expect(codeOf(submit({ object: { ...object, name: 'seen at ACME' } }))).toBe('RELEASE_REFUSED');
    expect(codeOf(submit({ object: { ...object, name: 'seen at A\u200bc\u200bme' } }))).toBe('RELEASE_REFUSED');
    expect(codeOf(submit({ tlp: 'red' }))).toBe('RELEASE_REFUSED');
    expect(codeOf(submit({ object: { ...object, object_marking_refs: [TLP_MARKING_IDS.red] } }))).toBe('RELEASE_REFUSED');
    expect(codeOf(submit({ tlp: 'amber+strict' }))).toBe('RELEASE_REFUSED');
    expect(codeOf(submit({ tlp: 'amber' }))).toBe('ok');
    expect(codeOf(submit({ group: '' }))).toBe('RELEASE_REFUSED');
    // What went round already would only exhaust the hops that receivers allow.
    expect(codeOf({ ...submit(), hops: 8 })).toBe('RELEASE_REFUSED');
    const by = (changes: Partial<Statement>) =>
      codeOf(
        signAssertion(
          { ...underPseudonym(statement({ at: day(0) }), certificate), ...changes },
          { id: pseudonymKeyId(certificate.publicKey), privateKey: mine.privateKey },
        ),
      );
    expect(by({ origin: 'identity--beta' })).toBe('RELEASE_REFUSED');
    expect(by({ at: '2026-11-20T11:59:59.123Z' })).toBe('RELEASE_REFUSED');
    expect(by({ object: { ...object, modified: '2026-11-20T11:59:59.123Z' } })).toBe('RELEASE_REFUSED');
    expect(by({ expiresAt: '2026-12-20T11:59:00.000Z' })).toBe('RELEASE_REFUSED');
    expect(by({ object: { ...object, created_by_ref: 'identity--beta' } })).toBe('RELEASE_REFUSED');
    expect(codeOf({ ...submit(), tlp: 'clear' })).toBe('SIGNATURE_INVALID');
    expect(codeOf('nonsense')).toBe('PEER_HOSTILE');
  });

  it('knows a short name as a word, and not as a part of others', () => {
    const { object } = statement();
    const named = (name: string, text: string): string => {
      const result = relayAssertion(submit({ object: { ...object, name: text } }), { ...submitter, names: [name] }, NOW);
      return result.ok ? 'ok' : result.code;
    };
    expect(named('IBX', 'seen at IBX, twice')).toBe('RELEASE_REFUSED');
    expect(named('IBX', 'an ibxylon, and IBX')).toBe('RELEASE_REFUSED');
    expect(named('IBX', 'an ibxylon')).toBe('ok');
  });

  it('hands a batch on in the same order, whoever came first', () => {
    const batch = [1, 2, 3, 4].map((confidence) => submit({ confidence }));
    expect(relayOrder(batch.toReversed())).toEqual(relayOrder(batch));
  });
});

describe('objects under a pseudonym', () => {
  const identity = { type: 'identity', id: objectId('identity'), name: 'Acme', created: day(-9) };
  const campaign = { type: 'campaign', id: objectId('campaign'), created: day(-1), created_by_ref: identity.id };
  const template = { type: 'x-prompt-template', id: objectId('x-prompt-template') };
  const known = objectId('attack-pattern');
  const refs = { source_ref: campaign.id, target_ref: known, object_refs: [template.id, campaign.id] };
  const link = { type: 'relationship', id: objectId('relationship'), created: day(-1), ...refs };
  const idKey = new Uint8Array(32).fill(9);
  const under = (certified: PseudonymCertificate) =>
    objectsUnderPseudonym([identity, campaign, template, link, ...EXTENSION_OBJECTS], {
      identity,
      certificate: certified,
      idKey,
    });

  it('have ids of their own, which hang together as before, and name nobody', () => {
    const made = under(certificate);
    const renamed = idUnderPseudonym(campaign.id, { pseudonym: certificate.pseudonym, idKey });
    expect(made.map(({ id }) => id)).toEqual([certificate.pseudonym, renamed, template.id, expect.any(String)]);
    expect(made[3]).toMatchObject({ source_ref: renamed, target_ref: known, object_refs: [template.id, renamed] });
    const text = JSON.stringify(made.map((object) => underPseudonym(statement({ object }), certificate)));
    for (const known of ['Acme', 'acme', identity.id, campaign.id, link.id]) expect(text).not.toContain(known);
    expect(made[0]).toMatchObject({ name: 'a member of identity--centre' });
    // Under another pseudonym nothing tells that it is the same.
    const other = under({ ...certificate, pseudonym: pseudonymOf(centre, 'member', 'identity--beta', NOW) });
    const ids = new Set(made.map(({ id }) => id));
    expect(other.filter(({ id }) => ids.has(id)).map(({ type }) => type)).toEqual(['x-prompt-template']);
  });
});

describe('a pseudonym', () => {
  const certify = (member: string, owner: string, now = NOW) =>
    certifyPseudonym(centre, { member, owner, publicKey: pair().publicKey, now });

  it('is one voice, also with a new key and for firms of one owner, and another in the next period', () => {
    const again = certify('identity--acme', 'identity--acme');
    expect(again.pseudonym).toBe(certificate.pseudonym);
    expect(again.publicKey).not.toBe(certificate.publicKey);
    const sister = certify('identity--acme-eu', 'identity--acme');
    expect(sister.pseudonym).not.toBe(certificate.pseudonym);
    expect(sister.lineage).toBe(certificate.lineage);
    expect(certify('identity--acme', 'identity--acme', NOW + 90 * 86_400_000).pseudonym).not.toBe(certificate.pseudonym);
    expect(pseudonymOf({ ...centre, secret: new Uint8Array(32) }, 'member', 'identity--acme', NOW)).not.toBe(
      certificate.pseudonym,
    );
    const parents = new Map([certificate, sister].map(({ pseudonym, lineage }) => [pseudonym, lineage]));
    const reports = [certificate, sister].map(({ pseudonym }) => ({ ...submit(), source: pseudonym, origin: pseudonym }));
    expect(voicesOf(reports, parents)).toHaveLength(1);
  });

  it('counts only as its centre certified it', () => {
    const changes: Partial<PseudonymCertificate>[] = [
      { pseudonym: certify('identity--beta', 'identity--beta').pseudonym },
      { lineage: certify('identity--beta', 'identity--beta').lineage },
      { publicKey: pair().publicKey.export({ format: 'jwk' }).x! },
      { validUntil: day(900) },
      { centre: 'identity--other' },
    ];
    for (const change of changes)
      expect(keyOfPseudonym({ ...certificate, ...change }, known, NOW)).toMatchObject({ ok: false, code: 'SIGNATURE_INVALID' });
    expect(keyOfPseudonym({ ...certificate, more: 1 }, known, NOW)).toMatchObject({ ok: false, code: 'PEER_HOSTILE' });
    expect(keyOfPseudonym(certificate, { ...known, publicKey: pair().publicKey }, NOW).ok).toBe(false);
    expect(keyOfPseudonym(certificate, known, NOW - 200 * 86_400_000).ok).toBe(false);
    // Long after, what it said can still be taken back; not for ever.
    expect(keyOfPseudonym(certificate, known, NOW + 400 * 86_400_000).ok).toBe(true);
    expect(keyOfPseudonym(certificate, known, NOW + 600 * 86_400_000).ok).toBe(false);
  });
});
