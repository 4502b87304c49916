// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** What a person may be to a node. A person may have several. */
export const ROLES = ['analyst', 'releaser', 'approver', 'auditor', 'admin', 'peer'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** What an operation of the API asks for. `intake` and `metrics` are for API keys. */
export const PERMISSIONS = ['read', 'review', 'unmask', 'allow', 'release', 'audit', 'admin', 'intake', 'metrics'] as const;
export const Permission = z.enum(PERMISSIONS);
export type Permission = z.infer<typeof Permission>;

/**
 * Who may do what. Seeing prompt text is for those who decide about accounts, never for administrators as such;
 * exceptions (suppressions, allow-lists) are for approvers, so that nobody waves their own case through.
 * What leaves the node is for releasers and approvers.
 */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  analyst: ['read', 'review', 'unmask'],
  releaser: ['read', 'release'],
  approver: ['read', 'review', 'unmask', 'allow', 'release'],
  auditor: ['read', 'audit', 'metrics'],
  admin: ['read', 'admin', 'audit', 'metrics'],
  // What peers may do is opened with sharing; until then nothing.
  peer: [],
};

/** Permissions of somebody with these roles, each once. */
export function permissionsOf(roles: readonly Role[]): Permission[] {
  return PERMISSIONS.filter((permission) => roles.some((role) => ROLE_PERMISSIONS[role].includes(permission)));
}
