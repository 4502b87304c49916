// SPDX-License-Identifier: Apache-2.0
/** Whom to trust, and how many of them: c2sp.org/tlog-policy. */
import { invalid } from './encoding.ts';
import { KEY_TYPE, parseVerifierKey, type VerifierKey } from './keys.ts';

export interface PolicyLog {
  /** Its name is the origin that it may sign. */
  readonly key: VerifierKey;
  readonly url: string | null;
}

export interface PolicyWitness {
  /** The policy's own name for it, which need not be its key's. */
  readonly name: string;
  readonly key: VerifierKey;
  readonly url: string | null;
}

interface PolicyGroup {
  readonly needed: number;
  readonly members: readonly string[];
}

export interface Policy {
  readonly logs: readonly PolicyLog[];
  readonly witnesses: ReadonlyMap<string, PolicyWitness>;
  readonly groups: ReadonlyMap<string, PolicyGroup>;
  /** Name of a witness or group; null when no cosignature is needed. */
  readonly quorum: string | null;
}

/** Bounds what a stranger's policy may cost; 32 of each have to be supported. */
const MAX_LINES = 4096;

/** @throws AppError LOG_INVALID naming the line */
export function parsePolicy(text: string): Policy {
  if (/[^\t\n\x20-\x7e\u0080-\u{10ffff}]/u.test(text)) throw invalid('policy: a control character');
  const lines = text.split('\n');
  if (lines.length > MAX_LINES) throw invalid('policy: too many lines');
  const reader = new PolicyReader();
  for (const [index, line] of lines.entries()) {
    const words = line.split(/[\t ]+/).filter((word) => word !== '');
    // A hash sign starts a comment only as the first thing of a line: keys and addresses may hold one.
    if (words.length === 0 || words[0]!.startsWith('#')) continue;
    try {
      reader.take(words);
    } catch (error) {
      throw invalid(`policy line ${index + 1}: ${(error as Error).message}`);
    }
  }
  return reader.finish();
}

class PolicyReader {
  readonly logs: PolicyLog[] = [];
  readonly witnesses = new Map<string, PolicyWitness>();
  readonly groups = new Map<string, PolicyGroup>();
  readonly #members = new Set<string>();
  readonly #keys = new Set<string>();
  #quorum: string | null | undefined;

  take([keyword, ...words]: readonly string[]): void {
    if (keyword === 'log') this.#takeLog(words);
    else if (keyword === 'witness') this.#takeWitness(words);
    else if (keyword === 'group') this.#takeGroup(words);
    else if (keyword === 'quorum') this.#takeQuorum(words);
    else throw invalid(`unknown keyword ${JSON.stringify(keyword)}`);
  }

  finish(): Policy {
    if (this.#quorum === undefined) throw invalid('policy: no quorum');
    return { logs: this.logs, witnesses: this.witnesses, groups: this.groups, quorum: this.#quorum };
  }

  #takeLog([vkey, url, ...more]: readonly string[]): void {
    if (vkey === undefined || more.length > 0) throw invalid('log <vkey> [url]');
    this.logs.push({ key: this.#newKey(vkey, [KEY_TYPE.note, KEY_TYPE.cosignatureMlDsa]), url: url ?? null });
  }

  #takeWitness([name, vkey, url, ...more]: readonly string[]): void {
    if (name === undefined || vkey === undefined || more.length > 0) throw invalid('witness <name> <vkey> [url]');
    this.#checkNew(name);
    const key = this.#newKey(vkey, [KEY_TYPE.cosignature, KEY_TYPE.cosignatureMlDsa]);
    this.witnesses.set(name, { name, key, url: url ?? null });
  }

  #takeGroup([name, threshold, ...members]: readonly string[]): void {
    if (name === undefined || threshold === undefined || members.length === 0) throw invalid('group <name> <k> <member>…');
    this.#checkNew(name);
    for (const member of members) {
      this.#checkDefined(member);
      if (this.#members.has(member)) throw invalid(`${member} is a member already`);
      this.#members.add(member);
    }
    const needed = threshold === 'all' ? members.length : threshold === 'any' ? 1 : readThreshold(threshold);
    if (needed < 1 || needed > members.length) throw invalid(`${threshold} of ${members.length} members`);
    this.groups.set(name, { needed, members });
  }

  #takeQuorum([name, ...more]: readonly string[]): void {
    if (name === undefined || more.length > 0) throw invalid('quorum <name>');
    if (this.#quorum !== undefined) throw invalid('a second quorum');
    if (name !== 'none') this.#checkDefined(name);
    this.#quorum = name === 'none' ? null : name;
  }

  #checkNew(name: string): void {
    if (name === 'none') throw invalid('the name none is taken');
    if (this.witnesses.has(name) || this.groups.has(name)) throw invalid(`${name} is defined already`);
  }

  #checkDefined(name: string): void {
    if (!this.witnesses.has(name) && !this.groups.has(name)) throw invalid(`${name} is not defined above`);
  }

  #newKey(vkey: string, types: readonly number[]): VerifierKey {
    const key = parseVerifierKey(vkey);
    if (!types.includes(key.type)) throw invalid(`a key of type ${key.type} does not belong here`);
    const bytes = Buffer.from(key.publicKey).toString('latin1');
    if (this.#keys.has(bytes)) throw invalid(`the public key of ${key.name} is there already`);
    this.#keys.add(bytes);
    return key;
  }
}

function readThreshold(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw invalid(`not a threshold: ${text}`);
  return Number(text);
}

export interface Quorum {
  readonly met: boolean;
  /** Witnesses of the policy that signed, by the policy's names. */
  readonly signed: readonly string[];
  readonly missing: readonly string[];
}

/** Do these witnesses (by the policy's names; others do not count) suffice? */
export function quorumOf(policy: Policy, cosigners: Iterable<string>): Quorum {
  const have = new Set(cosigners);
  const names = [...policy.witnesses.keys()];
  // Members are defined above their group, so that one pass in order sees every member first.
  const met = new Set(names.filter((name) => have.has(name)));
  const signed = [...met];
  for (const [name, { needed, members }] of policy.groups) {
    if (members.filter((member) => met.has(member)).length >= needed) met.add(name);
  }
  return {
    met: policy.quorum === null || met.has(policy.quorum),
    signed,
    missing: names.filter((name) => !have.has(name)),
  };
}
