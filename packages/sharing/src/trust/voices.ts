// SPDX-License-Identifier: Apache-2.0
import type { Assertion } from '../assertion/assertion.ts';
import { lineageOf, type Parents } from './lineage.ts';

/**
 * The independent voices among reports of one object, one report for each.
 *
 * A lineage that reports of first hand is one voice, and its first report speaks. What somebody passes on counts only where
 * neither the one who observed it nor the one who passes it on speaks of first hand; then everybody who is linked by
 * passing on is one voice together. So neither relays, nor firms of one owner, nor invented origins behind one relay
 * make two voices out of one.
 */
export function voicesOf(reports: readonly Assertion[], parents: Parents): { lineage: string; report: Assertion }[] {
  const ends = (one: Assertion): [string, string] => [lineageOf(one.source, parents), lineageOf(one.origin, parents)];
  const isFirstHand = (one: Assertion): boolean => one.source === one.origin;
  const first = Map.groupBy(reports.filter(isFirstHand), (one) => ends(one)[0]);
  const passedOn = reports.filter((one) => !isFirstHand(one) && ends(one).every((lineage) => !first.has(lineage)));
  const names = components(passedOn.map(ends));
  const second = Map.groupBy(passedOn, (one) => names.get(ends(one)[0])!);
  return [...first, ...second]
    .map(([lineage, group]) => ({ lineage, report: group.reduce((best, one) => (speaksBefore(one, best) ? one : best)) }))
    .toSorted((a, b) => (a.lineage < b.lineage ? -1 : 1));
}

function speaksBefore(a: Assertion, b: Assertion): boolean {
  const order = Date.parse(a.at) - Date.parse(b.at);
  return order === 0 ? a.id < b.id : order < 0;
}

/** Names each end of some links by the smallest end that it is connected with. */
function components(links: readonly (readonly [string, string])[]): Map<string, string> {
  const names = new Map(links.flat().map((end) => [end, end]));
  // At most as many rounds as there are ends: each moves a name one link further.
  for (let changed = true; changed; ) {
    changed = false;
    for (const [a, b] of links) {
      const [nameA, nameB] = [names.get(a)!, names.get(b)!];
      if (nameA === nameB) continue;
      names.set(nameA < nameB ? b : a, nameA < nameB ? nameA : nameB);
      changed = true;
    }
  }
  return names;
}
