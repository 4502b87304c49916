// SPDX-License-Identifier: Apache-2.0
import { type Campaign, EVIDENCE_FAMILIES, type EvidenceFamily } from '@stillwatch/core';
import { formatCount, formatPlural } from '@stillwatch/core/format';
import { type Drawing, type Shape, tenth } from './drawing.ts';
import { findGroups, GOLDEN, layoutAccounts, packDiscs, type Place } from './graph-layout.ts';

const WIDTH = 680;
const HEIGHT = 340;
const LEGEND = 26;
/** More accounts than this are drawn as groups of dots. */
const MOST_NODES = 250;

/** Accounts and what ties them together; they are dots without names. Null where no link is known. */
export function drawGraph(campaign: Campaign): Drawing | null {
  const { accounts, links } = campaign;
  if (links.length === 0) return null;
  const counts = countFamilies(links);
  const grouped = accounts.length > MOST_NODES;
  const shapes = grouped ? drawGroups(accounts.length, links) : drawAccounts(accounts.length, links);
  const spoken = counts.map(([family, count]) => `${formatCount(count)} by ${family}`).join(', ');
  const what = grouped
    ? 'Each dot is an account, each ring a group that its links hold together.'
    : 'Each dot is an account, each line a link.';
  return {
    width: WIDTH,
    height: HEIGHT + LEGEND,
    label: `${formatPlural(accounts.length, 'account')} and ${formatPlural(links.length, 'link')}: ${spoken}. ${what}`,
    shapes: [...shapes, ...(grouped ? [] : drawLegend(counts))],
  };
}

function leadFamily(families: readonly EvidenceFamily[]): EvidenceFamily {
  return EVIDENCE_FAMILIES.find((family) => families.includes(family)) ?? 'benign';
}

function countFamilies(links: Campaign['links']): [EvidenceFamily, number][] {
  const of = (family: EvidenceFamily) => links.filter(({ families }) => leadFamily(families) === family).length;
  return EVIDENCE_FAMILIES.map((family): [EvidenceFamily, number] => [family, of(family)]).filter(([, count]) => count > 0);
}

function drawLegend(counts: readonly [EvidenceFamily, number][]): Shape[] {
  let x = 0;
  return counts.flatMap(([family, count]): Shape[] => {
    const text = `${family} ${formatCount(count)}`;
    const at = x;
    x += 34 + 6.2 * text.length;
    return [
      { kind: 'line', x1: at, x2: at + 18, y1: HEIGHT + 16, y2: HEIGHT + 16, stroke: family, width: 3 },
      { kind: 'text', x: at + 23, y: HEIGHT + 20, text, fill: 'ink', size: 11 },
    ];
  });
}

function drawAccounts(count: number, links: Campaign['links']): Shape[] {
  const weight = new Float64Array(count);
  for (const { a, b, bits } of links) {
    weight[a]! += bits;
    weight[b]! += bits;
  }
  const heaviest = Math.max(1, ...weight);
  const places = fit(
    layoutAccounts(count, links),
    Array.from({ length: count }, () => 0),
  ).places;
  const lines = links.map(
    ({ a, b, families }): Shape => ({
      kind: 'line',
      x1: places[a]!.x,
      y1: places[a]!.y,
      x2: places[b]!.x,
      y2: places[b]!.y,
      stroke: leadFamily(families),
      faint: true,
    }),
  );
  const dots = places.map(
    ({ x, y }, i): Shape => ({
      kind: 'circle',
      x,
      y,
      r: tenth(2.6 + 3.4 * Math.sqrt(Math.max(0, weight[i]!) / heaviest)),
      fill: weight[i] === 0 ? 'quiet' : 'ink',
      stroke: 'paper',
    }),
  );
  return [...lines, ...dots];
}

function drawGroups(count: number, links: Campaign['links']): Shape[] {
  const { groups, loose } = findGroups(count, links);
  const all = loose.length === 0 ? groups : [...groups, loose];
  const radii = all.map(({ length }) => 4 + 3.4 * Math.sqrt(length));
  const { places, scale } = fit(packDiscs(radii, 6), radii);
  return all.flatMap((members, g): Shape[] => {
    const { x, y } = places[g]!;
    const r = radii[g]! * scale;
    const dot = Math.max(0.5, 0.42 * (r / Math.sqrt(members.length)));
    const dots = members.map((_, i): Shape => {
      const distance = 0.88 * r * Math.sqrt((i + 0.5) / members.length);
      return {
        kind: 'circle',
        x: tenth(x + distance * Math.cos(i * GOLDEN)),
        y: tenth(y + distance * Math.sin(i * GOLDEN)),
        r: tenth(Math.min(4, dot)),
        fill: members === loose ? 'quiet' : 'campaign',
      };
    });
    return [{ kind: 'circle', x, y, r: tenth(r), fill: 'paper', stroke: members === loose ? 'rule' : 'quiet' }, ...dots];
  });
}

/** Scales places into the picture, with room for what stands around each. */
function fit(places: readonly Place[], radii: readonly number[]): { places: Place[]; scale: number } {
  const [left, right] = [
    Math.min(...places.map(({ x }, i) => x - radii[i]!)),
    Math.max(...places.map(({ x }, i) => x + radii[i]!)),
  ];
  const [top, bottom] = [
    Math.min(...places.map(({ y }, i) => y - radii[i]!)),
    Math.max(...places.map(({ y }, i) => y + radii[i]!)),
  ];
  const margin = 10;
  const scale = Math.min(
    60,
    (WIDTH - 2 * margin) / Math.max(0.1, right - left),
    (HEIGHT - 2 * margin) / Math.max(0.1, bottom - top),
  );
  const placed = places.map(({ x, y }) => ({
    x: tenth(WIDTH / 2 + (x - (left + right) / 2) * scale),
    y: tenth(HEIGHT / 2 + (y - (top + bottom) / 2) * scale),
  }));
  return { places: placed, scale };
}
