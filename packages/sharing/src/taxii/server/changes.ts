// SPDX-License-Identifier: Apache-2.0
/** What changes a collection: adding objects (TAXII 2.1 §5.5), deleting an object (§5.7). */
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { LONGEST_LABEL, type NewObject, type Status, type StatusEntry } from '../model.ts';
import { isTaxiiContent, TAXII_MEDIA_TYPE } from '../wire/media.ts';
import { fromMicros, toMicros } from '../wire/timestamps.ts';
import { answer, type Asked, findCollection, forbidden, type Granted, notFound } from './context.ts';
import { type Posted, readEnvelope } from './envelope.ts';
import { readFilters, TAKES } from './filters.ts';
import type { TaxiiResponse } from './http.ts';
import { readBody } from './read-body.ts';
import { Refusal } from './refusal.ts';
import { specOf, versionOf } from './stix-version.ts';

/** So many objects are checked before others have a turn. */
const TURN = 200;

export async function postObjects(asked: Asked, rootName: string, idOrAlias: string): Promise<TaxiiResponse> {
  const { context, request, principal } = asked;
  const granted = await findCollection(asked, rootName, idOrAlias);
  const { root, collection, rights } = granted;
  if (!rights.write) throw forbidden(asked, 'write to');
  checkContent(asked);
  const { limits } = context;
  const bytes = await readBody(request, { maxBytes: root.maxContentLength, patienceMs: limits.bodyMs });
  const posted = readEnvelope(bytes, { maxDepth: limits.depth, maxObjects: limits.postObjects });
  const now = context.clock.now();
  const { accepted, failures } = await check(asked, granted, posted, fromMicros(now * 1000));
  const outcomes = await context.store.add(collection, accepted, now * 1000);
  const successes = outcomes.map(
    ({ id, version, isNew }): StatusEntry => ({
      id,
      version,
      message: isNew ? 'Added.' : 'This version is there already.',
    }),
  );
  const status = complete(now, successes, failures);
  await context.store.forgetStatuses(now - limits.statusMs);
  await context.store.putStatus(root.name, status, principal.id, now);
  const count = outcomes.filter(({ isNew }) => isNew).length;
  if (count > 0) context.onAdded?.({ collection, principal, count });
  return answer(status, 202);
}

/** Counts are always there, lists only where they have something in them (§4.3). */
function complete(now: number, successes: readonly StatusEntry[], failures: readonly StatusEntry[]): Status {
  return {
    id: randomUUID(),
    status: 'complete',
    request_timestamp: fromMicros(now * 1000),
    total_count: successes.length + failures.length,
    success_count: successes.length,
    ...(successes.length === 0 ? {} : { successes }),
    failure_count: failures.length,
    ...(failures.length === 0 ? {} : { failures }),
    pending_count: 0,
  };
}

/** @throws Refusal 415 */
function checkContent({ request: { headers } }: Asked): void {
  const refuse = (what: string): Refusal => new Refusal(415, `${what} A body is ${TAXII_MEDIA_TYPE}.`);
  if (!isTaxiiContent(headers['content-type'])) throw refuse('This media type is not taken.');
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') throw refuse('Encoded bodies are not taken.');
}

async function check(
  { context, principal }: Asked,
  { collection }: Granted,
  posted: readonly Posted[],
  now: string,
): Promise<{ accepted: NewObject[]; failures: StatusEntry[] }> {
  const accepted: NewObject[] = [];
  const failures: StatusEntry[] = [];
  for (const [i, { object, text }] of posted.entries()) {
    if (i % TURN === TURN - 1) await turn();
    const version = versionOf(object);
    const fail = (message: string): number => failures.push({ id: object.id, version: version ?? now, message });
    if (version !== null && toMicros(version) === null) fail('The version of the object is not a timestamp.');
    else if (text.length > context.limits.objectSize) fail(`An object has at most ${context.limits.objectSize} characters here.`);
    else {
      const verdict = context.validate(object);
      if (verdict.ok) {
        const label = context.labelOf(object, { collection, principal });
        if (label.length > LONGEST_LABEL) throw new RangeError(`a label has at most ${LONGEST_LABEL} characters`);
        accepted.push({ id: object.id, type: object.type, spec: specOf(object), version, body: text, label });
      } else fail(verdict.message);
    }
  }
  return { accepted, failures };
}

/**
 * Deletes what the filters mean, as everywhere the last version where they say nothing. Who may neither read nor write
 * does not learn that the collection is there.
 */
export async function deleteObject(asked: Asked, rootName: string, idOrAlias: string, id: string): Promise<TaxiiResponse> {
  const { context, request, principal } = asked;
  const { collection, rights } = await findCollection(asked, rootName, idOrAlias);
  if (!rights.read && !rights.write) throw notFound();
  if (!rights.read || !rights.write) throw forbidden(asked, 'delete from');
  const { specs, versions } = readFilters(request.query, TAKES.remove, context.limits.filterValues);
  const isVisible = (label: string): boolean => context.isVisible(principal, { collection, label });
  const removed = await context.store.remove({ collection, ids: [id], types: null, specs, versions, isVisible });
  if (removed === 0) throw notFound();
  return answer({});
}
