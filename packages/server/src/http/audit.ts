// SPDX-License-Identifier: Apache-2.0
import type { AuditAction } from './audit-actions.ts';
import type { ServerParts } from './contract.ts';

export interface Deed {
  readonly action: AuditAction;
  readonly object: string;
  readonly by: string;
  readonly reason: string | null;
  readonly requestId: string;
  /** Milliseconds since 1970 UTC; now without it. */
  readonly at?: number;
}

/** Writes an entry of the audit trail; its id. */
export async function recordAudit(parts: ServerParts, { at, ...deed }: Deed): Promise<string> {
  const entry = await parts.records.audit.add({ ...deed, at: new Date(at ?? parts.clock.now()).toISOString() });
  return entry.id;
}
