// SPDX-License-Identifier: Apache-2.0
import { hash, randomBytes } from 'node:crypto';
import { makeLeaf } from '@stillwatch/accountability';
import { AppError, canonicalJson, type NodeKey, toAppError } from '@stillwatch/core';
import type { Clock, LogEntry, VaultStore } from '../parts.ts';
import type { Act, Outcome, Recorded } from './act.ts';
import { readDraft, writeDraft } from './draft.ts';
import { createVault, type Vault } from './vault.ts';
import { NODE, pseudonymOf, type Who } from './who.ts';

/** What the ledger needs of the transparency log. */
export interface AppendableLog {
  readonly origin: string;
  /** Durable when it resolves; the same key has the same index. */
  append(entries: readonly { key: string; entry: Uint8Array }[]): Promise<readonly { index: number; duplicate: boolean }[]>;
  /** Why it takes nothing more until somebody has seen to it; null as a rule. */
  halted(): { readonly code: string } | null;
}

export interface LedgerParts {
  readonly log: AppendableLog;
  readonly store: VaultStore;
  readonly nodeKey: NodeKey;
  readonly clock: Clock;
  /** Told after leaves were added. */
  readonly onAppended?: () => void;
}

/** An act that was announced. Either of the two ends it. */
export interface Intent {
  /** SHA-256 of the act's key, hex: as its leaf will have it. */
  readonly key: string;
  /** It was done, or tried: the leaf is in the log when this resolves. */
  done(act: Omit<Act, 'key'>): Promise<Recorded>;
  /** It was refused before anything was done. */
  withdraw(): Promise<void>;
}

/** The one place by which what the node does reaches its log. */
export interface Ledger {
  readonly origin: string;
  readonly vault: Vault;
  /** Records something that was done: it is in the log when this resolves. @throws AppError LOG_UNAVAILABLE. */
  record(act: Act): Promise<Recorded>;
  recordAll(acts: readonly Act[]): Promise<readonly Recorded[]>;
  /** Leaves something that was done while nothing could be recorded: it is logged as soon as that is possible. */
  leave(act: Omit<Act, 'key'>): Promise<void>;
  /** Announces an act durably, before it is done: should the process die, the next start logs it as interrupted. @throws AppError LOG_UNAVAILABLE. */
  intend(act: Omit<Act, 'key'>): Promise<Intent>;
  /** @throws AppError LOG_UNAVAILABLE where nothing can be recorded at the moment: then nothing that must be may be done. */
  ready(): Promise<void>;
  /** Brings what waits into the log: acts that others told of, and entries that the log does not have yet. */
  flush(): Promise<void>;
  /** Logs what an earlier process announced and did not end, then flushes. To be called once, before anything is done. */
  recover(): Promise<void>;
  /** What an entry commits to, with its salt; null where it was erased. */
  payloadOf(entry: LogEntry): Promise<{ payload: Act['payload']; salt: Uint8Array } | null>;
  pseudonym(who: Who): string;
  /** Why nothing can be recorded; null while all is well. */
  trouble(): string | null;
}

export function createLedger({ log, store, nodeKey, clock, onAppended = () => {} }: LedgerParts): Ledger {
  const { origin } = log;
  const vault = createVault(store, nodeKey);
  const pseudonym = (who: Who): string => pseudonymOf(nodeKey, who);
  let trouble: string | null = null;

  /** Makes the leaf with its sealed payload. */
  const toEntry = async (act: Act): Promise<LogEntry> => {
    const { kind, payload, key, at = clock.now() } = act;
    const actor = pseudonym(act.actor);
    const subject = act.subject === null ? null : pseudonym(act.subject);
    const salt = randomBytes(32);
    const { leaf, entry } = makeLeaf({ kind, at, actor, subject, key, payload, salt });
    const owner = act.sealedFor ?? act.subject ?? NODE;
    const text = canonicalJson({ salt: salt.toString('hex'), payload });
    // By the key of whoever acts their name is told: where they are erased, it is not told any more.
    if ('name' in act.actor) await vault.seal(actor, '', act.actor.name);
    const sealed = await vault.seal(pseudonym(owner), text, 'name' in owner ? owner.name : null);
    return { key: leaf.key, origin, index: null, kind, at, actor, subject, leaf: Buffer.from(entry).toString('utf8'), ...sealed };
  };

  /** Adds entries that are kept to the log. */
  const append = async (entries: readonly LogEntry[]): Promise<Recorded[]> => {
    let indexes: readonly { index: number }[];
    try {
      indexes = await log.append(entries.map(({ key, leaf }) => ({ key, entry: new Uint8Array(Buffer.from(leaf)) })));
      trouble = null;
    } catch (cause) {
      const { code } = toAppError(cause);
      trouble = code;
      throw new AppError('LOG_UNAVAILABLE', `the transparency log cannot be appended to (${code})`, { cause });
    }
    const recorded = entries.map(({ key }, i) => ({ key, index: indexes[i]!.index }));
    for (const { key, index } of recorded) await store.logged(origin, key, index);
    onAppended();
    return recorded;
  };

  /** Keeps entries, of which some may be kept already, and appends what is kept. */
  const keepAndAppend = async (acts: readonly Act[], drafts: readonly string[]): Promise<Recorded[] | null> => {
    const made = await Promise.all(acts.map(toEntry));
    if (!(await store.keep(made, drafts))) return null;
    // One that was recorded before stands as it was then, with the salt of then.
    const kept = await Promise.all(made.map(async (entry) => (await store.entryByKey(origin, entry.key)) ?? entry));
    return await append(kept);
  };

  const recordAll = async (acts: readonly Act[]): Promise<Recorded[]> => {
    if (acts.length === 0) return [];
    return (await keepAndAppend(acts, []))!;
  };

  const flush = async (): Promise<void> => {
    for (const { id, state, draft } of await store.drafts(origin)) {
      if (state === 'told') await keepAndAppend([readDraft(draft, `draft:${id}`)], [id]);
    }
    const waiting = await store.waiting(origin);
    if (waiting.length > 0) await append(waiting);
  };

  const ready = async (): Promise<void> => {
    const halted = log.halted();
    if (halted !== null) {
      throw new AppError('LOG_UNAVAILABLE', `the transparency log was halted (${halted.code})`, {
        hint: 'See `stillwatch log status`.',
      });
    }
    if (trouble === null) return;
    // What waits is tried first. Where nothing does, the next act tries, and stays announced if it fails.
    trouble = null;
    await flush();
  };

  return {
    origin,
    vault,
    pseudonym,
    ready,
    flush,
    recordAll,
    record: async (act) => (await recordAll([act]))[0]!,
    async leave(act) {
      const at = clock.now();
      await store.draft({ origin, state: 'told', at, draft: writeDraft({ at, ...act }) });
    },
    async intend(act) {
      await ready();
      const draft = writeDraft(act);
      const id = await store.draft({ origin, state: 'intent', at: clock.now(), draft });
      const key = `draft:${id}`;
      return {
        key: hash('sha256', key, 'hex'),
        async done(done) {
          const recorded = await keepAndAppend([{ ...done, key }], [id]);
          if (recorded === null) throw new AppError('LOG_UNAVAILABLE', 'what was announced is not there any more');
          return recorded[0]!;
        },
        async withdraw() {
          await store.withdraw(id);
        },
      };
    },
    async recover() {
      for (const { id, state, draft, origin: of } of await store.drafts(origin)) {
        if (state !== 'intent' || of !== origin) continue;
        const act = readDraft(draft, `draft:${id}`);
        const outcome: Outcome = 'interrupted';
        await keepAndAppend([{ ...act, payload: { ...act.payload, outcome } }], [id]);
      }
      await flush();
    },
    async payloadOf({ vaultKey, sealed }) {
      const text = await vault.open(vaultKey, sealed);
      if (text === null) return null;
      const { salt, payload } = JSON.parse(text) as { salt: string; payload: Act['payload'] };
      return { salt: new Uint8Array(Buffer.from(salt, 'hex')), payload };
    },
    trouble: () => log.halted()?.code ?? trouble,
  };
}
