// SPDX-License-Identifier: Apache-2.0
/** What accounts that are not independent of each other share. */
export interface Holder {
  readonly org: string;
  readonly payment: string;
  readonly device: string;
  readonly ips: readonly string[];
}

/**
 * Groups benign accounts that would be accused together: those of a kind that share an organisation, a payment
 * instrument, a device or the first three parts of an address (a lecture hall, an office). Rates over accounts
 * are no rates over independent trials; intervals resample these groups.
 * @returns the dense number of each account's group.
 */
export function clusterAccounts(accounts: readonly (Holder & { readonly kind: string })[]): Uint32Array {
  const parent = Uint32Array.from(accounts, (_, i) => i);
  const find = (i: number): number => {
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]!]!;
      i = parent[i]!;
    }
    return i;
  };
  const firstWith = new Map<string, number>();
  for (const [i, { kind, org, payment, device, ips }] of accounts.entries()) {
    const values = [
      ...(org === '' ? [] : [`org ${org}`]),
      `payment ${payment}`,
      `device ${device}`,
      ...ips.map((ip) => `net ${ip.slice(0, ip.lastIndexOf('.'))}`),
    ];
    for (const value of values) {
      const key = `${kind} ${value}`;
      const first = firstWith.get(key);
      if (first === undefined) firstWith.set(key, i);
      else parent[find(i)] = find(first);
    }
  }
  const numbers = new Map<number, number>();
  return Uint32Array.from(accounts, (_, i) => {
    const root = find(i);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
}
