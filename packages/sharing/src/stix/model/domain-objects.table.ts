// SPDX-License-Identifier: Apache-2.0
import { readShape, type Shape } from './shape.ts';

/** Properties common to domain objects, relationships and language content (STIX 2.1, section 3.2). */
const COMMON = `
  type! string; spec_version! string; id! string; created_by_ref ref(identity+); created! time(3); modified! time(3);
  revoked boolean; labels string[]; confidence integer(0..100); lang language;
  external_references external-reference[]; object_marking_refs ref(marking-definition)[];
  granular_markings granular-marking[]; extensions any;`;
const SEEN = 'first_seen time; last_seen time;';
const MOTIVES = `goals string[]; resource_level attack-resource-level-ov; primary_motivation attack-motivation-ov;
  secondary_motivations attack-motivation-ov[];`;

/** Domain objects (section 4). */
const DOMAIN = {
  'attack-pattern': 'name! string; description string; aliases string[]; kill_chain_phases kill-chain-phase[]',
  campaign: `name! string; description string; aliases string[]; ${SEEN} objective string`,
  'course-of-action': 'name! string; description string',
  grouping: 'name string; description string; context! grouping-context-ov; object_refs! ref(any)[]',
  identity: `name! string; description string; roles string[]; identity_class identity-class-ov;
    sectors industry-sector-ov[]; contact_information string`,
  incident: 'name! string; description string',
  indicator: `name string; description string; indicator_types indicator-type-ov[]; pattern! string;
    pattern_type! pattern-type-ov; pattern_version string; valid_from! time; valid_until time;
    kill_chain_phases kill-chain-phase[]`,
  infrastructure: `name! string; description string; infrastructure_types infrastructure-type-ov[]; aliases string[];
    kill_chain_phases kill-chain-phase[]; ${SEEN}`,
  'intrusion-set': `name! string; description string; aliases string[]; ${SEEN} ${MOTIVES}`,
  location: `name string; description string; latitude number(-90..90); longitude number(-180..180); precision number(0..);
    region region-ov; country country; administrative_area string; city string; street_address string; postal_code string`,
  malware: `name string; description string; malware_types malware-type-ov[]; is_family! boolean; aliases string[];
    kill_chain_phases kill-chain-phase[]; ${SEEN} operating_system_refs ref(software)[];
    architecture_execution_envs processor-architecture-ov[]; implementation_languages implementation-language-ov[];
    capabilities malware-capabilities-ov[]; sample_refs ref(artifact|file)[]`,
  'malware-analysis': `product! product-name; version string; host_vm_ref ref(software); operating_system_ref ref(software);
    installed_software_refs ref(software)[]; configuration_version string; modules string[];
    analysis_engine_version string; analysis_definition_version string; submitted time; analysis_started time;
    analysis_ended time; result_name string; result malware-result-ov; analysis_sco_refs ref(sco)[];
    sample_ref ref(artifact|file|network-traffic)`,
  note: 'abstract string; content! string; authors string[]; object_refs! ref(any)[]',
  'observed-data': `first_observed! time; last_observed! time; number_observed! integer(1..999999999); objects any;
    object_refs ref(sco|sro)[]`,
  opinion: 'explanation string; authors string[]; opinion! opinion-enum; object_refs! ref(any)[]',
  report: `name! string; description string; report_types report-type-ov[]; published! time; object_refs! ref(any)[]`,
  'threat-actor': `name! string; description string; threat_actor_types threat-actor-type-ov[]; aliases string[]; ${SEEN}
    roles threat-actor-role-ov[]; sophistication threat-actor-sophistication-ov; ${MOTIVES}
    personal_motivations attack-motivation-ov[]`,
  tool: `name! string; description string; tool_types tool-type-ov[]; aliases string[];
    kill_chain_phases kill-chain-phase[]; tool_version string`,
  vulnerability: 'name! string; description string',
} as const;

/** Relationship objects (section 5). */
const RELATIONSHIP = {
  relationship: `relationship_type! relationship-type; description string; source_ref! ref(sdo|sco); target_ref! ref(sdo|sco);
    start_time time; stop_time time`,
  sighting: `description string; ${SEEN} count integer(0..999999999); sighting_of_ref! ref(sdo);
    observed_data_refs ref(observed-data)[]; where_sighted_refs ref(identity|location)[]; summary boolean`,
} as const;

/** Meta objects (section 7); a marking definition lacks most of what is common. */
const META = {
  'language-content': 'object_ref! ref(any); object_modified time; contents! any',
  'extension-definition': `created_by_ref! ref(identity+); name! string; description string; schema! string; version! semver;
    extension_types! extension-type-enum[]; extension_properties property-name[]`,
} as const;
const MARKING_DEFINITION = `
  type! string; spec_version! string; id! string; created_by_ref ref(identity+); created! time(3);
  external_references external-reference[]; object_marking_refs ref(marking-definition)[];
  granular_markings granular-marking[]; extensions any; name string; definition_type string; definition any`;

const withCommon = (table: Readonly<Record<string, string>>): [string, Shape][] =>
  Object.entries(table).map(([type, notation]) => [type, readShape(`${COMMON} ${notation}`)]);

export const DOMAIN_SHAPES: ReadonlyMap<string, Shape> = new Map(withCommon(DOMAIN));
export const RELATIONSHIP_SHAPES: ReadonlyMap<string, Shape> = new Map(withCommon(RELATIONSHIP));
export const META_SHAPES: ReadonlyMap<string, Shape> = new Map([
  ...withCommon(META),
  ['marking-definition', readShape(MARKING_DEFINITION)],
]);

/** What a domain object or relationship of a type of its own has in common with the others. */
export const CUSTOM_OBJECT_SHAPE: Shape = readShape(COMMON);

/** Parts of objects (section 2). */
export const PARTS = {
  'external-reference': 'source_name! string; description string; url url; hashes hashes; external_id string',
  'kill-chain-phase': 'kill_chain_name! string; phase_name! string',
  'granular-marking': 'lang language; marking_ref ref(marking-definition); selectors! pattern-selector[]',
} as const;
