// SPDX-License-Identifier: Apache-2.0
import { type Campaign, EVIDENCE_FAMILIES, type EvidenceFamily } from '@stillwatch/core';
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from 'd3-force';
import { findGroups } from './graph-groups.ts';

export const GRAPH_WIDTH = 640;
export const GRAPH_HEIGHT = 440;
/** More accounts than this are drawn as groups of dots. */
const MOST_NODES = 400;
const MARGIN = 14;

export interface GraphNode {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** Indices into the campaign's accounts: one, or a whole group. */
  readonly members: readonly number[];
  /** Links among a group's own members, by family. */
  readonly inner: ReadonlyMap<EvidenceFamily, number>;
  /** Without a drawn link. */
  readonly loose: boolean;
}

export interface GraphEdge {
  readonly a: number;
  readonly b: number;
  readonly family: EvidenceFamily;
  readonly links: number;
}

export interface GraphPicture {
  readonly grouped: boolean;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** Places a campaign's accounts; the same campaign gets the same picture, to the last digit. */
export function layoutGraph(campaign: Campaign): GraphPicture {
  const grouped = campaign.accounts.length > MOST_NODES;
  return grouped ? layoutGroups(campaign) : layoutAccounts(campaign);
}

/** A link is drawn in the colour of its first family, the order of the contract being that of strength of proof. */
export function leadFamily(families: readonly EvidenceFamily[]): EvidenceFamily {
  return EVIDENCE_FAMILIES.find((family) => families.includes(family)) ?? 'benign';
}

interface Body extends SimulationNodeDatum {
  readonly r: number;
  /** Where the body is drawn to, left or right of the middle. */
  readonly home: number;
}
interface Spring extends SimulationLinkDatum<Body> {
  readonly strength: number;
  readonly distance: number;
}

function layoutAccounts({ accounts, links }: Campaign): GraphPicture {
  const weight = new Float64Array(accounts.length);
  for (const { a, b, bits } of links) {
    weight[a]! += bits;
    weight[b]! += bits;
  }
  const heaviest = Math.max(1, ...weight);
  const zoom = Math.min(1.7, Math.max(1, 1.9 - accounts.length / 100));
  const bodies: Body[] = Array.from(weight, (bits) => ({ r: zoom * (2.4 + 3.4 * Math.sqrt(bits / heaviest)), home: 0 }));
  const springs: Spring[] = links.map(({ a, b, bits }) => ({
    source: a,
    target: b,
    strength: Math.min(0.6, 0.03 + bits / 40),
    distance: 24 + 26 / (1 + Math.max(0, bits)),
  }));
  relax(bodies, springs, 34, 3.5);
  const nodes = fit(bodies).map(({ x, y, r }, i) => ({
    x,
    y,
    r,
    members: [i],
    inner: new Map<EvidenceFamily, number>(),
    loose: weight[i] === 0,
  }));
  const edges = links.map(({ a, b, families }) => ({ a, b, family: leadFamily(families), links: 1 }));
  return { grouped: false, nodes, edges };
}

function layoutGroups(campaign: Campaign): GraphPicture {
  const { groups, loose } = findGroups(campaign.accounts.length, campaign.links);
  const all = loose.length === 0 ? groups : [...groups, loose];
  const groupOf = new Int32Array(campaign.accounts.length);
  for (const [g, members] of all.entries()) for (const member of members) groupOf[member] = g;

  const inner = all.map(() => new Map<EvidenceFamily, number>());
  const between = new Map<string, GraphEdge & { links: number }>();
  for (const { a, b, families } of campaign.links) {
    const [from, to] = [groupOf[a]!, groupOf[b]!].sort((x, y) => x - y) as [number, number];
    const family = leadFamily(families);
    if (from === to) {
      inner[from]!.set(family, (inner[from]!.get(family) ?? 0) + 1);
      continue;
    }
    const key = `${from}.${to}.${family}`;
    const known = between.get(key);
    if (known === undefined) between.set(key, { a: from, b: to, family, links: 1 });
    else known.links++;
  }
  const edges = [...between.values()];
  // Dots keep one density, so that the area of a group tells its size; the picture is scaled to fit.
  const radius = (members: readonly number[]) => 4 + 3.4 * Math.sqrt(members.length);
  const spread = 1.5 * Math.sqrt(groups.reduce((sum, members) => sum + radius(members) ** 2, 0));
  // The loose ones stand aside, so that what is linked keeps the middle.
  const bodies: Body[] = all.map((members) => ({
    r: radius(members),
    home: members === loose ? -spread - radius(loose) : 0,
  }));
  const springs: Spring[] = edges.map(({ a, b, links }) => ({
    source: a,
    target: b,
    strength: Math.min(0.3, 0.04 * Math.log2(1 + links)),
    distance: bodies[a]!.r + bodies[b]!.r + 16,
  }));
  relax(bodies, springs, 60, 4);
  const nodes = fit(bodies, true).map(({ x, y, r }, g) => ({
    x,
    y,
    r,
    members: all[g]!,
    inner: inner[g]!,
    loose: loose.length > 0 && g === all.length - 1,
  }));
  return { grouped: true, nodes, edges };
}

function relax(bodies: Body[], springs: Spring[], repulsion: number, gap: number): void {
  forceSimulation(bodies)
    .force(
      'link',
      forceLink<Body, Spring>(springs)
        .strength((spring) => spring.strength)
        .distance((spring) => spring.distance),
    )
    .force('charge', forceManyBody().strength(-repulsion).distanceMax(260))
    .force(
      'collide',
      forceCollide<Body>((body) => body.r + gap),
    )
    // The picture is wider than high.
    .force('x', forceX<Body>((body) => body.home).strength(0.05))
    .force('y', forceY(0).strength(0.09))
    .stop()
    .tick(220);
}

/** Scales positions (and radii, where asked) into the picture. */
function fit(bodies: readonly Body[], scaleRadius = false): { x: number; y: number; r: number }[] {
  const pad = (body: Body) => (scaleRadius ? body.r : 0);
  const left = Math.min(...bodies.map((body) => body.x! - pad(body)));
  const right = Math.max(...bodies.map((body) => body.x! + pad(body)));
  const top = Math.min(...bodies.map((body) => body.y! - pad(body)));
  const bottom = Math.max(...bodies.map((body) => body.y! + pad(body)));
  const room = { x: GRAPH_WIDTH - 2 * MARGIN, y: GRAPH_HEIGHT - 2 * MARGIN };
  const scale = Math.min(4, room.x / Math.max(1, right - left), room.y / Math.max(1, bottom - top));
  return bodies.map((body) => ({
    x: tenth(GRAPH_WIDTH / 2 + (body.x! - (left + right) / 2) * scale),
    y: tenth(GRAPH_HEIGHT / 2 + (body.y! - (top + bottom) / 2) * scale),
    r: tenth(scaleRadius ? body.r * scale : body.r),
  }));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
