// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Peer } from '@stillwatch/core/api';
import { type Assertion, pseudonymKeyId, signAssertion, statementOf } from '@stillwatch/sharing';
import { describe, expect, it } from 'vitest';
import { letOut, saidUnder } from './centre.fixture.ts';
import { centreOfTests, peerAt } from './centre-opened.fixture.ts';

const centre = centreOfTests();
const hubAtB = (): Promise<Peer> => peerAt(centre().b, centre().ids.hubAtB);

describe('a member that', () => {
  /** A puts something before the centre that no release of it would make. */
  const submit = async (change: Partial<Assertion>, key?: KeyObject, envelope: Partial<Assertion> = {}): Promise<Assertion> => {
    const { a, hub } = centre();
    const { identity, collections, clock } = a.parts.sharing.world;
    const [certified] = await hub.parts.sharing.relay.issued();
    const own = identity.pseudonymKey('hub.example', Date.parse(certified!.validFrom));
    expect(own.publicKey).toBe(certified!.publicKey);
    const [like] = (await saidUnder(a)).filter(({ object }) => object.type === 'campaign');
    const id = pseudonymKeyId(key === undefined ? certified!.publicKey : 'A'.repeat(43));
    const made = signAssertion({ ...statementOf(like!), ...change }, { id, privateKey: key ?? own.privateKey });
    await collections.publish([{ ...made, ...envelope }], () => ['hub.example'], clock.now());
    return made;
  };
  const reach = async (): Promise<string> => {
    const before = centre().link.bytes().length;
    await centre().relay();
    return centre().link.bytes().slice(before);
  };
  const aAtHub = (): Promise<Peer> => peerAt(centre().hub, centre().ids.aAtHub);

  it('hands in what may not go on is told why, and the rest goes on', async () => {
    await letOut(centre());
    await centre().relay();
    const bad = [
      await submit({ tlp: 'amber+strict' }),
      await submit({ origin: 'lab-b.example' }),
      await submit({ at: '2026-05-31T12:00:00.001Z' }),
      await submit({ group: '' }),
      await submit({ licence: 'Laboratory Aleph' }),
      await submit({ confidence: 11 }, undefined, { hops: 8 }),
    ];
    const good = await submit({ confidence: 12 });
    const wire = await reach();
    expect(wire).toContain(good.id);
    for (const { id } of bad) expect(wire).not.toContain(id);
    const { state, problem } = await aAtHub();
    expect(state).toBe('ok');
    // TLP:RED, as a group without members, is read by no node at all.
    for (const why of [
      'AMBER+STRICT',
      'another origin',
      'more exact than the hour',
      'names the member',
      'from the member itself',
    ])
      expect(problem).toContain(why);
    expect((await hubAtB()).state).toBe('ok');
  });

  it('signs under its pseudonym with a key that was not certified is refused at the centre, and the centre at nobody', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const forged = await submit({ confidence: 13 }, privateKey);
    expect(await reach()).not.toContain(forged.id);
    expect(await aAtHub()).toMatchObject({
      state: 'throttled',
      throttle: { reasons: [expect.stringContaining('SIGNATURE_INVALID')] },
    });
    expect((await hubAtB()).state).toBe('ok');
  });
});
