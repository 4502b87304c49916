// SPDX-License-Identifier: Apache-2.0
import { formatBits, formatCount } from '@stillwatch/core/format';
import type { Block } from './blocks.ts';
import type { ReportModel } from './model.ts';
import { formatFigure, formatMoment } from './text.ts';

const AUTHORISED = {
  'none-found': 'No authorisation was found that could cover this use.',
  'found-not-covering': 'An authorisation was found; it does not cover this use.',
  covers: 'An authorisation covers this use: under § 3(11)(C) it is no attack, whatever the evidence below.',
} as const;

/** What a reader has to know before anything else: above all, what a valid proof does not show. */
export function buildFirstPage(model: ReportModel): Block[] {
  const { header, organisation } = model;
  return [
    ...(header === null ? [] : [{ kind: 'text', text: header.summary } as const]),
    {
      kind: 'pair',
      columns: [
        {
          title: 'What the proof shows, if it verifies',
          items: [
            'Existence. These files existed, as they are, when the log’s checkpoint was signed, and stamped if it bears a stamp.',
            'Order. This dossier has one place in a log that can only grow; nothing before it was put in later.',
            `Integrity. Nothing shown here was changed since ${organisation} signed the list of files. What is withheld is named, and nothing is missing without a trace.`,
            'Authorship. The holder of the signing key stands for the list. Witnesses saw the same log as you.',
          ],
        },
        {
          title: 'What it does not show',
          items: [
            'Truth. A signature carries a false statement as faithfully as a true one.',
            'Completeness. What was never put in leaves no gap.',
            'Identity. Who stands behind an account is a matter of the exhibits, not of the proof.',
            'Use. That a model was trained on what was taken does not follow from the taking.',
          ],
        },
      ],
    },
    ...figuresOf(model),
    ...authorisationOf(model),
    ...readerNote(model),
    ...courseOf(model),
  ];
}

function figuresOf({ campaign }: ReportModel): Block[] {
  if (campaign === null) return [];
  const { bits, tier, accounts, exchanges, pValue, harvest } = campaign;
  const price = harvest.listPriceUsd === null ? 'list price not known' : `$${formatCount(harvest.listPriceUsd)} at list price`;
  return [
    {
      kind: 'figures',
      items: [
        { label: 'Evidence', value: `${formatBits(bits)} bits`, note: `tier: ${tier}` },
        { label: 'Accounts', value: formatCount(accounts.length), note: `p = ${formatFigure(pValue)} (strongest null)` },
        { label: 'Exchanges', value: formatCount(exchanges), note: `${formatCount(harvest.outputTokens)} output tokens` },
        { label: 'Harvest', value: formatCount(harvest.exchanges), note: price },
      ],
    },
  ];
}

function courseOf({ campaign, pictures: { timeline } }: ReportModel): Block[] {
  return campaign === null || timeline === null ? [] : [{ kind: 'picture', title: 'Course', drawing: timeline }];
}

/** H.R. 8283 § 3(11)(C) excludes authorised use; a reader sees on page one that somebody looked. */
function authorisationOf({ authorisation }: ReportModel): Block[] {
  const label = '§ 3(11)(C)';
  const [shown] = authorisation.entries;
  if (shown === undefined) {
    const where =
      authorisation.above > 0
        ? 'The outcome is marked above the level of this report.'
        : 'The outcome is in a file that is not printed here.';
    return [{ kind: 'entry', label, title: 'Whether the use was authorised was checked', text: where, notes: [] }];
  }
  const { outcome, statement, sources, at, by } = shown.entry;
  return [
    {
      kind: 'entry',
      label,
      title: AUTHORISED[outcome],
      text: statement,
      notes: [`Checked ${formatMoment(at)} by ${by}. Looked at: ${sources.join('; ')}.`],
    },
  ];
}

function readerNote({ level, whole, sections, campaign, header }: ReportModel): Block[] {
  const above =
    Object.values(sections).reduce((sum, { above }) => sum + above, 0) + (campaign === null ? 1 : 0) + (header === null ? 1 : 0);
  const elsewhere = Object.values(sections).reduce((sum, section) => sum + section.elsewhere.length, 0);
  const text =
    level === whole
      ? `This report is for readers up to TLP:${level}, the level of the dossier.`
      : `This report is for readers up to TLP:${level}; the dossier is TLP:${whole}. ${formatCount(above)} of its parts are marked above and not told here.`;
  const persons =
    elsewhere === 0
      ? ''
      : ` ${elsewhere === 1 ? 'One entry holds data of a person and stands in a file of its own' : `${formatCount(elsewhere)} entries hold data of persons and stand in files of their own`}, which can be erased.`;
  return [{ kind: 'text', text: text + persons, quiet: true }];
}
