// SPDX-License-Identifier: Apache-2.0
import { validateStix } from '@stillwatch/sharing';
import { describe, expect, it } from 'vitest';
import { sampleFinding } from '../records/contract/samples.fixture.ts';
import { stixBundle } from './stix.ts';

const NOW = { organisation: 'A laboratory', now: '2026-11-26T12:00:00.000Z' };
const finding = sampleFinding('c1', {
  techniques: [{ id: 'reasoning-elicitation', exchanges: 20, atlas: ['AML.T0024'] }],
});

describe('the STIX of a dossier', () => {
  it('is what the specification asks for, down to its advice', () => {
    expect(validateStix(stixBundle(finding, NOW), { strict: true })).toMatchObject({ valid: true, objects: 5, findings: [] });
  });

  it('calls the same thing the same in every dossier, and names no account', () => {
    const idsAt = (now: string) => {
      const { objects } = stixBundle(finding, { ...NOW, now }) as { objects: { type: string; id: string }[] };
      return objects.filter(({ type }) => type !== 'report').map(({ id }) => id);
    };
    expect(idsAt(NOW.now)).toEqual(idsAt('2026-12-24T12:00:00.000Z'));
    const text = JSON.stringify(stixBundle(finding, NOW));
    for (const account of finding.accounts) expect(text).not.toContain(account);
  });
});
