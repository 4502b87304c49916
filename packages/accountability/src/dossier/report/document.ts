// SPDX-License-Identifier: Apache-2.0
import type { Block } from './blocks.ts';
import { buildCampaign, buildExhibits, buildStatements } from './findings.ts';
import { buildFirstPage } from './first-page.ts';
import { buildMethods } from './methods.ts';
import type { ReportModel } from './model.ts';
import { buildCustody, buildDecisions, buildDoubts, buildVerification } from './record.ts';

/** The whole report, in order; page one is everything before the first break. */
export function buildDocument(model: ReportModel): Block[] {
  const sections: [string, Block[]][] = [
    ['The campaign and its evidence', buildCampaign(model)],
    ['Exhibits', buildExhibits(model)],
    ['Facts, inferences, unknowns', buildStatements(model)],
    ['Methods and measured error rates', buildMethods(model)],
    ['Benign explanations and evidence against', buildDoubts(model)],
    ['Custody', buildCustody(model)],
    ['Decisions', buildDecisions(model)],
    ['How to verify', buildVerification()],
  ];
  const body = sections.flatMap(([text, blocks], i): Block[] => [{ kind: 'heading', number: i + 1, text }, ...blocks]);
  return [...buildFirstPage(model), { kind: 'break' }, ...body];
}
