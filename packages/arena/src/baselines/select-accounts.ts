// SPDX-License-Identifier: Apache-2.0
import { GRAMS, type TrafficTable } from '@stillwatch/detection';

/**
 * The same window with these accounts only, numbered in the order given. Organisations, system prompts, models
 * and identity values keep their numbers.
 * @param chosen distinct accounts of the table.
 */
export function selectAccounts(table: TrafficTable, chosen: readonly number[]): TrafficTable {
  const { accounts, exchanges, attributes } = table;
  const rowStart = new Uint32Array(chosen.length + 1);
  const newNumber = new Int32Array(accounts.count).fill(-1);
  chosen.forEach((old, a) => {
    newNumber[old] = a;
    rowStart[a + 1] = rowStart[a]! + exchanges.rowStart[old + 1]! - exchanges.rowStart[old]!;
  });
  const count = rowStart[chosen.length]!;
  const account = new Uint32Array(count);
  chosen.forEach((_, a) => account.fill(a, rowStart[a], rowStart[a + 1]));

  function pickRows<T extends Uint8Array | Uint16Array | Uint32Array>(into: T, column: T, width = 1): T {
    chosen.forEach((old, a) =>
      into.set(column.subarray(exchanges.rowStart[old]! * width, exchanges.rowStart[old + 1]! * width), rowStart[a]! * width),
    );
    return into;
  }

  const kept: number[] = [];
  for (let i = 0; i < attributes.count; i++) if (newNumber[attributes.account[i]!] !== -1) kept.push(i);
  kept.sort((i, j) => newNumber[attributes.account[i]!]! - newNumber[attributes.account[j]!]! || i - j);
  return {
    accounts: {
      count: chosen.length,
      created: Uint32Array.from(chosen, (old) => accounts.created[old]!),
      org: Int32Array.from(chosen, (old) => accounts.org[old]!),
      plan: chosen.map((old) => accounts.plan[old]!),
      declaredUse: chosen.map((old) => accounts.declaredUse[old]!),
      hosted: Uint8Array.from(chosen, (old) => accounts.hosted[old]!),
      authorised: chosen.map((old) => accounts.authorised[old]!),
    },
    exchanges: {
      ...exchanges,
      count,
      rowStart,
      account,
      ts: pickRows(new Uint32Array(count), exchanges.ts),
      text: pickRows(new Uint32Array(count), exchanges.text),
      grams: pickRows(new Uint32Array(count * GRAMS), exchanges.grams, GRAMS),
      system: pickRows(new Uint32Array(count), exchanges.system),
      techniques: pickRows(new Uint16Array(count), exchanges.techniques),
      flags: pickRows(new Uint16Array(count), exchanges.flags),
      turns: pickRows(new Uint8Array(count), exchanges.turns),
      words: pickRows(new Uint16Array(count), exchanges.words),
      inputTokens: pickRows(new Uint32Array(count), exchanges.inputTokens),
      outputTokens: pickRows(new Uint32Array(count), exchanges.outputTokens),
      model: pickRows(new Uint16Array(count), exchanges.model),
    },
    attributes: {
      count: kept.length,
      account: Uint32Array.from(kept, (i) => newNumber[attributes.account[i]!]!),
      field: Uint8Array.from(kept, (i) => attributes.field[i]!),
      value: Uint32Array.from(kept, (i) => attributes.value[i]!),
      values: attributes.values,
    },
  };
}
