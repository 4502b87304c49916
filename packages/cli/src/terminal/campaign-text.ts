// SPDX-License-Identifier: Apache-2.0
import type { Campaign } from '@stillwatch/core';
import {
  formatBitsSigned,
  formatBitsSum,
  formatCount,
  formatDuration,
  formatKind,
  formatP,
  formatPercent,
  formatPlural,
  formatTime,
  formatUsd,
} from '../report/format.ts';
import { measureDelay } from '../report/summary.ts';
import { showUnseen } from '../report/visible.ts';
import { drawBars, measureColumns, padEnd, padStart, type Pen, wrap, writeItem } from './layout.ts';

/** Columns of the labels on the left. */
const LABEL = 12;
const TOP_EVIDENCE = 3;
const MOST_ACCOUNTS = 20;
const TIER_COLOURS = { confirmed: 'red', probable: 'yellow', watch: 'cyan' } as const;

/** One campaign as a block of lines. */
export function writeCampaign(pen: Pen, campaign: Campaign, explain: boolean): string[] {
  const item = (label: string, text: string) => writeItem(pen, 2, pen.dim(label), LABEL, text);
  const share = (part: number) => formatPercent(campaign.exchanges === 0 ? 0 : part / campaign.exchanges);
  return [
    ...writeTitle(pen, campaign),
    ...item('accounts', formatCount(campaign.accounts.length)),
    ...item('exchanges', formatCount(campaign.exchanges)),
    ...(campaign.knownSince === null ? [] : item('known since', formatTime(campaign.knownSince))),
    ...item('window', `${formatTime(campaign.firstSeen)} to ${formatTime(campaign.lastSeen)}`),
    ...item('detected', describeDetection(campaign)),
    ...writeActivity(pen, campaign),
    ...item('harvest', describeHarvest(campaign)),
    ...item(
      'capability',
      campaign.harvest.capabilities.map(({ name, exchanges }) => `${showUnseen(name, 60)} ${share(exchanges)}`).join(' · '),
    ),
    ...item('technique', campaign.techniques.map(({ id, exchanges }) => `${showUnseen(id, 60)} ${share(exchanges)}`).join(' · ')),
    ...writeEvidence(pen, campaign, explain),
    ...(explain ? [...writeBenign(pen, campaign), ...writeTemplates(pen, campaign), ...writeAccounts(pen, campaign)] : []),
  ];
}

function writeTitle(pen: Pen, { name, tier, bits, pValue, id }: Campaign): string[] {
  const parts = [showUnseen(name, 40), tier, `${formatBitsSum(bits)} bits`, `p = ${formatP(pValue)}`, showUnseen(id, 40)];
  const plain = parts.join('  ');
  if (measureColumns(plain) > pen.width) return wrap(plain, pen.width);
  const [title, , ...rest] = parts;
  return [[pen.bold(title!), pen.tint(tier, TIER_COLOURS[tier]), ...rest.slice(0, -1), pen.dim(rest.at(-1)!)].join('  ')];
}

function describeDetection(campaign: Campaign): string {
  const delay = measureDelay(campaign);
  if (delay === null) return 'not yet: the evidence is too weak to act on';
  return `${formatTime(campaign.detectedAt)}, ${formatDuration(delay)} after its first exchange`;
}

function describeHarvest({ harvest }: Campaign): string {
  const price = harvest.listPriceUsd === null ? 'list price unknown' : `list price ${formatUsd(harvest.listPriceUsd, true)}`;
  return `${formatCount(harvest.outputTokens)} tokens of answers to ${formatCount(harvest.inputTokens)} asked, ${price}`;
}

function writeActivity(pen: Pen, campaign: Campaign): string[] {
  const bars = drawBars(
    campaign.timeline.map((slot) => slot.campaign),
    Math.min(60, pen.width - LABEL - 2),
  );
  // Blanks in the bars are quiet hours, so they must not be wrapped away.
  return bars === '' ? [] : [`  ${padEnd(pen.dim('activity'), LABEL)}${bars}`.trimEnd()];
}

function writeEvidence(pen: Pen, campaign: Campaign, explain: boolean): string[] {
  const lines = campaign.evidence.toSorted((a, b) => b.bits - a.bits);
  const shown = explain ? lines : lines.slice(0, TOP_EVIDENCE);
  const left = lines.length - shown.length;
  return [
    ...shown.flatMap(({ family, bits, statement }, i) =>
      writeItem(
        pen,
        2,
        padEnd(i === 0 ? pen.dim('evidence') : '', LABEL) + padStart(formatBitsSigned(bits), 6) + `  ${family}`,
        LABEL + 6 + 2 + 11,
        showUnseen(statement, 600),
      ),
    ),
    ...(left === 0 ? [] : writeItem(pen, 2, '', LABEL, `and ${formatPlural(left, 'more line')}: --explain shows them`)),
  ];
}

function writeBenign(pen: Pen, campaign: Campaign): string[] {
  return campaign.benign.flatMap(({ kind, bits, statement }, i) =>
    writeItem(
      pen,
      2,
      padEnd(i === 0 ? pen.dim('benign?') : '', LABEL) + padStart(formatBitsSigned(bits), 6) + '  ',
      LABEL + 8,
      `${showUnseen(formatKind(kind), 60)}: ${showUnseen(statement, 600)}`,
    ),
  );
}

function writeTemplates(pen: Pen, campaign: Campaign): string[] {
  return campaign.templates.flatMap((template, i) => [
    ...writeItem(
      pen,
      2,
      i === 0 ? pen.dim('templates') : '',
      LABEL,
      `${showUnseen(template.id, 40)}  ${formatPlural(template.accounts, 'account')}, ${formatPlural(template.exchanges, 'exchange')}, ${formatPlural(template.distinctTexts, 'different text')}`,
    ),
    ...(template.exemplar === null ? [] : writeItem(pen, 2 + LABEL, '', 2, showUnseen(template.exemplar, 1_200))),
  ]);
}

function writeAccounts(pen: Pen, campaign: Campaign): string[] {
  const shown = campaign.accounts.slice(0, MOST_ACCOUNTS).map((account) => showUnseen(account, 80));
  const left = campaign.accounts.length - shown.length;
  return writeItem(
    pen,
    2,
    pen.dim('accounts'),
    LABEL,
    shown.join(', ') + (left === 0 ? '' : `, and ${formatCount(left)} more (all in --json and --report)`),
  );
}
