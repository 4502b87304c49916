// SPDX-License-Identifier: Apache-2.0
import { type Campaign, EVIDENCE_FAMILIES, type EvidenceFamily } from '@stillwatch/core';
import { formatCount, formatPlural } from './format.ts';
import { GRAPH_HEIGHT, GRAPH_WIDTH, type GraphNode, type GraphPicture, layoutGraph, leadFamily } from './graph-layout.ts';
import { type Html, html } from './html.ts';
import { FAMILIES } from './palette.ts';
import { showUnseen } from './visible.ts';

/** Golden angle: dots laid out with it fill a disc evenly (Vogel 1979). */
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** The accounts and what ties them together. */
export function renderGraph(campaign: Campaign): Html | null {
  if (campaign.links.length === 0) return null;
  const picture = layoutGraph(campaign);
  const counts = countFamilies(campaign);
  const spoken = counts.map(([family, count]) => `${formatCount(count)} by ${FAMILIES[family].label}`).join(', ');
  return html`
<figure class="graph">
<figcaption>Links between its ${formatPlural(campaign.accounts.length, 'account')}
${counts.map(([family, count]) => html`<span class="key"><svg class="swatch line" aria-hidden="true"><line class="e-${family}" x1="0" x2="100%" y1="50%" y2="50%"/></svg>${FAMILIES[family].label} <span class="quiet">${formatCount(count)}</span></span>`)}
</figcaption>
<svg viewBox="0 0 ${GRAPH_WIDTH} ${GRAPH_HEIGHT}" tabindex="0" role="img" aria-label="${`${formatPlural(campaign.accounts.length, 'account')}, ${formatPlural(campaign.links.length, 'link')}: ${spoken}. Use the arrow keys to go from one to the next.`}" data-edges="${picture.edges.map(({ a, b }) => `${a} ${b}`).join(',')}">
<g class="edges">${picture.grouped ? renderBundles(picture) : renderEdges(picture)}</g>
<path class="lit" d=""/>
<g>${picture.nodes.map((node) => renderNode(campaign, picture, node))}</g>
</svg>
<p class="readout" aria-live="polite">${explainPicture(picture)}</p>
</figure>`;
}

function explainPicture({ grouped, nodes }: GraphPicture): string {
  const loose = nodes.reduce((sum, node) => sum + (node.loose ? node.members.length : 0), 0);
  const aside = loose === 0 ? '' : ` ${formatPlural(loose, 'account')}`;
  if (grouped) {
    return `Each dot is an account, each disc a group that its links hold together.${aside === '' ? '' : `${aside} in the grey disc: in very small groups, or without one of the strongest links drawn here.`}`;
  }
  return `Each dot is an account, the larger the more ties it to others.${aside === '' ? '' : `${aside} without a line: held by evidence about the whole group.`}`;
}

function countFamilies(campaign: Campaign): [EvidenceFamily, number][] {
  const counts = new Map<EvidenceFamily, number>();
  for (const { families } of campaign.links) {
    const family = leadFamily(families);
    counts.set(family, (counts.get(family) ?? 0) + 1);
  }
  return EVIDENCE_FAMILIES.filter((family) => counts.has(family)).map((family) => [family, counts.get(family)!]);
}

/** One path per family, weakest family first, so that the strongest lies on top. */
function renderEdges({ nodes, edges }: GraphPicture): Html[] {
  return EVIDENCE_FAMILIES.toReversed().flatMap((family) => {
    const own = edges.filter((edge) => edge.family === family);
    if (own.length === 0) return [];
    const path = own.map(({ a, b }) => `M${nodes[a]!.x} ${nodes[a]!.y}L${nodes[b]!.x} ${nodes[b]!.y}`).join('');
    return [html`<path class="e-${family}${own.length > 400 ? ' many' : ''}" d="${path}"/>`];
  });
}

/** Between groups a line stands for many links; its width for how many. */
function renderBundles({ nodes, edges }: GraphPicture): Html[] {
  return edges
    .toSorted((x, y) => EVIDENCE_FAMILIES.indexOf(y.family) - EVIDENCE_FAMILIES.indexOf(x.family))
    .map(
      ({ a, b, family, links }) =>
        html`<path class="e-${family} bundle" stroke-width="${Math.round((0.8 + Math.log2(links)) * 10) / 10}" d="M${nodes[a]!.x} ${nodes[a]!.y}L${nodes[b]!.x} ${nodes[b]!.y}"/>`,
    );
}

function renderNode(campaign: Campaign, picture: GraphPicture, node: GraphNode): Html {
  const kind = node.loose ? ' loose' : '';
  if (!picture.grouped) {
    const name = showUnseen(campaign.accounts[node.members[0]!]!, 80);
    return html`<circle class="node${kind}" cx="${node.x}" cy="${node.y}" r="${node.r}" data-label="${name}"/>`;
  }
  const inside = [...node.inner].map(([family, count]) => `${FAMILIES[family].label} ${formatCount(count)}`).join(', ');
  const label = `${formatPlural(node.members.length, 'account')}${node.loose ? ' without a drawn link or in very small groups' : inside === '' ? '' : `, links inside: ${inside}`}`;
  return html`<g class="node group${kind}" data-label="${label}"><circle cx="${node.x}" cy="${node.y}" r="${node.r}"/><path d="${drawDots(node)}" stroke-width="${dotWidth(node)}"/></g>`;
}

function dotWidth({ r, members }: GraphNode): number {
  return Math.max(0.8, Math.round(((r * 0.95) / Math.sqrt(members.length)) * 10) / 10);
}

/** Every account a dot: zero-length strokes with round caps, so that 5,000 of them stay one short path. */
function drawDots({ x, y, r, members }: GraphNode): string {
  const inner = r * 0.9;
  return members
    .map((_, i) => {
      const distance = inner * Math.sqrt((i + 0.5) / members.length);
      const px = Math.round((x + distance * Math.cos(i * GOLDEN)) * 10) / 10;
      const py = Math.round((y + distance * Math.sin(i * GOLDEN)) * 10) / 10;
      return `M${px} ${py}h0`;
    })
    .join('');
}
