// SPDX-License-Identifier: Apache-2.0
import { type TransparencyLog, parseLeaf } from '@stillwatch/accountability';
import type { LogAudit } from '@stillwatch/core/api';
import type { Ledger } from '../ledger/index.ts';
import type { Clock, Records } from '../parts.ts';

interface AuditParts {
  readonly log: TransparencyLog;
  readonly ledger: Pick<Ledger, 'payloadOf'>;
  readonly records: Pick<Records, 'vault'>;
  readonly clock: Clock;
}

/** Computes the whole log again from what is stored, and compares every payload that can be opened with its commitment. */
export async function auditAll({ log, ledger, records, clock }: AuditParts): Promise<LogAudit> {
  const report = await log.audit({
    async payloadOf(_index, bytes) {
      const entry = await records.vault.entryByKey(log.origin, parseLeaf(bytes).key);
      if (entry === null) return null;
      return (await ledger.payloadOf(entry)) ?? 'erased';
    },
  });
  const { opened, erased, unknown } = report.payloads ?? { opened: 0, erased: 0, unknown: 0 };
  return {
    at: new Date(clock.now()).toISOString(),
    size: report.size,
    root: report.root,
    entries: report.size,
    payloads: { checked: opened, erased, absent: unknown },
    holds: report.ok,
    problems: report.problems.map(({ kind, index, message }) => ({ index, code: kind, statement: message })),
  };
}
