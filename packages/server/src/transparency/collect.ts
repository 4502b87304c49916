// SPDX-License-Identifier: Apache-2.0
import {
  parseCheckpoint,
  parseNote,
  type Policy,
  type PolicyWitness,
  requestCosignatures,
  type TransparencyLog,
  verifyCosignature,
  type WitnessOutcome,
} from '@stillwatch/accountability';
import { LogWitness } from '@stillwatch/core/api';
import { z } from 'zod';
import type { Clock, Records } from '../parts.ts';
import type { Alarm } from './alarms.ts';

export interface CollectParts {
  readonly log: TransparencyLog;
  readonly policy: Policy;
  readonly witnesses: readonly { readonly name: string; readonly key: string; readonly url: string }[];
  readonly records: Pick<Records, 'values'>;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly raise: (alarm: Alarm) => Promise<void>;
}

/** Has the log countersigned. */
export interface Collector {
  /** Asks every witness for the newest checkpoint. */
  collect(): Promise<void>;
  /** How each witness was when it was asked last. */
  states(): LogWitness[];
  load(): Promise<void>;
}

const KNOWN = 'log.witnesses';
const State = LogWitness.pick({ status: true, size: true, signedAt: true, askedAt: true, detail: true });
type State = z.infer<typeof State>;
const States = z.record(z.string(), State);
const NEW: State = { status: 'waiting', size: null, signedAt: null, askedAt: null, detail: '' };
/** Time for one request. Milliseconds. */
const TIMEOUT = 10_000;

export function createCollector({ log, policy, witnesses, records, clock, fetch, raise }: CollectParts): Collector {
  let states: z.infer<typeof States> = {};
  const stateOf = (key: string): State => states[key] ?? NEW;

  const note = async (witness: PolicyWitness, key: string, outcome: WitnessOutcome): Promise<void> => {
    const before = stateOf(key);
    const askedAt = new Date(clock.now()).toISOString();
    const next = { ...before, askedAt, detail: '' };
    switch (outcome.outcome) {
      case 'signed': {
        const at = log.halted() === null ? signedAt(await log.checkpoint(), witness) : null;
        states[key] = { ...next, status: 'ok', size: outcome.size, signedAt: new Date(at ?? clock.now()).toISOString() };
        return;
      }
      case 'unavailable':
        states[key] = { ...next, status: 'unreachable', detail: outcome.reason.slice(0, 300) };
        return;
      case 'refused':
        states[key] = { ...next, status: 'refused', detail: `${outcome.status}: ${outcome.reason}`.slice(0, 300) };
        return;
      case 'ahead':
        states[key] = {
          ...next,
          status: 'alarm',
          detail: `claims ${outcome.size} leaves, and shows no signature of this log for them`,
        };
        return;
      default: {
        const size = parseCheckpoint(parseNote(outcome.evidence).text).size;
        const kind = outcome.outcome === 'rollback' ? 'rollback' : 'split-view';
        const detail =
          kind === 'rollback'
            ? `The witness ${witness.name} has countersigned ${size} leaves, and the log has ${log.size()}: it was restored from an old copy.`
            : `The witness ${witness.name} has countersigned another history of ${size} leaves: the log went on from an old copy.`;
        states[key] = { ...next, status: 'alarm', size, detail };
        await raise({ kind, origin: log.origin, own: true, detail, known: outcome.evidence, seen: log.size() });
      }
    }
  };

  return {
    async collect() {
      if (log.size() === 0 || witnesses.length === 0 || log.halted() !== null) return;
      // Each by itself: where one of them has the log halted, what the others say is heard all the same.
      const asked = await Promise.allSettled(
        witnesses.map(async ({ name, key }) => {
          const witness = policy.witnesses.get(name)!;
          const [outcome] = await requestCosignatures({ witnesses: [witness], log, fetch, timeoutMs: TIMEOUT });
          return { witness, key, outcome };
        }),
      );
      for (const one of asked) {
        if (one.status === 'fulfilled' && one.value.outcome !== undefined) {
          await note(one.value.witness, one.value.key, one.value.outcome);
        }
      }
      await records.values.set(KNOWN, JSON.stringify(states));
    },
    states: () =>
      witnesses.map(({ name, key, url }) => {
        const state = stateOf(key);
        const status = state.status === 'ok' && (state.size ?? 0) < log.size() ? 'behind' : state.status;
        return { name, key, url, ...state, status };
      }),
    async load() {
      const text = await records.values.get(KNOWN);
      const read = text === null ? null : States.safeParse(JSON.parse(text));
      if (read?.success === true) states = read.data;
    },
  };
}

/** The witness's own time of its signature on a checkpoint, milliseconds; null where it did not sign. */
function signedAt(checkpoint: string, { key }: PolicyWitness): number | null {
  const { text, signatures } = parseNote(checkpoint);
  const line = signatures.find(({ name, keyId }) => name === key.name && keyId === key.keyId);
  const seconds = line === undefined ? null : verifyCosignature(text, key, line.signature);
  return seconds === null ? null : seconds * 1000;
}
