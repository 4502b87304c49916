// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { LLM_ABUSE_EXTENSION } from '../extension.ts';
import { type Sample, sampleObjects } from '../sample-objects.fixture.ts';
import { RULES, type RuleName, rulesCalled, SWITCHABLE } from './rules.ts';
import { validateStix } from './validate.ts';

const SAMPLES = sampleObjects();
const UUID = '6f1d3c52-7d0a-4b6e-9c4f-0a2b7c8d9e10';
const LATE = '2026-05-01T00:00:00.000Z';
const EARLY = '2020-05-01T00:00:00.000Z';
const declaring = (kind: string, content: Sample = {}) => ({
  extensions: { [`extension-definition--${UUID}`]: { extension_type: kind, ...content } },
});

/** A valid object with some properties changed; undefined takes one away. */
function changed(type: string, change: Sample): Sample {
  return Object.fromEntries(Object.entries({ ...SAMPLES.get(type), ...change }).filter(([, value]) => value !== undefined));
}

/** Rule, type of a valid object, what is changed in it: each must be found by its name. */
const CASES: readonly (readonly [RuleName, string, Sample])[] = [
  ['json-type', 'malware', { name: 7 }],
  ['json-type', 'malware', { is_family: 'yes' }],
  ['json-type', 'malware', { aliases: 'x' }],
  ['json-type', 'campaign', { description: null }],
  ['json-type', 'file', { extensions: 'ntfs-ext' }],
  ['json-type', 'observed-data', { object_refs: undefined, objects: [] }],
  ['json-type', 'campaign', { rank_of: null }],
  ['json-nesting', 'campaign', { rank_of: JSON.parse(`${'['.repeat(100)}1${']'.repeat(100)}`) }],
  ['required-property', 'indicator', { pattern: undefined }],
  ['required-property', 'campaign', { spec_version: undefined }],
  ['required-property', 'extension-definition', { created_by_ref: undefined }],
  ['required-property', 'campaign', { extensions: { [`extension-definition--${UUID}`]: { rank: 1 } } }],
  ['property-name', 'campaign', { 'my-rank': 1 }],
  ['property-name', 'campaign', { ab: 1 }],
  ['property-name', 'campaign', { ['a'.repeat(251)]: 1 }],
  ['property-name', 'indicator', { pattern: "[file:yz = 'a']" }],
  ['property-reserved', 'course-of-action', { action: 'x' }],
  ['property-reserved', 'file', { severity: 'x' }],
  ['list-empty', 'campaign', { aliases: [] }],
  ['list-empty', 'campaign', { my_list: [] }],
  ['dictionary-key', 'process', { environment_variables: { 'a b': 'c' } }],
  ['dictionary-key', 'file', { hashes: { MD: 'abc' } }],
  ['dictionary-empty', 'process', { environment_variables: {} }],
  ['dictionary-empty', 'campaign', { extensions: {} }],
  ['dictionary-value', 'process', { environment_variables: { home: 1 } }],
  ['object-type', 'campaign', { type: 'Campaign', id: `Campaign--${UUID}` }],
  ['object-type', 'campaign', { type: 'a--b', id: `a--b--${UUID}` }],
  ['object-type', 'indicator', { pattern: "[ab:value = 'a']" }],
  ['object-type-reserved', 'file', { type: 'action', id: `action--${UUID}` }],
  ['spec-version', 'campaign', { spec_version: '2.0' }],
  ['identifier', 'campaign', { id: 'campaign--1' }],
  ['identifier-type', 'campaign', { id: `malware--${UUID}` }],
  ['number-range', 'network-traffic', { src_port: 65_536 }],
  ['number-range', 'location', { latitude: 90.5 }],
  ['number-range', 'campaign', { confidence: 101 }],
  ['number-range', 'sighting', { count: -1 }],
  ['number-range', 'observed-data', { number_observed: 0 }],
  ['enum-value', 'opinion', { opinion: 'maybe' }],
  ['enum-value', 'artifact', { encryption_algorithm: 'ROT13' }],
  ['timestamp', 'campaign', { created: '2026-02-30T00:00:00.000Z' }],
  ['timestamp', 'campaign', { first_seen: '2026-02-03 00:00:00Z' }],
  ['timestamp', 'process', { created_time: '2026-02-03T24:00:00Z' }],
  ['timestamp-precision', 'campaign', { created: '2026-02-03T00:00:00Z' }],
  ['timestamp-order', 'campaign', { modified: EARLY }],
  ['timestamp-order', 'campaign', { first_seen: LATE, last_seen: EARLY }],
  ['timestamp-order', 'indicator', { valid_until: '2026-03-01T10:00:00.123456Z' }],
  ['timestamp-order', 'relationship', { stop_time: '2026-03-01T10:00:00.123456Z' }],
  ['timestamp-order', 'malware-analysis', { analysis_started: LATE }],
  ['timestamp-order', 'observed-data', { first_observed: LATE }],
  ['timestamp-order', 'sighting', { first_seen: LATE }],
  ['timestamp-order', 'network-traffic', { start: LATE }],
  ['timestamp-plausible', 'x509-certificate', { validity_not_before: LATE }],
  [
    'some-of',
    'location',
    { region: undefined, country: undefined, latitude: undefined, longitude: undefined, precision: undefined },
  ],
  ['some-of', 'file', { hashes: undefined, name: undefined, name_enc: undefined }],
  ['some-of', 'malware-analysis', { result: undefined, analysis_sco_refs: undefined }],
  ['some-of', 'network-traffic', { src_ref: undefined, dst_ref: undefined }],
  ['some-of', 'artifact', { payload_bin: undefined }],
  ['some-of', 'observed-data', { object_refs: undefined }],
  ['only-one-of', 'artifact', { url: 'https://example.com/a' }],
  ['only-one-of', 'observed-data', { objects: {} }],
  ['needs-property', 'location', { longitude: undefined }],
  ['needs-property', 'malware', { is_family: true, name: undefined }],
  ['needs-property', 'artifact', { encryption_algorithm: undefined }],
  ['excludes-property', 'network-traffic', { is_active: true }],
  ['excludes-property', 'email-message', { is_multipart: true }],
  ['binary', 'artifact', { payload_bin: 'not base64' }],
  ['binary', 'campaign', { my_bin: 'a' }],
  ['hex', 'file', { magic_number_hex: 'abc' }],
  ['hash-value', 'file', { hashes: { MD5: 'abc' } }],
  ['hash-algo', 'file', { hashes: { CRC32: 'abcdef01' } }],
  ['hash-length', 'file', { hashes: { [`x_${'a'.repeat(30)}`]: 'abc' } }],
  ['reference', 'report', { object_refs: ['campaign'] }],
  ['reference-type', 'sighting', { observed_data_refs: [`tool--${UUID}`] }],
  ['reference-type', 'sighting', { sighting_of_ref: `ipv4-addr--${UUID}` }],
  ['reference-type', 'relationship', { target_ref: `bundle--${UUID}` }],
  ['reference-type', 'observed-data', { object_refs: [`campaign--${UUID}`] }],
  ['reference-type', 'observed-data', { object_refs: [`sighting--${UUID}`] }],
  ['reference-type', 'campaign', { created_by_ref: `tool--${UUID}` }],
  ['reference-type', 'campaign', { object_marking_refs: [`indicator--${UUID}`] }],
  ['reference-type', 'language-content', { object_ref: `language-content--${UUID}` }],
  ['reference-self', 'marking-definition', { object_marking_refs: [`marking-definition--${UUID}`] }],
  ['language-tag', 'campaign', { lang: 'foo' }],
  ['language-tag', 'software', { languages: ['xx'] }],
  ['language-tag', 'language-content', { contents: { español: { name: 'a' } } }],
  ['language-content', 'language-content', { contents: { es: {} } }],
  ['some-of', 'campaign', { external_references: [{ source_name: 'acme' }] }],
  ['external-id', 'vulnerability', { external_references: [{ source_name: 'cve', external_id: '2016-1234' }] }],
  ['external-id', 'attack-pattern', { external_references: [{ source_name: 'CAPEC', external_id: 'CAPEC-163' }] }],
  ['extref-hashes', 'campaign', { external_references: [{ source_name: 'acme', url: 'https://example.com/' }] }],
  ['marking-definition', 'marking-definition', { definition: undefined }],
  ['marking-definition', 'marking-definition', { definition: { text: 'x' } }],
  ['marking-definition', 'marking-definition', { definition_type: 'tlp', definition: { tlp: 'blue' } }],
  ['marking-definition-type', 'marking-definition', { definition_type: 'house-rule' }],
  ['marking-tlp', 'marking-definition', { definition_type: 'tlp', definition: { tlp: 'red' } }],
  ['marking-selector', 'campaign', { granular_markings: [{ marking_ref: `marking-definition--${UUID}`, selectors: ['[0]'] }] }],
  [
    'marking-selector',
    'campaign',
    { granular_markings: [{ marking_ref: `marking-definition--${UUID}`, selectors: ['aliases.[9]'] }] },
  ],
  ['pattern', 'indicator', { pattern: '[file:size = 1' }],
  ['character-set', 'directory', { path_enc: 'no.such.set' }],
  ['cpe', 'software', { cpe: 'cpe:/a:example:editor' }],
  ['url', 'url', { value: 'foo' }],
  ['domain-name', 'domain-name', { value: 'a b' }],
  ['email-address', 'email-addr', { value: 'Mara <mara@example.com>' }],
  ['ip-address', 'ipv4-addr', { value: '198.51.100.3/33' }],
  ['ip-address', 'ipv6-addr', { value: '2001:db8::/129' }],
  ['mac-address', 'mac-addr', { value: 'D2-FB-49-24-37-18' }],
  ['media-type', 'artifact', { mime_type: 'picture/png' }],
  ['mime-type', 'file', { mime_type: 'zip' }],
  ['registry-key', 'windows-registry-key', { key: 'HKLM\\Software' }],
  ['relationship-type', 'relationship', { relationship_type: 'Indicates' }],
  ['relationship-types', 'relationship', { target_ref: `report--${UUID}` }],
  ['relationship-types', 'relationship', { relationship_type: 'befriends' }],
  ['relationship-types', 'relationship', { source_ref: `x-own--${UUID}` }],
  ['extension-name', 'file', { extensions: { 'x-example-com-thing': { rank: 1 } } }],
  ['extension-name', 'process', { extensions: { 'ntfs-ext': { sid: 'x' } } }],
  ['extension-type', 'campaign', declaring('new-thing')],
  [
    'extension-schema',
    'campaign',
    { extensions: { [LLM_ABUSE_EXTENSION]: { extension_type: 'property-extension', text: 'x' } } },
  ],
  ['extension-description', 'extension-definition', { description: undefined }],
  ['extension-properties', 'extension-definition', { extension_properties: undefined }],
  ['extension-properties-use', 'extension-definition', { extension_types: ['new-sdo'] }],
  ['semver', 'extension-definition', { version: '1' }],
  ['custom-prefix', 'campaign', { rank_of: 1 }],
  ['uuid-check', 'campaign', { id: `campaign--${UUID.replace('-4b', '-5b')}` }],
  ['uuid-check', 'url', { id: `url--${UUID}` }],
  ['uuid-check', 'process', { id: `process--${UUID.replace('-4b', '-5b')}` }],
  ['open-vocab-format', 'malware', { malware_types: ['Some Ware'] }],
  ['kill-chain-names', 'tool', { kill_chain_phases: [{ kill_chain_name: 'some_chain', phase_name: 'begin' }] }],
  ['observable-dictionary-keys', 'file', { my_own_dict: { FOO: 1 } }],
  ['malware-analysis-product', 'malware-analysis', { product: 'Some Engine' }],
  ['windows-process-priority-format', 'process', { extensions: { 'windows-process-ext': { priority: 'HIGH' } } }],
  ['attack-motivation', 'intrusion-set', { primary_motivation: 'boredom' }],
  ['attack-resource-level', 'threat-actor', { resource_level: 'huge' }],
  ['identity-class', 'identity', { identity_class: 'robot' }],
  ['indicator-types', 'indicator', { indicator_types: ['odd'] }],
  ['industry-sector', 'identity', { sectors: ['circus'] }],
  ['malware-types', 'malware', { malware_types: ['nuisance'] }],
  ['report-types', 'report', { report_types: ['gossip'] }],
  ['threat-actor-types', 'threat-actor', { threat_actor_types: ['ghost'] }],
  ['threat-actor-role', 'threat-actor', { roles: ['cook'] }],
  ['threat-actor-sophistication', 'threat-actor', { sophistication: 'odd' }],
  ['tool-types', 'tool', { tool_types: ['hammer'] }],
  ['region', 'location', { region: 'atlantis' }],
  ['grouping-context', 'grouping', { context: 'fun' }],
  ['implementation-languages', 'malware', { implementation_languages: ['cobol'] }],
  ['infrastructure-types', 'infrastructure', { infrastructure_types: ['bridge'] }],
  ['malware-result', 'malware-analysis', { result: 'odd' }],
  ['malware-capabilities', 'malware', { capabilities: ['sings'] }],
  ['processor-architecture', 'malware', { architecture_execution_envs: ['z80'] }],
  ['windows-pebinary-type', 'file', { extensions: { 'windows-pebinary-ext': { pe_type: 'elf' } } }],
  ['account-type', 'user-account', { account_type: 'guild' }],
  ['indicator-pattern-types', 'indicator', { pattern_type: 'zeek' }],
  ['protocols', 'network-traffic', { protocols: ['no_such'] }],
  ['ipfix', 'network-traffic', { ipfix: { NoSuch: 1 } }],
  ['http-request-headers', 'network-traffic', withExtension('http-request-ext', { request_header: { 'x-odd': ['a'] } })],
  ['socket-options', 'network-traffic', withExtension('socket-ext', { options: { SO_ODD: 1 } })],
  ['socket-option-family', 'network-traffic', withExtension('socket-ext', { options: { ODD_ONE: 1 } })],
  ['pdf-doc-info', 'file', { extensions: { 'pdf-ext': { document_info_dict: { Mood: 'good' } } } }],
  ['countries', 'location', { country: 'xx' }],
  ['network-traffic-ports', 'network-traffic', { dst_port: undefined }],
  ['indicator-properties', 'indicator', { name: undefined }],
  [
    'deprecated-properties',
    'observed-data',
    { object_refs: undefined, objects: { 0: { type: 'process', id: `process--${UUID}`, pid: 1 } } },
  ],
  [
    'observable-object-keys',
    'observed-data',
    { object_refs: undefined, objects: { a: { type: 'process', id: `process--${UUID}`, pid: 1 } } },
  ],
  [
    'content-missing',
    'windows-registry-key',
    { key: undefined, values: undefined, modified_time: undefined, creator_user_ref: undefined, number_of_subkeys: undefined },
  ],
  ['extensions-use', 'campaign', { x_example_com_rank: 1 }],
  ['extensions-use', 'campaign', { type: 'x-example-com-thing', id: `x-example-com-thing--${UUID}` }],
  ['extensions-use', 'file', { extensions: { 'x-example-com-thing-ext': { rank: 1 } } }],
];

function withExtension(name: string, change: Sample): Sample {
  const extensions = SAMPLES.get('network-traffic')!.extensions as Record<string, Sample>;
  return { extensions: { [name]: { ...extensions[name], ...change } } };
}

describe('validateStix', () => {
  it.each([...SAMPLES])('finds nothing in a %s with all its properties', (_, object) => {
    expect(validateStix(object).findings).toEqual([]);
  });

  it.each(CASES)('finds %s in a %s with %j', (rule, type, change) => {
    const { findings, valid } = validateStix(changed(type, change));
    expect(findings.map((finding) => finding.rule)).toContain(rule);
    if (RULES[rule].severity === 'must') expect(valid).toBe(false);
    for (const { section, severity, rule: name } of findings)
      expect([section, severity]).toEqual([RULES[name].section, RULES[name].severity]);
  });

  const elsewhere: RuleName[] = [
    'property-not-applicable',
    'bundle-content',
    'duplicate-ids',
    'duplicate-version',
    'reference-unresolved',
    'custom-prefix-lax',
    'object-type-strict',
    'property-strict',
  ];
  it('has a case for every rule', () => {
    const tried = new Set<string>([...CASES.map(([rule]) => rule), ...elsewhere]);
    expect(Object.keys(RULES).filter((rule) => !tried.has(rule))).toEqual([]);
  });

  it('keeps warnings from making an object invalid unless it is strict', () => {
    const object = changed('malware', { malware_types: ['nuisance'] });
    expect(validateStix(object).valid).toBe(true);
    expect(validateStix(object, { strict: true }).valid).toBe(false);
  });

  it.each(['malware-types', '216', '2', 'all-vocabs', 'approved-values', 'all'])('switches a warning off by %s', (name) => {
    const object = changed('malware', { malware_types: ['nuisance'] });
    expect(validateStix(object, { strict: true, disabled: [name] })).toMatchObject({ valid: true, findings: [] });
  });

  it('looks only for the warnings that are named, but for every error', () => {
    const object = changed('malware', {
      malware_types: ['nuisance'],
      kill_chain_phases: [{ kill_chain_name: 'A B', phase_name: 'c' }],
    });
    expect(validateStix(object, { enabled: ['kill-chain-names'] }).findings.map(({ rule }) => rule)).toEqual([
      'kill-chain-names',
    ]);
    expect(validateStix({ ...object, name: 7 }, { enabled: ['kill-chain-names'] }).valid).toBe(false);
  });

  it('knows no rule by a name that is none', () => {
    expect(rulesCalled('no-such')).toEqual([]);
    expect(rulesCalled('constructor')).toEqual([]);
    expect(rulesCalled('all')).toEqual(SWITCHABLE);
  });
});

describe('relationships of extensions', () => {
  const distilled = (change: Sample) =>
    changed('relationship', {
      relationship_type: 'distilled-from',
      source_ref: `software--${UUID}`,
      target_ref: `software--${UUID}`,
      ...change,
    });
  it('are taken where the relationship carries the extension', () => {
    const extensions = { [LLM_ABUSE_EXTENSION]: { extension_type: 'property-extension' } };
    expect(validateStix(distilled({ extensions })).findings).toEqual([]);
    expect(validateStix(distilled({})).findings.map(({ rule }) => rule)).toEqual(['relationship-types']);
  });
});

describe('custom content', () => {
  const undeclared = { disabled: ['extensions-use'], strict: true };
  const lax = { disabled: ['extensions-use', 'custom-prefix'], strict: true };
  it('is judged by its prefix where extensions are not asked for', () => {
    expect(validateStix(changed('campaign', { x_example_rank: 1 }), undeclared).valid).toBe(true);
    expect(validateStix(changed('campaign', { x_rank: 1 }), undeclared).valid).toBe(false);
    expect(validateStix(changed('campaign', { x_rank: 1 }), lax).valid).toBe(true);
    const { findings } = validateStix(changed('campaign', { rank_of: 1 }), lax);
    expect(findings.map(({ rule }) => rule)).toEqual(['custom-prefix-lax']);
  });

  it('is judged in patterns by the same measure', () => {
    const pattern = (text: string) => changed('indicator', { pattern: text });
    expect(validateStix(pattern("[harvest:rank = 'a']"), { strict: true }).valid).toBe(true);
    expect(validateStix(pattern("[harvest:rank = 'a']"), undeclared).findings.map(({ rule }) => rule)).toEqual([
      'custom-prefix',
      'custom-prefix',
    ]);
    expect(validateStix(pattern("[x-harvest:x_rank = 'a']"), lax).valid).toBe(true);
  });

  it('is taken as it is where an extension declares it', () => {
    expect(
      validateStix(changed('campaign', { rank: 1, ...declaring('toplevel-property-extension') }), { strict: true }).valid,
    ).toBe(true);
    const own = { ...changed('campaign', { type: 'harvest-report', id: `harvest-report--${UUID}` }), ...declaring('new-sdo') };
    expect(validateStix(own, { strict: true }).valid).toBe(true);
    expect(
      validateStix({ type: 'harvest-trace', id: `harvest-trace--${UUID}`, ...declaring('new-sco') }, { strict: true }).valid,
    ).toBe(true);
  });

  it('is refused where only what STIX defines may be', () => {
    const rules = (object: Sample, options: object) => validateStix(object, options).findings.map(({ rule }) => rule);
    expect(rules(changed('campaign', { rank: 1 }), { strictProperties: true })).toContain('property-strict');
    expect(rules(changed('indicator', { pattern: "[file:rank = 'a']" }), { strictProperties: true })).toEqual([
      'property-strict',
    ]);
    expect(rules(changed('indicator', { pattern: "[x-own:rank = 'a']" }), { strictTypes: true })).toEqual(['object-type-strict']);
    expect(rules(changed('campaign', { type: 'x-own', id: `x-own--${UUID}` }), { strictTypes: true })).toContain(
      'object-type-strict',
    );
  });
});

describe('bundles', () => {
  const bundle = (...objects: unknown[]) => ({ type: 'bundle', id: `bundle--${UUID}`, objects });
  const rules = (value: unknown, options = {}) =>
    validateStix(value, options).findings.map(({ rule, path }) => `${rule} ${path}`);
  const campaign = SAMPLES.get('campaign')!;

  it('hold objects and nothing else', () => {
    expect(validateStix(bundle(...SAMPLES.values()))).toMatchObject({ valid: true, objects: SAMPLES.size, findings: [] });
    expect(rules({ ...bundle(campaign), created: LATE })).toEqual(['property-not-applicable /created']);
    expect(rules(bundle())).toEqual(['list-empty /objects']);
    expect(rules(bundle(bundle(campaign)))).toEqual(['bundle-content /objects/0']);
    expect(rules({ type: 'bundle', id: `bundle--${UUID.replace('-4b', '-5b')}` })).toEqual(['uuid-check /id']);
    expect(rules({ type: 'bundle', objects: [7] })).toEqual(['required-property ', 'json-type /objects/0']);
  });

  it('hold each version once', () => {
    expect(rules(bundle(campaign, { ...campaign, modified: LATE }))).toEqual([]);
    expect(rules(bundle(campaign, campaign))).toEqual(['duplicate-ids /objects/1']);
    expect(rules(bundle(campaign, { ...campaign, name: 'another' }))).toEqual(['duplicate-version /objects/1']);
  });

  it('hold what they refer to where that is asked for', () => {
    const { object_marking_refs: _, granular_markings: __, ...plain } = campaign;
    expect(rules(bundle(plain), { enforceRefs: true })).toEqual(['reference-unresolved /objects/0/created_by_ref']);
    expect(rules(bundle(plain, SAMPLES.get('identity')), { enforceRefs: true })).not.toContain(
      'reference-unresolved /objects/0/created_by_ref',
    );
  });
});
