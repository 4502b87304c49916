// SPDX-License-Identifier: Apache-2.0
import type { LogAudit, LogHealth, LogLeaf, LogLeafDetail } from '@stillwatch/core/api';
import { drawHealth, type PreviewLogState } from './log-health.fixture.ts';
import { hex, PreviewTree } from './merkle.fixture.ts';
import { pageOf, type PreviewRequest } from './shapes.fixture.ts';
import { PreviewProblem } from './problem.fixture.ts';

const ENTRIES = 1_243;
const START = Date.parse('2026-11-19T08:00:00.000Z');

interface Entry {
  readonly leaf: LogLeaf;
  readonly text: string;
  readonly payload: Record<string, unknown>;
}

export interface PreviewLog {
  readonly state: PreviewLogState;
  readonly entries: readonly Entry[];
  readonly tree: PreviewTree;
  readonly health: LogHealth;
}

const PERSON = 'person:4f0c9a17be2201d3';
const ACCOUNT = (i: number): string => `account:${hex(`account ${i % 61}`).slice(0, 16)}`;

/** What a node records, over and over: kind, who, about whom, and what the payload says. */
const ACTS: readonly ((i: number) => { kind: string; actor: string; subject: string | null; payload: Record<string, unknown> })[] = [
  (i) => ({
    kind: 'finding',
    actor: 'system:node',
    subject: `campaign:${hex(`campaign ${i % 3}`).slice(0, 16)}`,
    payload: { control: 'hunt', outcome: 'grew', evidence: hex(`finding ${i}`), accounts: 40 + (i % 40), bits: 60 + (i % 30) },
  }),
  (i) => ({
    kind: 'reveal',
    actor: PERSON,
    subject: ACCOUNT(i),
    payload: { what: `exchange ${(i * 7919).toString(36)}`, purpose: 'Does the wrapper ask for hidden reasoning?' },
  }),
  (i) => ({
    kind: 'decision',
    actor: PERSON,
    subject: null,
    payload: { campaign: `c-${hex(`c${i % 3}`).slice(0, 8)}`, decision: 'confirm', reason: 'Same cards, one clock, rubric prompts only.' },
  }),
  (i) => ({
    kind: 'settings',
    actor: 'person:91d0a7e5c3f8b264',
    subject: null,
    payload: { setting: 'hunt.everyMinutes', from: 15, to: 10 + (i % 10) },
  }),
  (i) => ({
    kind: 'exception',
    actor: PERSON,
    subject: ACCOUNT(i),
    payload: { scope: 'evaluation', reason: 'Red team of the spring programme', expires: '2027-03-31' },
  }),
  (i) => ({ kind: 'hold', actor: PERSON, subject: null, payload: { hold: `h-${i}`, scope: 'campaign', state: 'placed', reason: 'Case 12' } }),
  (i) => ({ kind: 'key', actor: 'person:91d0a7e5c3f8b264', subject: null, payload: { key: `k-${i}`, use: 'intake', state: 'made' } }),
  (i) => ({
    kind: 'dossier',
    actor: PERSON,
    subject: null,
    payload: { dossier: `d-${i.toString(36)}`, manifest: hex(`manifest ${i}`), audience: 'organisation' },
  }),
  (i) => ({ kind: 'deletion', actor: 'system:node', subject: ACCOUNT(i), payload: { what: 'payloads', reason: 'kept for as long as they had to be' } }),
];

export function drawLog(state: PreviewLogState): PreviewLog {
  const entries = Array.from({ length: state === 'empty' ? 0 : ENTRIES }, (_, i) => drawEntry(i));
  const tree = new PreviewTree(entries.map(({ text }) => text));
  return { state, entries, tree, health: drawHealth(state, entries.map(({ leaf }) => leaf), tree) };
}

function drawEntry(index: number): Entry {
  const { kind, actor, subject, payload } = ACTS[(index * 5 + (index % 7)) % ACTS.length]!(index);
  const at = new Date(START + index * 467_000).toISOString();
  const commit = hex(`salt ${index} ${JSON.stringify(payload)}`);
  const key = hex(`key ${index}`);
  // Keys in the order of RFC 8785.
  const text = JSON.stringify({ actor, at, commit, key, kind, subject, v: 1 });
  const state = index % 41 === 17 ? 'erased' : index % 97 === 5 ? 'absent' : 'readable';
  return { leaf: { index, kind, at, actor, subject, commit, key, payload: state }, text, payload };
}

export function answerLog(log: PreviewLog, { id, params, query }: PreviewRequest): unknown {
  switch (id) {
    case 'getLog':
      return log.health;
    case 'listLeaves': {
      const leaves = log.entries.map(({ leaf }) => leaf).filter(({ kind }) => query.kind === undefined || kind === query.kind);
      return pageOf(leaves.toReversed(), query);
    }
    case 'getLeaf':
      return detail(log, find(log, params.index));
    case 'proveLeaf': {
      const { leaf } = find(log, params.index);
      const { steps } = log.tree.inclusion(leaf.index);
      const hashes = steps.map(({ sibling }) => `${Buffer.from(sibling, 'hex').toString('base64')}\n`).join('');
      return `c2sp.org/tlog-proof@v1\nindex ${leaf.index}\n${hashes}\n${log.health.checkpoint ?? ''}`;
    }
    case 'auditLog':
      return audit(log);
    default:
      return undefined;
  }
}

function find(log: PreviewLog, index: string | undefined): Entry {
  const found = log.entries[Number(index)];
  if (found === undefined) throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such leaf', `The log has ${log.entries.length}.`);
  return found;
}

function detail(log: PreviewLog, { leaf, text, payload }: Entry): LogLeafDetail {
  const readable = leaf.payload === 'readable';
  return {
    leaf,
    entry: text,
    payload: readable ? payload : null,
    names: readable && leaf.actor === PERSON ? { [PERSON]: 'Ada Analyst' } : {},
    commitHolds: readable ? true : null,
    held: leaf.kind === 'decision',
    inclusion: log.tree.inclusion(leaf.index),
  };
}

function audit({ entries, state, tree }: PreviewLog): LogAudit {
  const count = (kind: LogLeaf['payload']) => entries.filter(({ leaf }) => leaf.payload === kind).length;
  return {
    at: new Date().toISOString(),
    size: entries.length,
    root: tree.root(),
    entries: entries.length,
    payloads: { checked: count('readable'), erased: count('erased'), absent: count('absent') },
    holds: state !== 'alarm',
    problems:
      state === 'alarm'
        ? [
            { index: 1_024, code: 'tile', statement: 'The hash that is stored is not that of the leaf.' },
            { index: null, code: 'shorter', statement: 'The newest signed checkpoint has 96 leaves more.' },
          ]
        : [],
  };
}
