// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Peer } from '@stillwatch/core/api';
import { openOfflineSharing } from '@stillwatch/server';
import { parseConfig } from '@stillwatch/server/config';
import { signAssertion } from '@stillwatch/sharing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCaptured } from '../captured.fixture.ts';

const GOLDEN = new URL('./goldens/share-peers.txt', import.meta.url);
const update = process.env['UPDATE_GOLDENS'] === '1';
const UNTIL = '2999-01-01T00:00:00.000Z';
const CANARY = '192.0.2.77';

const folder = mkdtempSync(join(tmpdir(), 'stillwatch-test-peers-'));
const config = join(folder, 'node.yaml');
afterAll(() => rmSync(folder, { recursive: true }));

/** A node that knows four partners: of one nothing is known, one broke the protocol, one reported a canary, one did both. */
beforeAll(async () => {
  const settings = {
    data: join(folder, 'data'),
    sharing: { organisation: 'lab-a.example', canaries: [{ value: CANARY }] },
  };
  writeFileSync(config, JSON.stringify(settings));
  const file = { name: config, text: JSON.stringify(settings) };
  // No two partners of one moment: they are listed in the order in which they were added.
  let ms = Date.now() - 60_000;
  const clock = { now: () => ms++ };
  const node = await openOfflineSharing(parseConfig({ file, environment: {}, readSecret: () => '' }), { clock });
  const { sharing } = node;
  const { sharing: kept } = sharing.world.records;
  for (const name of ['quiet', 'broken', 'fooled', 'both']) {
    const organisation = `${name}.example`;
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const common = { kind: 'company', collections: [], groups: [], parent: null, readers: [] } as const;
    const { id } = await sharing.peers.add({
      ...common,
      name: `Laboratory ${name}`,
      organisation,
      url: `https://${organisation}/taxii2/stillwatch/`,
      publicKey: publicKey.export({ format: 'jwk' }).x!,
      signIn: { kind: 'none' },
      collections: [],
      groups: [],
      readers: [],
    });
    if (name === 'broken' || name === 'both') {
      const reasons = ['SIGNATURE_INVALID: its signature does not fit its content', 'PEER_HOSTILE: is from the future'];
      const standing = await kept.standing(id);
      const state = { state: 'throttled', problem: reasons[0]!, throttledUntil: Date.parse(UNTIL), strikes: 2, reasons } as const;
      await kept.setStanding(id, { ...standing, ...state });
    }
    if (name === 'fooled' || name === 'both') {
      const at = new Date().toISOString();
      const object = {
        type: 'indicator',
        spec_version: '2.1',
        id: `indicator--${name === 'both' ? '1' : '2'}7777777-7777-4777-8777-777777777777`,
        created: at,
        modified: at,
        pattern: `[ipv4-addr:value = '${CANARY}']`,
        pattern_type: 'stix',
        valid_from: at,
      };
      const rest = { group: null, pap: null, legalBasis: null, licence: null, expiresAt: null, withdraws: null } as const;
      const said = { object, source: organisation, origin: organisation, at, confidence: 80, tlp: 'green', ...rest } as const;
      await sharing.take([signAssertion(said, { id: 'key', privateKey })]);
    }
  }
  await node.close();
}, 60_000);

/** Ids are drawn, and quarantine begins when it does. */
const masked = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/20\d\d-\d\d-\d\dT[0-9:.]+Z/g, '<time>');

describe('stillwatch share peers', () => {
  it('shows who is left alone until when, and who is in quarantine, with the reasons', async () => {
    const { code, out, err } = await runCaptured(['share', 'peers', '--config', config]);
    expect([code, err]).toEqual([0, '']);
    const shown = masked(out);
    if (update) writeFileSync(GOLDEN, shown);
    expect(shown).toBe(readFileSync(GOLDEN, 'utf8'));
    expect(shown).not.toContain(CANARY);
  });

  it('says the same as JSON', async () => {
    const { code, out } = await runCaptured(['share', 'peers', '--config', config, '--json']);
    expect(code).toBe(0);
    const throttle = { until: UNTIL, reasons: [expect.stringContaining('SIGNATURE_INVALID'), expect.any(String)] };
    const quarantined = (name: string) => ({
      since: expect.any(String),
      reporters: [`${name}.example`],
      reason: expect.stringContaining('surely is none'),
    });
    const peers = (JSON.parse(out) as Peer[]).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(peers.map((one) => [one.state, one.throttle, one.quarantine])).toEqual([
      ['throttled', throttle, quarantined('both')],
      ['throttled', throttle, null],
      ['waiting', null, quarantined('fooled')],
      ['waiting', null, null],
    ]);
  });
});
