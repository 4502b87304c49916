// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { type Assertion, signAssertion } from '@stillwatch/sharing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NOW } from '../http/log.fixture.ts';
import { openTestNode, type TestNode } from '../http/node.fixture.ts';
import type { Records } from '../parts.ts';
import { createSharing } from './create-sharing.ts';
import { registeredKeys } from './pull.ts';

const DAY = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

let node: TestNode;
beforeEach(async () => {
  node = await openTestNode({ yaml: 'sharing: {organisation: lab-a.example}', withTraffic: false });
});
afterEach(async () => await node.close());

/** Since when it is who it is and has its key, by what a start at some time with these records says. */
async function sinceAt(ms: number, change: Partial<Records> = {}): Promise<{ created: unknown; since: string }> {
  const { world } = node.parts.sharing;
  const parts = { ...world, records: { ...world.records, ...change }, clock: { now: () => ms } };
  const again = await createSharing(parts, { schedule: false });
  try {
    return { created: again.world.identity.object['created'], since: again.settings('http://x').key.since };
  } finally {
    await again.close();
  }
}
/** Records of a node that did not write it down. */
const forgetful = { values: { get: async () => null, set: async () => {} } } satisfies Partial<Records>;

describe('dates of this node’s identity and key', () => {
  it('are those of the first start, whenever it is started', async () => {
    expect(node.parts.sharing.settings('http://x').key.since).toBe(iso(NOW));
    expect(await sinceAt(NOW + 9 * DAY)).toEqual({ created: iso(NOW), since: iso(NOW) });
  });

  it('are what was said of them, and the first that is known to have been signed, where no start wrote them down', async () => {
    const { world } = node.parts.sharing;
    const { sharing } = world.records;
    const { identity } = world;
    expect(await sinceAt(NOW + DAY, forgetful)).toEqual({ created: iso(NOW + DAY), since: iso(NOW + DAY) });
    const created = '2026-01-01T00:00:00.000Z';
    const rest = { group: null, pap: null, legalBasis: null, licence: null, expiresAt: null, withdraws: null } as const;
    const by = { source: 'lab-a.example', origin: 'lab-a.example', at: iso(NOW), confidence: 80, tlp: 'green' } as const;
    const said: Assertion = signAssertion(
      { object: { ...identity.object, created, modified: created }, ...by, ...rest },
      identity.key,
    );
    await sharing.assertions.add([said], NOW);
    await sharing.publish([{ assertion: said.id, recipients: ['lab-b.example'], release: null, at: NOW + 5 }]);
    expect(await sinceAt(NOW + DAY, forgetful)).toEqual({ created, since: iso(NOW + 5) });
  });
});

describe('dates of partners’ keys', () => {
  const newKey = (): string => generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x!;

  it('are when each was entered; what the first signed before counts', async () => {
    const { peers, world } = node.parts.sharing;
    const common = { url: null, collections: [], signIn: { kind: 'none' as const }, parent: null, readers: [], groups: [] };
    const first = newKey();
    const b = { ...common, name: 'B', organisation: 'lab-b.example', kind: 'company' } as const;
    const added = await peers.add({ ...b, publicKey: first });
    expect(added.keys).toMatchObject([{ publicKey: first, validFrom: iso(NOW), validUntil: null }]);
    node.clock.ms += DAY;
    const changed = await peers.change(added.id, { publicKey: newKey() }, 1);
    expect(changed.keys).toMatchObject([
      { validFrom: iso(NOW), validUntil: iso(NOW + DAY) },
      { validFrom: iso(NOW + DAY), validUntil: null },
    ]);
    expect(await registeredKeys(world.records.sharing)).toMatchObject([
      { validFrom: null, validUntil: iso(NOW + DAY) },
      { validFrom: iso(NOW + DAY), validUntil: null },
    ]);
    // One that had none, and signs from now on.
    const silent = await peers.add({ ...b, organisation: 'lab-c.example', publicKey: null });
    node.clock.ms += DAY;
    const signing = await peers.change(silent.id, { publicKey: newKey() }, 1);
    expect(signing.keys).toMatchObject([{ validFrom: iso(NOW + 2 * DAY), validUntil: null }]);
  });

  it('that were written down before that are when the partner was entered', async () => {
    const { sharing } = node.records;
    const key = { id: 'k', publicKey: newKey(), validFrom: '2015-01-01T00:00:00.000Z', validUntil: null, revokedAt: null };
    const { peers } = node.parts.sharing;
    const common = { url: null, collections: [], signIn: { kind: 'none' as const }, parent: null, readers: [], groups: [] };
    const { id } = await peers.add({ ...common, name: 'B', organisation: 'lab-b.example', kind: 'company', publicKey: null });
    await sharing.changePeer({ ...(await sharing.peer(id))!, keys: [key] }, 1);
    node.clock.ms += DAY;
    expect((await peers.get(id))!.keys).toMatchObject([{ validFrom: iso(NOW) }]);
    expect((await peers.list())[0]!.keys).toMatchObject([{ validFrom: iso(NOW) }]);
  });
});
