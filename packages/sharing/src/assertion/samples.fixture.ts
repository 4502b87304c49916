// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import type { Assertion, Statement } from './assertion.ts';
import { type RegisteredKey, signAssertion } from './sign.ts';

export const NOW = Date.parse('2026-11-20T12:00:00.000Z');
const DAY = 86_400_000;

/** Moment some days from {@link NOW}, as assertions write it. */
export function day(days: number): string {
  return new Date(NOW + days * DAY).toISOString();
}

/** Id of the n-th object of a type. */
export function objectId(type: string, n = 1): string {
  return `${type}--00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
}

export function statement(changes: Partial<Statement> = {}): Statement {
  const source = changes.source ?? 'identity--acme';
  return {
    object: { type: 'indicator', id: objectId('indicator'), name: 'Harvest', modified: day(-2) },
    source,
    origin: source,
    group: null,
    tlp: 'green',
    pap: null,
    at: day(-2),
    confidence: 80,
    legalBasis: null,
    licence: null,
    expiresAt: null,
    withdraws: null,
    ...changes,
  };
}

const PAIRS = new Map<string, ReturnType<typeof generateKeyPairSync>>();

/** A source's key pair, the same for the same name. */
export function pairOf(source: string): { id: string; privateKey: import('node:crypto').KeyObject; registered: RegisteredKey } {
  const pair = PAIRS.get(source) ?? generateKeyPairSync('ed25519');
  PAIRS.set(source, pair);
  const { publicKey, privateKey } = pair as unknown as Record<'publicKey' | 'privateKey', import('node:crypto').KeyObject>;
  const id = `key of ${source}`;
  return {
    id,
    privateKey,
    registered: { id, source, publicKey, validFrom: day(-100), validUntil: null, revokedAt: null },
  };
}

/** A signed assertion of its source. */
export function assertion(changes: Partial<Statement> = {}): Assertion {
  const made = statement(changes);
  return signAssertion(made, pairOf(made.source));
}
