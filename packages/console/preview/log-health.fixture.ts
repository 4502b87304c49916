// SPDX-License-Identifier: Apache-2.0
import type { LogAlarm, LogHealth, LogLeaf, LogWitness } from '@stillwatch/core/api';
import { drawKey, type PreviewTree } from './merkle.fixture.ts';

/** How the log of the preview is: well, unwatched, with too few signatures, with alarms, or without a leaf. */
export const LOG_STATES = ['well', 'alone', 'behind', 'alarm', 'empty'] as const;
export type PreviewLogState = (typeof LOG_STATES)[number];

const ORIGIN = 'node.example.org/log';

export function drawHealth(state: PreviewLogState, leaves: readonly LogLeaf[], tree: PreviewTree): LogHealth {
  const key = drawKey(ORIGIN);
  const size = leaves.length;
  const lastAt = leaves.at(-1)?.at ?? null;
  const text = `${ORIGIN}\n${size}\n${Buffer.from(tree.root(), 'hex').toString('base64')}\n`;
  const names = state === 'alone' ? [] : ['witness.sharing.example', 'north.example.net/witness', 'archive.example.edu/witness'];
  const cosigners = names.map((name) => drawKey(name, 4));
  const signed = state === 'behind' ? 1 : state === 'empty' ? 0 : 2;
  const witnesses = cosigners.map(({ name, verifier }, i) => drawWitness({ name, key: verifier, i, state, size, lastAt }));
  const needed = names.length === 0 ? 0 : 2;
  const have = Math.min(signed, names.length);
  return {
    origin: ORIGIN,
    key: key.verifier,
    size,
    root: tree.root(),
    checkpoint: size === 0 ? null : `${text}\n${key.line(text)}${cosigners.slice(0, have).map(({ line }) => line(text)).join('')}`,
    signing: state !== 'alarm',
    lastAt,
    witnesses,
    quorum: { needed, have, met: have >= needed },
    witnessedSize: size === 0 || names.length === 0 ? null : state === 'behind' ? size - 12 : size,
    witnessKey: drawKey('node.example.org/witness', 4).verifier,
    watched:
      state === 'alone' || state === 'empty'
        ? []
        : [
            { origin: 'north.example.net/log', key: drawKey('north.example.net/log').verifier, size: 88_412, signedAt: lastAt },
            { origin: 'south.example.net/log', key: drawKey('south.example.net/log').verifier, size: null, signedAt: null },
          ],
    alarms: state === 'alarm' ? ALARMS : [],
    timestampAuthority: state === 'alone' ? null : 'https://tsa.example.org/rfc3161',
    policy: [
      `log ${key.verifier}`,
      ...cosigners.map(({ name, verifier }) => `witness ${name.split('.')[0]} ${verifier} https://${name}`),
      ...(needed === 0 ? [] : [`group witnesses 2 ${cosigners.map(({ name }) => name.split('.')[0]).join(' ')}`]),
      `quorum ${needed === 0 ? 'none' : 'witnesses'}\n`,
    ].join('\n'),
  };
}

function drawWitness({
  name,
  key,
  i,
  state,
  size,
  lastAt,
}: {
  name: string;
  key: string;
  i: number;
  state: PreviewLogState;
  size: number;
  lastAt: string | null;
}): LogWitness {
  const asked = { name, key, url: `https://${name}`, askedAt: new Date(Date.now() - 21_000).toISOString() };
  if (size === 0) return { ...asked, status: 'waiting', size: null, signedAt: null, askedAt: null, detail: '' };
  if (state === 'alarm' && i === 0) {
    return { ...asked, status: 'alarm', size: size + 96, signedAt: lastAt, detail: `It has countersigned ${size + 96} leaves of this log.` };
  }
  if (i === 2) return { ...asked, status: 'unreachable', size: size - 230, signedAt: lastAt, detail: 'It did not answer within 10 s.' };
  if (state === 'behind' && i === 1) return { ...asked, status: 'behind', size: size - 12, signedAt: lastAt, detail: '' };
  return { ...asked, status: 'ok', size, signedAt: lastAt, detail: '' };
}

const ALARMS: LogAlarm[] = [
  {
    id: 'la-2',
    at: '2026-11-26T06:12:00.000Z',
    kind: 'rollback',
    origin: ORIGIN,
    own: true,
    detail: 'A witness has countersigned 96 leaves more than the log has.',
    clearedAt: null,
    clearedBy: null,
  },
  {
    id: 'la-1',
    at: '2026-11-25T19:40:00.000Z',
    kind: 'split-view',
    origin: 'south.example.net/log',
    own: false,
    detail: 'Two roots were signed for 4,096 leaves.',
    clearedAt: null,
    clearedBy: null,
  },
  {
    id: 'la-0',
    at: '2026-09-02T10:00:00.000Z',
    kind: 'rollback',
    origin: 'north.example.net/log',
    own: false,
    detail: 'It showed 70,112 leaves after 71,004.',
    clearedAt: '2026-09-03T09:00:00.000Z',
    clearedBy: 'Ada Analyst',
  },
];
