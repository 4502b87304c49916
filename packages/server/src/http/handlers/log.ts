// SPDX-License-Identifier: Apache-2.0
import { nodeHash, leafHash, openLeaf, parseLeaf } from '@stillwatch/accountability';
import type { LogLeaf, LogLeafDetail } from '@stillwatch/core/api';
import type { LogEntry } from '../../parts.ts';
import type { Context, Handlers } from '../contract.ts';
import { mapPage, moment, orNotFound } from '../describe.ts';

export const log: Pick<Handlers, 'getLog' | 'listLeaves' | 'getLeaf' | 'proveLeaf' | 'auditLog'> = {
  async getLog({ parts }) {
    return await parts.transparency.health();
  },
  async listLeaves({ parts, records }, { query: { kind, ...page } }) {
    const filter = kind === undefined ? {} : { kind };
    return mapPage(await records.vault.entries(parts.ledger.origin, filter, page), describeLeaf);
  },
  async getLeaf({ parts, records }, { params }) {
    const index = Number(params.index);
    const { log: file } = parts.transparency;
    const entry = orNotFound(await records.vault.entry(parts.ledger.origin, index), 'leaf');
    const opened = await parts.ledger.payloadOf(entry);
    const bytes = await file.entry(index);
    const leaf = parseLeaf(bytes);
    return {
      leaf: describeLeaf(entry),
      entry: Buffer.from(bytes).toString('utf8'),
      payload: opened === null ? null : { ...opened.payload },
      names: await namesOf(parts, [entry.actor, entry.subject]),
      commitHolds: opened === null ? null : openLeaf(leaf, opened.salt, opened.payload),
      held: await parts.evidence.holds(entry.subject),
      inclusion: walk(index, file.size(), leafHash(bytes), await file.inclusion(index), file.root()),
    };
  },
  async proveLeaf({ parts, reply }, { params }) {
    reply.type('text/plain; charset=utf-8');
    return await parts.transparency.log.proof(Number(params.index));
  },
  async auditLog({ parts, audit }) {
    const report = await parts.transparency.audit();
    await audit('log.audited', `${report.size} leaves`, report.holds ? 'it holds' : 'it does not hold');
    return report;
  },
};

function describeLeaf({ index, kind, at, actor, subject, leaf, sealed }: LogEntry): LogLeaf {
  const { commit, key } = parseLeaf(Buffer.from(leaf));
  return {
    index: index ?? 0,
    kind,
    at: moment(at),
    actor,
    subject,
    commit,
    key,
    payload: sealed === null ? 'erased' : 'readable',
  };
}

/** Names behind the pseudonyms of people and keys, where they can still be told. */
async function namesOf(parts: Context['parts'], pseudonyms: readonly (string | null)[]): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  for (const pseudonym of pseudonyms) {
    if (pseudonym === null || !/^(person|key):/.test(pseudonym)) continue;
    const name = await parts.ledger.vault.nameOf(pseudonym);
    if (name !== null) names[pseudonym] = name;
  }
  return names;
}

/** The steps of an inclusion proof (RFC 9162 §2.1.3.2), each with the hash that it leads to. */
function walk(
  index: number,
  size: number,
  leaf: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): LogLeafDetail['inclusion'] {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const steps: LogLeafDetail['inclusion']['steps'] = [];
  let [at, last, reached] = [index, size - 1, leaf];
  for (const sibling of proof) {
    const left = at % 2 === 1 || at === last;
    reached = left ? nodeHash(sibling, reached) : nodeHash(reached, sibling);
    steps.push({ sibling: hex(sibling), side: left ? 'left' : 'right', result: hex(reached) });
    while (left && at % 2 === 0 && at > 0) [at, last] = [at / 2, Math.floor(last / 2)];
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return { leafHash: hex(leaf), size, root: hex(root), steps, holds: last === 0 && hex(reached) === hex(root) };
}
