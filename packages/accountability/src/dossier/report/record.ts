// SPDX-License-Identifier: Apache-2.0
import { formatBitsSigned } from '@stillwatch/core/format';
import type { Block } from './blocks.ts';
import { hiddenNote } from './hidden.ts';
import type { ReportModel } from './model.ts';
import { formatMoment } from './text.ts';

const VERDICTS = { excluded: 'Excluded', possible: 'Possible', applies: 'Applies' } as const;

/** What speaks against, and what else could explain it. */
export function buildDoubts({ sections: { counterEvidence, benign } }: ReportModel): Block[] {
  return [
    { kind: 'subheading', text: 'Benign explanations considered' },
    ...benign.entries.map(
      ({ entry: { kind, statement, bits, verdict, why } }): Block => ({
        kind: 'entry',
        label: VERDICTS[verdict],
        title: kind,
        text: statement,
        notes: [`${why} Worth ${formatBitsSigned(bits)} bits.`],
      }),
    ),
    ...hiddenNote(benign),
    { kind: 'subheading', text: 'Evidence against' },
    ...counterEvidence.entries.map(
      ({ number, entry: { statement, bits, answer } }): Block => ({
        kind: 'entry',
        label: `Against ${number}`,
        title: bits === null ? 'Not part of the sum' : `${formatBitsSigned(bits)} bits`,
        text: statement,
        notes: [`Answer: ${answer}`],
      }),
    ),
    ...hiddenNote(counterEvidence),
  ];
}

export function buildCustody({ sections: { custody } }: ReportModel): Block[] {
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Time', width: 0.19 },
        { title: 'What', width: 0.13 },
        { title: 'By', width: 0.14 },
        { title: 'Item, note and SHA-256', width: 0.54 },
      ],
      rows: custody.entries.map(({ entry: { at, action, by, item, note, sha256 } }) => [
        formatMoment(at),
        action,
        by,
        `${item}. ${note} ${sha256}`,
      ]),
    },
    ...hiddenNote(custody),
  ];
}

export function buildDecisions({ sections: { decisions } }: ReportModel): Block[] {
  return [
    ...decisions.entries.map(
      ({ number, entry: { at, by, decision, reason } }): Block => ({
        kind: 'entry',
        label: `Decision ${number}`,
        title: decision,
        text: reason,
        notes: [`${formatMoment(at)}, by ${by}.`],
      }),
    ),
    ...hiddenNote(decisions),
  ];
}

export function buildVerification(): Block[] {
  return [
    {
      kind: 'text',
      text: 'Anybody can check this file with Python 3 and OpenSSL 3 alone. Take verify.py from a published release rather than from the dossier, and get three things from somewhere else than from whoever gave you the dossier: the policy (keys of log and witnesses), the signer’s public key, and the certificate of the timestamp authority.',
    },
    { kind: 'code', lines: ['python3 verify.py DOSSIER --policy policy.txt --signer signer.pem --tsa-ca authority.pem'] },
    {
      kind: 'text',
      text: 'What is there can be checked with less, by hand; data/VERIFY.md explains each step, and what a withheld file means:',
    },
    { kind: 'code', lines: ['sha256sum --check --ignore-missing manifest-sha256.txt'] },
  ];
}
