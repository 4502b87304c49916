// SPDX-License-Identifier: Apache-2.0
import type { Permission, Role } from '@stillwatch/core/api';

/** The contract’s roles in words; its types check that none is missing. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  analyst: 'reads, reviews, reveals text for a reason',
  approver: 'as an analyst; makes exceptions, lifts holds, erases, releases dossiers',
  auditor: 'reads; sees the audit trail and the leaves of the log',
  admin: 'reads, and manages people, keys and channels',
  releaser: 'reads; releases dossiers and what is shared',
  peer: 'another node; nothing yet',
};

export const PERMISSION_WORDS: Readonly<Record<Permission, string>> = {
  intake: 'send exchanges',
  read: 'read everything without text',
  metrics: 'read metrics',
  review: 'claim and decide reviews',
  unmask: 'reveal text',
  allow: 'make exceptions, lift holds, erase',
  release: 'build dossiers and take them out',
  audit: 'read the audit trail and the leaves of the log',
  admin: 'manage people, keys and channels',
};
