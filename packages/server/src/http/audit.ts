// SPDX-License-Identifier: Apache-2.0
import type { AuditAction } from './audit-actions.ts';
import type { ServerParts } from './contract.ts';
import type { DeedDone } from './deed-payload.ts';

/** What a request did, and in whose name. */
export type Done = DeedDone & { readonly by: string };

export interface Deed {
  readonly action: AuditAction;
  readonly object: string;
  readonly by: string;
  readonly reason: string | null;
  readonly requestId: string;
  /** Milliseconds since 1970 UTC; now without it. */
  readonly at?: number;
}

/**
 * Writes an entry of the audit trail; its id.
 * @param deeds of the request, for the transparency log.
 */
export async function recordAudit(parts: ServerParts, { at, ...deed }: Deed, deeds: Done[]): Promise<string> {
  const entry = await parts.records.audit.add({ ...deed, at: new Date(at ?? parts.clock.now()).toISOString() });
  const { action, object, reason, by } = deed;
  deeds.push({ action, object, reason, by });
  return entry.id;
}
