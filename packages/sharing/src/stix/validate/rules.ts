// SPDX-License-Identifier: Apache-2.0
export type Severity = 'must' | 'should';

export interface Rule {
  readonly severity: Severity;
  /** Section of STIX 2.1 that says so. */
  readonly section: string;
  /** Number by which other validators know the check, for `--disable`. */
  readonly code?: number;
}

const must = (section: string): Rule => ({ severity: 'must', section });
const should = (section: string, code?: number): Rule => ({
  severity: 'should',
  section,
  ...(code === undefined ? {} : { code }),
});

/** Every rule by its stable name. `must`: the object is invalid; `should`: it is kept and shown with a warning. */
export const RULES = {
  'json-type': must('2'),
  'json-nesting': must('2'),
  'required-property': must('3.2'),
  'property-name': must('3.1'),
  'property-not-applicable': must('3.2'),
  'property-reserved': must('3.8'),
  'property-strict': must('11.1'),
  'list-empty': must('2.11'),
  'dictionary-key': must('2.4'),
  'dictionary-empty': must('2.4'),
  'dictionary-value': must('2.4'),
  'object-type': must('3.1'),
  'object-type-reserved': must('3.8'),
  'object-type-strict': must('11.2'),
  'spec-version': must('3.2'),
  identifier: must('2.9'),
  'identifier-type': must('2.9'),
  'number-range': must('2'),
  'enum-value': must('10'),
  timestamp: must('2.16'),
  'timestamp-precision': must('3.2'),
  'timestamp-order': must('3.2'),
  'timestamp-plausible': should('6'),
  'some-of': must('4'),
  'only-one-of': must('4'),
  'needs-property': must('4'),
  'excludes-property': must('4'),
  'content-missing': must('6'),
  binary: must('2.1'),
  hex: must('2.8'),
  'hash-value': must('2.7'),
  'hash-algo': should('10.7', 241),
  'hash-length': should('2.7', 150),
  reference: must('2.9'),
  'reference-type': must('2.9'),
  'reference-self': must('7.2'),
  'reference-unresolved': must('3.3'),
  'language-tag': must('3.2'),
  'language-content': must('7.1'),
  'external-id': must('2.5'),
  'extref-hashes': should('2.5', 302),
  'marking-definition': must('7.2.1'),
  'marking-definition-type': should('7.2.1', 201),
  'marking-tlp': must('7.2.1.4'),
  'marking-selector': must('7.2.3.1'),
  pattern: must('9'),
  'character-set': must('6'),
  'media-type': must('6.1'),
  cpe: must('6.14'),
  url: must('6.15'),
  'domain-name': must('6.4'),
  'email-address': must('6.5'),
  'ip-address': must('6.9'),
  'mac-address': must('6.10'),
  'registry-key': must('6.17'),
  'relationship-type': must('5.1'),
  'relationship-types': should('5.1', 202),
  'socket-options': should('6.12', 275),
  'socket-option-family': must('6.12'),
  'extension-name': must('7.3'),
  'extension-type': must('7.3'),
  'extension-schema': must('7.3'),
  'extension-description': should('7.3', 305),
  'extension-properties': should('7.3', 306),
  'extension-properties-use': must('7.3'),
  semver: must('7.3'),
  'duplicate-ids': should('8', 203),
  'duplicate-version': must('3.6'),
  'bundle-content': must('8'),
  'custom-prefix': should('11', 101),
  'custom-prefix-lax': should('11', 102),
  'uuid-check': should('2.9', 103),
  'open-vocab-format': should('2.12', 111),
  'kill-chain-names': should('2.10', 121),
  'observable-object-keys': should('4.14', 141),
  'observable-dictionary-keys': should('2.4', 142),
  'malware-analysis-product': should('4.12', 143),
  'windows-process-priority-format': should('6.13', 149),
  'attack-motivation': should('10.2', 211),
  'attack-resource-level': should('10.3', 212),
  'identity-class': should('10.10', 213),
  'indicator-types': should('10.12', 214),
  'industry-sector': should('10.13', 215),
  'malware-types': should('10.17', 216),
  'report-types': should('10.23', 218),
  'threat-actor-types': should('10.24', 219),
  'threat-actor-role': should('10.25', 220),
  'threat-actor-sophistication': should('10.26', 221),
  'tool-types': should('10.27', 222),
  region: should('10.22', 223),
  'grouping-context': should('10.6', 225),
  'implementation-languages': should('10.11', 226),
  'infrastructure-types': should('10.14', 227),
  'malware-result': should('10.15', 228),
  'malware-capabilities': should('10.16', 229),
  'processor-architecture': should('10.21', 230),
  'windows-pebinary-type': should('10.28', 243),
  'account-type': should('10.1', 244),
  'indicator-pattern-types': should('10.20', 245),
  'mime-type': should('6.1', 271),
  protocols: should('6.12', 272),
  ipfix: should('6.12', 273),
  'http-request-headers': should('6.12', 274),
  'pdf-doc-info': should('6.7', 276),
  countries: should('4.10', 277),
  'network-traffic-ports': should('6.12', 301),
  'indicator-properties': should('4.7', 303),
  'deprecated-properties': should('4.14', 304),
  'extensions-use': should('7.3', 401),
} as const satisfies Record<string, Rule>;

export type RuleName = keyof typeof RULES;

/** Names that stand for many rules where rules are switched. */
const GROUPS: Readonly<Record<string, (code: number) => boolean>> = {
  all: () => true,
  'format-checks': (code) => code >= 100 && code < 200,
  'approved-values': (code) => code >= 200 && code < 300,
  'all-vocabs': (code) => code >= 210 && code < 270,
  'all-external-sources': (code) => code >= 270 && code < 300,
  '1': (code) => code >= 100 && code < 200,
  '2': (code) => code >= 200 && code < 300,
  '3': (code) => code >= 300 && code < 400,
  '4': (code) => code >= 400 && code < 500,
  '210': (code) => code >= 210 && code < 270,
  '270': (code) => code >= 270 && code < 300,
};

/** The `should` rules of the table, which are those that can be switched. */
export const SWITCHABLE: readonly RuleName[] = (Object.keys(RULES) as RuleName[]).filter(
  (name) => RULES[name].severity === 'should',
);

/** The rules that a name, a number or a group stands for; empty where nothing is called so. */
export function rulesCalled(name: string): RuleName[] {
  const wanted = name.trim();
  const group = Object.hasOwn(GROUPS, wanted) ? GROUPS[wanted] : undefined;
  return SWITCHABLE.filter((rule) => {
    const { code = -1 }: Rule = RULES[rule];
    return rule === wanted || String(code) === wanted || (group !== undefined && (wanted === 'all' || group(code)));
  });
}
