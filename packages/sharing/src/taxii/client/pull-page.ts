// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { isRecord } from '../../marking/index.ts';
import { toMicros } from '../wire/timestamps.ts';
import { hostile, type PeerAnswer } from './answer.ts';
import { advance, digestOf, type PullCursor } from './pull-cursor.ts';
import { readResource } from './resources.ts';
import type { Session } from './session.ts';

/** An object that came, with its text byte for byte. */
export interface PulledObject {
  readonly object: Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };
  readonly text: string;
}

export interface PulledPage {
  /** What is new; may be empty. */
  readonly objects: readonly PulledObject[];
  /** To be stored together with the objects. */
  readonly cursor: PullCursor;
  /** Objects without id or type, which are left out. */
  readonly malformed: number;
}

/** How far a peer's clock may be ahead: a date from the far future would hide everything that comes after it. */
const AHEAD_MICROS = 86_400e6;

/** What is new in a page, and where it leads. @throws AppError PEER_HOSTILE, TAXII_FAILED */
export function readPage(
  session: Session,
  answer: PeerAnswer,
  cursor: PullCursor,
): { page: PulledPage; more: boolean; skipped: number } {
  const { more, next } = readResource('page', answer.value);
  const { objects, malformed } = objectsOf(answer);
  const last = datesOf(session, answer, cursor);
  const known = new Set(cursor.recent);
  const digests = objects.map(({ object }) => digestOf(object));
  const fresh = objects.filter((_, i) => {
    const seen = known.has(digests[i]!);
    known.add(digests[i]!);
    return !seen;
  });
  const goesOn = more === true;
  const moved = advance(cursor, { next: goesOn && next !== '' ? (next ?? null) : null, last, digests });
  const page = { objects: fresh, cursor: moved, malformed };
  return { page, more: goesOn, skipped: objects.length - fresh.length + malformed };
}

function objectsOf({ text, value, elements }: PeerAnswer): { objects: PulledObject[]; malformed: number } {
  const list = ((value as { objects?: unknown }).objects ?? []) as readonly unknown[];
  const objects = list.flatMap((object, i): PulledObject[] => {
    if (!isRecord(object) || typeof object['id'] !== 'string' || typeof object['type'] !== 'string') return [];
    const [start, end] = elements![i]!;
    return [{ object: object as PulledObject['object'], text: text.slice(start, end) }];
  });
  return { objects, malformed: list.length - objects.length };
}

/** Date of the last object of a page, where the server says it. @throws AppError PEER_HOSTILE where dates go back */
function datesOf({ clock }: Session, answer: PeerAnswer, cursor: PullCursor): string | null {
  const first = answer.header('x-taxii-date-added-first');
  const last = answer.header('x-taxii-date-added-last');
  if (last === null) return null;
  const from = first === null ? null : toMicros(first);
  const to = toMicros(last);
  if (to === null || (first !== null && from === null))
    throw new AppError('TAXII_FAILED', 'the dates of a page are no timestamps');
  if (to > clock.now() * 1000 + AHEAD_MICROS) throw hostile('gives dates from the future');
  const before = cursor.last === null ? null : toMicros(cursor.last);
  const back = (from !== null && from > to) || (before !== null && (from ?? to) < before);
  if (back) throw hostile('gives dates that go back');
  return last;
}
