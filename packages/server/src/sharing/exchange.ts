// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import type { Tlp as WireTlp } from '@stillwatch/core/api';
import {
  type Assertion,
  exportCsv,
  exportMisp,
  exportStix,
  importCsv,
  importMisp,
  importStix,
  type ImportContext,
  project,
  signAssertion,
  type Skipped,
  stixVerdict,
} from '@stillwatch/sharing';
import { ownReader, toTlp } from './audience.ts';
import type { Sharing } from './create-sharing.ts';

export const EXCHANGE_FORMATS = ['stix', 'misp', 'csv'] as const;
export type ExchangeFormat = (typeof EXCHANGE_FORMATS)[number];

/** Columns of a table that is imported, by their headers. */
const COLUMNS = { value: 'value', kind: 'type' };
const OPTIONAL = ['tlp', 'pap', 'confidence', 'seen', 'expires', 'description'] as const;

/**
 * Takes a file in as what somebody said: this node signs that it has it from there, and passes it on to nobody.
 * @throws AppError with the code of what is wrong with the file.
 */
export async function importIntelligence(
  sharing: Sharing,
  file: Uint8Array,
  { format, source, tlp }: { format: ExchangeFormat; source: string; tlp: WireTlp },
): Promise<{ imported: number; skipped: readonly Skipped[] }> {
  const { identity, clock } = sharing.world;
  const context: ImportContext = {
    source: identity.organisation,
    origin: source,
    tlp: toTlp(tlp),
    groups: new Map(),
    confidence: 50,
    legalBasis: null,
    licence: null,
    key: identity.idKey,
    now: clock.now(),
  };
  const read =
    format === 'stix'
      ? importStix(file, context)
      : format === 'misp'
        ? importMisp(file, context)
        : importCsv(file, mappingOf(file), context);
  // It is no partner that sent it, but whoever imports it: the file is what is wrong.
  if (!read.ok) throw new AppError(read.code === 'PEER_HOSTILE' ? 'REQUEST_INVALID' : read.code, `the file: ${read.reason}`);
  const skipped = [...read.value.skipped];
  const assertions: Assertion[] = [];
  for (const statement of read.value.statements) {
    const verdict = stixVerdict(statement.object);
    if (!verdict.ok) {
      skipped.push({ where: statement.object.id, why: verdict.message });
      continue;
    }
    try {
      assertions.push(signAssertion(statement, identity.key));
    } catch {
      skipped.push({ where: statement.object.id, why: 'it says something that cannot be signed' });
    }
  }
  return { imported: await sharing.take(assertions), skipped };
}

/** A column is taken where the table has it. */
function mappingOf(file: Uint8Array): Parameters<typeof importCsv>[1] {
  const header = Buffer.from(file.subarray(0, 10_000)).toString('utf8').split(/\r?\n/)[0] ?? '';
  const delimiter = ([';', '\t', '|'] as const).find((one) => header.includes(one)) ?? ',';
  const names = new Set(
    header
      .replace(/^\ufeff/, '')
      .split(delimiter)
      .map((name) => name.trim().replaceAll('"', '')),
  );
  return { ...COLUMNS, delimiter, ...Object.fromEntries(OPTIONAL.filter((name) => names.has(name)).map((name) => [name, name])) };
}

export interface ExportedFile {
  readonly bytes: Uint8Array;
  readonly media: string;
  readonly extension: string;
}

/** What was released of a campaign and stands, as far as TLP lets a file have it; null where that is nothing. */
export async function exportCampaign(sharing: Sharing, campaign: string, format: ExchangeFormat): Promise<ExportedFile | null> {
  const { records, identity, clock, config } = sharing.world;
  const released = await records.sharing.releases({ campaign, state: 'released' }, { limit: 1_000 });
  const assertions: Assertion[] = [];
  for (const { id } of released.items) {
    for (const { assertion } of await records.sharing.published({ release: id })) {
      const one = await records.sharing.assertions.get(assertion);
      // What went to sharing centres is the same under other names.
      if (one?.source === identity.organisation) assertions.push(one);
    }
  }
  const { organisation } = identity;
  const reader = ownReader({ path: 'export', person: null }, { organisation, memberships: config.sharing.groups, peers: [] });
  const now = clock.now();
  const shown = project(assertions, reader, now);
  if (shown.length === 0) return null;
  switch (format) {
    case 'stix':
      return { bytes: Buffer.from(exportStix(shown)), media: 'application/stix+json;version=2.1', extension: 'json' };
    case 'misp': {
      const { json } = exportMisp(shown, { uuid: randomUUID(), info: released.items[0]!.input.title, now });
      return { bytes: Buffer.from(json), media: 'application/json', extension: 'json' };
    }
    case 'csv':
      return { bytes: Buffer.from(exportCsv(shown)), media: 'text/csv; charset=utf-8', extension: 'csv' };
  }
}
