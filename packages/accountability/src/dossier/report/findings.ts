// SPDX-License-Identifier: Apache-2.0
import { formatBitsSigned, formatPlural } from '@stillwatch/core/format';
import { ACCESS_PRONGS, type AccessProng, PURPOSE_FACTORS, type PurposeFactor } from '../input.ts';
import type { Block } from './blocks.ts';
import type { ReportModel } from './model.ts';
import { hiddenNote } from './hidden.ts';
import { formatMoment } from './text.ts';

const ROMAN = ['i', 'ii', 'iii', 'iv'];
const prongMark = (prong: AccessProng) => `(A)(${ROMAN[Object.keys(ACCESS_PRONGS).indexOf(prong)]!})`;
const factorMark = (factor: PurposeFactor) => `(B)(${ROMAN[Object.keys(PURPOSE_FACTORS).indexOf(factor)]!})`;

/** Course, ties and sum of the evidence. */
export function buildCampaign({ campaign, pictures, thresholds }: ReportModel): Block[] {
  if (campaign === null)
    return [{ kind: 'text', text: 'The record of the campaign is marked above the level of this report.', quiet: true }];
  const { firstSeen, lastSeen, detectedAt, name, id, evidence, benign, techniques, templates, harvest } = campaign;
  const blocks: Block[] = [
    {
      kind: 'text',
      text: `Campaign ${name} (${id}) was first seen ${formatMoment(firstSeen)} and last seen ${formatMoment(lastSeen)}; the evidence crossed the threshold ${formatMoment(detectedAt)}.`,
    },
  ];
  if (pictures.graph !== null) blocks.push({ kind: 'picture', title: 'Accounts and their links', drawing: pictures.graph });
  blocks.push({ kind: 'picture', title: 'Evidence in bits', drawing: pictures.bits });
  blocks.push({
    kind: 'text',
    text: `One bit doubles the odds that one operator extracts, against ordinary customers. A campaign is watched from ${thresholds.watch} bits, probable from ${thresholds.probable}, confirmed from ${thresholds.confirmed}; the figures under “Methods” say how often such sums are wrong.`,
    quiet: true,
  });
  const lines = [...evidence, ...benign.map(({ kind, bits, statement }) => ({ family: `benign: ${kind}`, bits, statement }))];
  blocks.push({
    kind: 'table',
    columns: [
      { title: 'Bits', width: 0.1, right: true },
      { title: 'Family', width: 0.2 },
      { title: 'What was observed', width: 0.7 },
    ],
    rows: lines.map(({ family, bits, statement }) => [formatBitsSigned(bits), family, statement]),
  });
  if (techniques.length > 0) {
    const names = techniques.map(
      ({ id, exchanges, atlas }) =>
        `${id}: ${formatPlural(exchanges, 'exchange')}${atlas.length === 0 ? '' : ` (MITRE ATLAS ${atlas.join(', ')})`}`,
    );
    blocks.push({ kind: 'subheading', text: 'Techniques' }, { kind: 'list', items: names });
  }
  if (harvest.capabilities.length > 0) {
    const items = harvest.capabilities.map(({ name, exchanges }) => `${name}: ${formatPlural(exchanges, 'exchange')}`);
    blocks.push({ kind: 'subheading', text: 'Capabilities taken' }, { kind: 'list', items });
  }
  const told = templates.filter(({ exemplar }) => exemplar !== null).slice(0, 5);
  if (told.length > 0) {
    const items = told.map(
      ({ exemplar, accounts, exchanges }) =>
        `${exemplar!} — ${formatPlural(accounts, 'account')}, ${formatPlural(exchanges, 'exchange')}`,
    );
    blocks.push({ kind: 'subheading', text: 'Prompt templates, with changing parts left out' }, { kind: 'list', items });
  }
  return blocks;
}

/** Exhibits, and which element of the definition each supports. */
export function buildExhibits({ sections: { exhibits } }: ReportModel): Block[] {
  const prongs = Object.keys(ACCESS_PRONGS) as AccessProng[];
  const factors = Object.keys(PURPOSE_FACTORS) as PurposeFactor[];
  const matrix: Block = {
    kind: 'table',
    columns: [
      { title: 'Exhibit', width: 0.16 },
      ...[...prongs.map(prongMark), ...factors.map(factorMark)].map((title) => ({ title, width: 0.12 })),
    ],
    rows: exhibits.entries.map(({ entry: { id, accessProngs, purposeFactors } }) => [
      id,
      ...prongs.map((prong) => (accessProngs.includes(prong) ? '•' : '')),
      ...factors.map((factor) => (purposeFactors.includes(factor) ? '•' : '')),
    ]),
  };
  const legend = [
    ...prongs.map((prong) => `${prongMark(prong)} ${ACCESS_PRONGS[prong]}`),
    ...factors.map((factor) => `${factorMark(factor)} ${PURPOSE_FACTORS[factor]}`),
  ];
  return [
    {
      kind: 'text',
      text: 'Elements of H.R. 8283 § 3(11), as introduced: (A) how access was had, (B) what its purpose is inferred from. The factors count together; none decides alone.',
    },
    ...(exhibits.entries.length === 0 ? [] : [matrix]),
    { kind: 'list', items: legend },
    ...exhibits.entries.map(
      ({ entry: { id, title, statement, source, bits, sha256, accessProngs, purposeFactors } }): Block => ({
        kind: 'entry',
        label: id,
        title,
        text: statement,
        notes: [
          `Supports ${[...accessProngs.map(prongMark), ...purposeFactors.map(factorMark)].join(', ')}${bits === null ? '' : `; ${formatBitsSigned(bits)} bits`}. Source: ${source}.`,
          ...(sha256 === null ? [] : [`SHA-256 in custody: ${sha256}`]),
        ],
      }),
    ),
    ...hiddenNote(exhibits),
  ];
}

/** Three kinds of sentence that must not be mixed up. */
export function buildStatements({ sections: { facts, inferences, unknowns } }: ReportModel): Block[] {
  const based = (basis: readonly string[]) => (basis.length === 0 ? '' : ` [${basis.join(', ')}]`);
  return [
    { kind: 'subheading', text: 'Facts — what was observed' },
    { kind: 'list', items: facts.entries.map(({ entry }) => entry.text + based(entry.basis)) },
    ...hiddenNote(facts),
    { kind: 'subheading', text: 'Inferences — what we conclude, and how surely' },
    {
      kind: 'list',
      items: inferences.entries.map(
        ({ entry }) =>
          `${entry.text} Likelihood: ${entry.likelihood}.${based(entry.basis)} (Confidence in the basis: ${entry.confidence}.)`,
      ),
    },
    ...hiddenNote(inferences),
    { kind: 'subheading', text: 'Unknowns — what we could not find out' },
    { kind: 'list', items: unknowns.entries.map(({ entry }) => entry.text + based(entry.basis)) },
    ...hiddenNote(unknowns),
  ];
}
