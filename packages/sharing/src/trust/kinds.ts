// SPDX-License-Identifier: Apache-2.0
import type { SharedObject } from '../marking/shared-object.ts';

/** What a report is about, by how long it stays true. */
export const REPORT_KINDS = ['address', 'proxy-pool', 'account', 'template'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

const DAY_MS = 86_400_000;

/**
 * Starting values, to be calibrated with the reliability plot: how likely a report of the kind is right before anybody's
 * record is looked at, and the age in milliseconds at which it is worth nothing.
 */
export const KINDS: Readonly<Record<ReportKind, { readonly prior: number; readonly lifetimeMs: number }>> = {
  address: { prior: 0.05, lifetimeMs: 14 * DAY_MS },
  'proxy-pool': { prior: 0.1, lifetimeMs: 30 * DAY_MS },
  account: { prior: 0.1, lifetimeMs: 90 * DAY_MS },
  template: { prior: 0.2, lifetimeMs: 365 * DAY_MS },
};

const KIND_OF_TYPE: Readonly<Record<string, ReportKind>> = {
  infrastructure: 'proxy-pool',
  'autonomous-system': 'proxy-pool',
  'user-account': 'account',
  campaign: 'template',
};

/** Kind of an object; of an indicator, what its pattern asks for first. What is not known ages like an address. */
export function reportKindOf(object: SharedObject): ReportKind {
  const { pattern } = object;
  const type =
    object.type === 'indicator' && typeof pattern === 'string'
      ? (/\[\s*\(*\s*([a-z0-9-]+):/.exec(pattern)?.[1] ?? '')
      : object.type;
  if (type.endsWith('prompt-template')) return 'template';
  return Object.hasOwn(KIND_OF_TYPE, type) ? KIND_OF_TYPE[type]! : 'address';
}

/** δ: above 1 a report keeps most of its worth at first and loses it towards the end, as it should while it is looked into. */
const DECAY_SPEED = 2;

/** What is left of a report's worth at an age: (1 − t/τ)^(1/δ), the polynomial form. 1 when new, 0 from its lifetime on. */
export function decayAt(ageMs: number, lifetimeMs: number): number {
  const left = 1 - Math.max(0, ageMs) / lifetimeMs;
  return left > 0 ? left ** (1 / DECAY_SPEED) : 0;
}
