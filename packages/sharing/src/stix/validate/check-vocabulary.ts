// SPDX-License-Identifier: Apache-2.0
import { type VocabularyName, VOCABULARIES } from '../names/vocabularies.ts';
import type { ObjectContext } from './context.ts';
import type { RuleName } from './rules.ts';

/** Warnings have the name of what they speak about, not of the vocabulary, as other validators call them. */
const VOCABULARY_RULES: Readonly<Partial<Record<VocabularyName, RuleName>>> = {
  'account-type-ov': 'account-type',
  'attack-motivation-ov': 'attack-motivation',
  'attack-resource-level-ov': 'attack-resource-level',
  'grouping-context-ov': 'grouping-context',
  'identity-class-ov': 'identity-class',
  'implementation-language-ov': 'implementation-languages',
  'indicator-type-ov': 'indicator-types',
  'industry-sector-ov': 'industry-sector',
  'infrastructure-type-ov': 'infrastructure-types',
  'malware-capabilities-ov': 'malware-capabilities',
  'malware-result-ov': 'malware-result',
  'malware-type-ov': 'malware-types',
  'pattern-type-ov': 'indicator-pattern-types',
  'processor-architecture-ov': 'processor-architecture',
  'region-ov': 'region',
  'report-type-ov': 'report-types',
  'threat-actor-role-ov': 'threat-actor-role',
  'threat-actor-sophistication-ov': 'threat-actor-sophistication',
  'threat-actor-type-ov': 'threat-actor-types',
  'tool-type-ov': 'tool-types',
  'windows-pebinary-type-ov': 'windows-pebinary-type',
};

/** Checks a value of an enumeration or an open vocabulary (section 10). */
export function checkVocabulary(value: string, name: VocabularyName, path: string, { report, extensions }: ObjectContext): void {
  const values: ReadonlySet<string> = VOCABULARIES[name];
  if (values.has(value)) return;
  const rule = VOCABULARY_RULES[name];
  if (rule === undefined) {
    report.add('enum-value', path, `${JSON.stringify(value.slice(0, 80))} is not in ${name}: ${[...values].join(', ')}`);
    return;
  }
  if (extensions.some(({ vocabulary }) => vocabulary[name]?.includes(value))) return;
  report.add(rule, path, `${JSON.stringify(value.slice(0, 80))} is not in ${name}`);
  if (!/^[a-z0-9+#.]+(?:-[a-z0-9+#.]+)*$/.test(value)) {
    report.add('open-vocab-format', path, 'values of vocabularies are lower case, with hyphens between words');
  }
}
