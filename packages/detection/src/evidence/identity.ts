// SPDX-License-Identifier: Apache-2.0
import { type Evidence, capBits } from '@stillwatch/core';
import { ATTRIBUTE_FIELDS, type AttributeField } from '@stillwatch/traffic/schema';
import type { DetectionContext } from '../context.ts';
import { createUnionFind } from '../union-find.ts';
import { largestPlaceShare } from './place.ts';

/**
 * What agreeing on one value is worth (bits per coincidence) and in all. Software that thousands run
 * (TLS stack, user agent) and large networks say next to nothing; a payment instrument says most.
 * The country of an address is never looked at.
 */
const WEIGHTS: Record<AttributeField, { each: number; most: number; name: string; plural: string }> = {
  payment: { each: 5, most: 20, name: 'payment fingerprint', plural: 'payment fingerprints' },
  device: { each: 5, most: 20, name: 'device', plural: 'devices' },
  key: { each: 5, most: 16, name: 'credential', plural: 'credentials' },
  ip: { each: 3, most: 12, name: 'address', plural: 'addresses' },
  net: { each: 1, most: 5, name: 'network', plural: 'networks' },
  endUser: { each: 2, most: 8, name: 'end user', plural: 'end users' },
  emailDomain: { each: 1, most: 5, name: 'e-mail domain', plural: 'e-mail domains' },
  asn: { each: 0.1, most: 1, name: 'network operator', plural: 'network operators' },
  tls: { each: 0.2, most: 2, name: 'TLS fingerprint', plural: 'TLS fingerprints' },
  userAgent: { each: 0.1, most: 1, name: 'client software', plural: 'client programs' },
};

/** What people who are in one place share. */
export const PLACES: ReadonlySet<AttributeField> = new Set<AttributeField>(['ip', 'net', 'emailDomain', 'asn']);

/** A value counts only where most of its users are inside: else it is a shared network or a popular program. */
const INSIDE_SHARE = 0.6;

export interface SharedValue {
  readonly field: number;
  readonly value: number;
  /** Accounts of the cohort with the value. */
  readonly accounts: readonly number[];
  /** Bits that agreeing on this value is worth. */
  readonly bits: number;
}

/** Identity values that accounts of different owners inside share and hardly anybody outside has. */
export function findSharedValues(context: DetectionContext, accounts: Uint32Array): SharedValue[] {
  const { attributes } = context.table;
  const users = new Map<number, number[]>();
  const fieldOf = new Map<number, number>();
  for (const account of accounts) {
    for (let i = context.attributeStart[account]!; i < context.attributeStart[account + 1]!; i++) {
      const row = context.attributeRows[i]!;
      const value = attributes.value[row]!;
      if (context.valueUsers[value]! < 2) continue;
      const list = users.get(value);
      if (list === undefined) users.set(value, [account]);
      else list.push(account);
      fieldOf.set(value, attributes.field[row]!);
    }
  }
  const sharers = new Map<number, Set<number>>();
  for (const [value, list] of users) {
    if (list.length < 2) continue;
    const field = fieldOf.get(value)!;
    if (!sharers.has(field)) sharers.set(field, new Set());
    for (const account of list) sharers.get(field)!.add(account);
  }
  const shared: SharedValue[] = [];
  for (const [value, list] of users) {
    if (list.length < 2 || list.length < INSIDE_SHARE * context.valueUsers[value]!) continue;
    if (list.every((account) => context.ownerOf[account] === context.ownerOf[list[0]!])) continue;
    const field = fieldOf.get(value)!;
    if (PLACES.has(ATTRIBUTE_FIELDS[field]!) && list.length < 3) continue;
    const { each } = WEIGHTS[ATTRIBUTE_FIELDS[field]!];
    // How ordinary it is to share such a value at all: families share cards, offices share addresses.
    // The sharers themselves are left out, so that a cohort which alone carries a field does not excuse itself.
    const own = sharers.get(field)!.size;
    const ordinary = Math.max(0.02, (context.fieldSharers[field]! - own) / Math.max(1, context.fieldAccounts[field]! - own));
    shared.push({ field, value, accounts: list, bits: Math.min(each, Math.max(0, -Math.log2(ordinary))) });
  }
  return dropPairs(context, shared);
}

/** Families share a card, and partners a device: only what chains at least this many owners ties a cohort together. */
const MIN_CHAIN = 4;

/** Drops values whose users, followed from value to value, are but a few owners. */
function dropPairs(context: DetectionContext, shared: readonly SharedValue[]): SharedValue[] {
  const position = new Map<number, number>();
  const at = (account: number): number => {
    const owner = context.ownerOf[account]!;
    const known = position.get(owner);
    if (known !== undefined) return known;
    position.set(owner, position.size);
    return position.size - 1;
  };
  for (const value of shared) for (const account of value.accounts) at(account);
  const chains = createUnionFind(position.size);
  for (const { field, accounts } of shared) {
    if (PLACES.has(ATTRIBUTE_FIELDS[field]!)) continue;
    for (const account of accounts) chains.union(at(accounts[0]!), at(account));
  }
  return shared.filter(
    ({ field, accounts }) => PLACES.has(ATTRIBUTE_FIELDS[field]!) || chains.size(at(accounts[0]!)) >= MIN_CHAIN,
  );
}

/** A line of identity evidence, and whether it is about a place. */
export type IdentityEvidence = Evidence & { readonly place: boolean };

/** Evidence of shared identity, one line per field; together capped, because the fields depend on each other. */
export function weighIdentity(
  context: DetectionContext,
  accounts: Uint32Array,
  shared: readonly SharedValue[],
): IdentityEvidence[] {
  const lines: IdentityEvidence[] = [];
  const add = (name: AttributeField, values: readonly SharedValue[], place: boolean): void => {
    if (values.length === 0) return;
    const holders = new Set(values.flatMap((value) => value.accounts));
    const { most, plural, name: singular } = WEIGHTS[name];
    const coincidences = countCoincidences(values);
    const bits = Math.min(most, coincidences * Math.max(...values.map((value) => value.bits)));
    // A handful of sharers in a large cohort says something about them, not about the cohort.
    const coverage = Math.min(1, holders.size / accounts.length / 0.25) ** 2;
    const weighed = capBits(bits * coverage, most) * (place ? placeWeight(context, holders) : 1);
    if (weighed < 0.5) return;
    const what = values.length === 1 ? `1 ${singular}` : `${values.length} ${plural}`;
    lines.push({
      place,
      family: 'identity',
      bits: weighed,
      statement: `${holders.size} of ${accounts.length} accounts share ${what} that hardly anybody else uses${place && !PLACES.has(name) ? ', in one office' : ''}`,
    });
  };
  for (const [field, name] of ATTRIBUTE_FIELDS.entries()) {
    const values = shared.filter((value) => value.field === field);
    const isOffice = (value: SharedValue): boolean => name === 'payment' && isOneOffice(context, value);
    const [rest, office] = [values.filter((value) => !isOffice(value)), values.filter(isOffice)];
    add(name, rest, PLACES.has(name));
    add(name, office, true);
  }
  return limitPlaces(lines);
}

/** Share of a card's holders that sit in one network: from here on it is the card of an office. */
const OFFICE_SHARE = 0.8;

/**
 * A company pays for the keys of all who work in its office: its card says what its network says, who works together, and that
 * it says openly. Who hides behind many accounts does not bring them all from one network that is no data centre.
 */
function isOneOffice(context: DetectionContext, { accounts }: SharedValue): boolean {
  return largestPlaceShare(context, accounts) >= OFFICE_SHARE;
}

/** Coincidences that tie the holders together: n accounts in one piece are n − 1 of them, through however many values. */
function countCoincidences(values: readonly SharedValue[]): number {
  const position = new Map<number, number>();
  for (const value of values)
    for (const account of value.accounts) if (!position.has(account)) position.set(account, position.size);
  const groups = createUnionFind(position.size);
  for (const { accounts } of values)
    for (const account of accounts) groups.union(position.get(accounts[0]!)!, position.get(account)!);
  return position.size - groups.groups(1).length;
}

/** People share places: a campus, an office, a hall; in a data centre unrelated customers rarely meet. */
function placeWeight(context: DetectionContext, holders: ReadonlySet<number>): number {
  let hosted = 0;
  for (const account of holders) hosted += context.table.accounts.hosted[account]!;
  return (1 + (2 * hosted) / holders.size) / 3;
}

/** What a place is worth at most: its fields (address, network, operator, mail domain) depend on each other. Bits. */
const MOST_PLACE_BITS = 12;
const MOST_BITS = 30;

function limitPlaces(lines: readonly IdentityEvidence[]): IdentityEvidence[] {
  const places = lines.reduce((sum, line) => sum + (line.place ? line.bits : 0), 0);
  const factor = Math.min(1, MOST_PLACE_BITS / Math.max(1, places));
  const limited = lines.map((line) => ({ ...line, bits: line.place ? line.bits * factor : line.bits }));
  const total = limited.reduce((sum, line) => sum + line.bits, 0);
  return total <= MOST_BITS ? limited : limited.map((line) => ({ ...line, bits: (line.bits * MOST_BITS) / total }));
}
