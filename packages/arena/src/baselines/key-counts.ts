// SPDX-License-Identifier: Apache-2.0
import { mix32 } from '@stillwatch/detection';

/** How many accounts use each of millions of 32-bit keys: open addressing in typed arrays, 12 bytes a place. */
export interface KeyCounts {
  /** Counts a use; all uses of one account have to come one after the other. */
  add(key: number, account: number): void;
  /** Accounts that used the key. */
  accounts(key: number): number;
}

/** @param most distinct keys at most. */
export function createKeyCounts(most: number): KeyCounts {
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, most * 1.3)));
  const keys = new Uint32Array(size);
  const users = new Uint32Array(size);
  const lastUser = new Uint32Array(size);
  const mask = size - 1;
  const placeOf = (key: number): number => {
    let at = mix32(key) & mask;
    while (users[at] !== 0 && keys[at] !== key) at = (at + 1) & mask;
    return at;
  };
  return {
    add(key, account) {
      const at = placeOf(key);
      if (lastUser[at] === account + 1) return;
      keys[at] = key;
      lastUser[at] = account + 1;
      users[at]!++;
    },
    accounts: (key) => users[placeOf(key)]!,
  };
}
