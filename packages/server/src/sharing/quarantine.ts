// SPDX-License-Identifier: Apache-2.0
import type { NodeKey } from '@stillwatch/core';
import type { CanaryHit } from '@stillwatch/sharing';
import { z } from 'zod';
import { NODE } from '../ledger/index.ts';
import type { ValueStore } from '../parts.ts';
import type { SharingWorld } from './settings.ts';
import { speakerOf, type Voices } from './vouching.ts';

/** What people are told; not which canary, and not by which report. */
export const QUARANTINE_REASON =
  'It reported something as abuse that surely is none. Nothing that it says counts until an administrator lifts the quarantine.';

const NAME = 'sharing.quarantine';
/** Reporters that are remembered, and reports of each. More of them than that is nobody's mistake, and is found again each time. */
const MOST_REPORTERS = 1_000;
const MOST_HITS = 1_000;
const MOST_LIFTED = 10_000;
/** Names in an alert. */
const MOST_NAMED = 5;

const Kept = z.strictObject({
  /** Since when it is in quarantine, milliseconds; null: it is not. */
  since: z.number().nullable(),
  /** Reports of canaries. They outlast what is kept of the assertion. */
  hits: z.array(z.strictObject({ assertion: z.string(), source: z.string(), canary: z.string() })),
  /** Assertions that an administrator let pass. */
  lifted: z.array(z.string()),
});
const AllKept = z.array(z.tuple([z.string(), Kept]));
/** What is remembered of reporters, by identity. */
export type KeptQuarantine = ReadonlyMap<string, z.infer<typeof Kept>>;

export interface Quarantined {
  readonly since: number;
  readonly hits: readonly Omit<CanaryHit, 'reporter'>[];
}

/** Sealed: which reports these are tells what the canaries are. @throws AppError NODE_KEY_INVALID */
export async function readQuarantine(values: ValueStore, nodeKey: Pick<NodeKey, 'open'>): Promise<KeptQuarantine> {
  const sealed = await values.get(NAME);
  return new Map(sealed === null ? [] : AllKept.parse(JSON.parse(nodeKey.open(sealed))));
}

async function writeQuarantine({ records, dataFolder }: SharingWorld, kept: KeptQuarantine): Promise<void> {
  await records.values.set(NAME, dataFolder.nodeKey.seal(JSON.stringify([...kept])));
}

/**
 * Who is in quarantine: whoever has reported something that is a canary now, but for what an administrator let pass. It ends
 * by that, or when the canary is none any more; not because a report was withdrawn, has expired, or the node began anew. Pure.
 */
export function quarantineNow(
  kept: KeptQuarantine,
  hits: readonly CanaryHit[],
  canaries: ReadonlySet<string>,
  now: number,
): Map<string, Quarantined> {
  const all = Map.groupBy(
    [...[...kept].flatMap(([reporter, one]) => one.hits.map((hit) => ({ reporter, ...hit }))), ...hits],
    ({ reporter }) => reporter,
  );
  const found = new Map<string, Quarantined>();
  for (const [reporter, ofOne] of all) {
    const before = kept.get(reporter);
    const lifted = new Set(before?.lifted);
    const standing = new Map(
      ofOne
        .filter(({ canary, assertion }) => canaries.has(canary) && !lifted.has(assertion))
        .map(({ assertion, source, canary }) => [assertion, { assertion, source, canary }]),
    );
    if (standing.size > 0) found.set(reporter, { since: before?.since ?? now, hits: [...standing.values()] });
  }
  return found;
}

/** Remembers who is in quarantine, and tells of whoever is so since now, once: by an alert, and in the log. */
export async function settleQuarantine(
  world: SharingWorld,
  { quarantined, voices }: { quarantined: ReadonlyMap<string, Quarantined>; voices: Voices },
): Promise<void> {
  const { records, dataFolder, alerts, events, ledger, clock } = world;
  const kept = await readQuarantine(records.values, dataFolder.nodeKey);
  const next = new Map(kept);
  const fresh: string[] = [];
  const ended: string[] = [];
  for (const [reporter, { since, hits }] of quarantined) {
    const before = next.get(reporter);
    if (before === undefined && next.size >= MOST_REPORTERS) continue;
    if ((before?.since ?? null) === null) fresh.push(reporter);
    next.set(reporter, {
      since,
      hits: hits.slice(0, MOST_HITS),
      lifted: before?.lifted ?? [],
    });
  }
  for (const [reporter, one] of next) {
    if (one.since === null || quarantined.has(reporter)) continue;
    ended.push(reporter);
    next.set(reporter, { ...one, since: null, hits: [] });
  }
  if (JSON.stringify([...next]) === JSON.stringify([...kept])) return;
  // What cannot be recorded does not happen; until then it is found anew each time, and counts all the same.
  await ledger.ready();
  for (const [reporters, outcome] of [
    [fresh, 'put in quarantine'],
    [ended, 'not in quarantine any more: what it reported is no canary now'],
  ] as const) {
    if (reporters.length === 0) continue;
    const seed = JSON.stringify([outcome, clock.now(), reporters.map((one) => [one, next.get(one)!.hits])]);
    await ledger.record({
      kind: 'finding',
      actor: NODE,
      subject: null,
      payload: { control: 'sharing', outcome, evidence: [], reporters },
      // Whoever reads the log must not be able to try which report it was.
      key: `quarantine ${dataFolder.nodeKey.pseudonym('quarantine', seed).toString(36)}`,
      at: clock.now(),
    });
  }
  if (fresh.length > 0) {
    const names = namesOf(fresh.map((one) => speakerOf(voices, one)));
    const statement = `${names} ${fresh.length === 1 ? 'is' : 'are'} in quarantine. ${QUARANTINE_REASON}`;
    const alert = await alerts.raise({ kind: 'partner.quarantined', campaign: null, statement });
    events.publish({ kind: 'alert', id: alert.id });
  }
  await writeQuarantine(world, next);
  for (const { id } of await records.sharing.peers()) events.publish({ kind: 'sharing', id });
}

/**
 * Reporters in quarantine that a partner answers for: itself, who speaks through it as its member, and whose word it signed.
 * What this node repeats of a file it has of nobody: that is lifted by the configuration alone.
 */
export function heldThrough(
  { quarantined, voices }: { quarantined: ReadonlyMap<string, Quarantined>; voices: Voices },
  organisation: string,
): Map<string, Quarantined> {
  const isOf = (identity: string): boolean => identity === organisation || voices.get(identity)?.centre === organisation;
  return new Map([...quarantined].filter(([reporter, { hits }]) => isOf(reporter) || hits.some(({ source }) => isOf(source))));
}

/** Lets pass what reporters have said so far; the next report of a canary puts them in quarantine again. */
export async function liftQuarantine(world: SharingWorld, held: ReadonlyMap<string, Quarantined>): Promise<void> {
  const next = new Map(await readQuarantine(world.records.values, world.dataFolder.nodeKey));
  for (const [reporter, { hits }] of held) {
    const before = next.get(reporter)?.lifted ?? [];
    const lifted = [...new Set([...before, ...hits.map(({ assertion }) => assertion)])].slice(-MOST_LIFTED);
    next.set(reporter, { since: null, hits: [], lifted });
  }
  await writeQuarantine(world, next);
}

function namesOf(reporters: readonly string[]): string {
  const more = reporters.length - MOST_NAMED;
  return `${reporters.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
