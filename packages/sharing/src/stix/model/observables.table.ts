// SPDX-License-Identifier: Apache-2.0
import { readShape, type Shape } from './shape.ts';

/** Properties common to observables (STIX 2.1, section 3.2). */
const COMMON = `
  type! string; spec_version string; id! string; object_marking_refs ref(marking-definition)[];
  granular_markings granular-marking[]; defanged boolean; extensions any;`;
const FILE_TIMES = 'ctime time; mtime time; atime time;';

/** Observables (section 6). */
const OBSERVABLES = {
  artifact: `mime_type artifact-media-type; payload_bin binary; url url; hashes hashes;
    encryption_algorithm encryption-algorithm-enum; decryption_key string`,
  'autonomous-system': 'number! integer(0..4294967295); name string; rir string',
  directory: `path! string; path_enc character-set; ${FILE_TIMES} contains_refs ref(file|directory)[]`,
  'domain-name': 'value! domain-name; resolves_to_refs ref(ipv4-addr|ipv6-addr|domain-name)[]',
  'email-addr': 'value! email-address; display_name string; belongs_to_ref ref(user-account)',
  'email-message': `is_multipart! boolean; date time; content_type string; from_ref ref(email-addr);
    sender_ref ref(email-addr); to_refs ref(email-addr)[]; cc_refs ref(email-addr)[]; bcc_refs ref(email-addr)[];
    message_id string; subject string; received_lines string[]; additional_header_fields dictionary(mail-headers);
    body string; body_multipart email-mime-part[]; raw_email_ref ref(artifact)`,
  file: `hashes hashes; size integer(0..); name string; name_enc character-set; magic_number_hex hex; mime_type media-type;
    ${FILE_TIMES} parent_directory_ref ref(directory); contains_refs ref(sco)[]; content_ref ref(artifact)`,
  'ipv4-addr': 'value! ipv4; resolves_to_refs ref(mac-addr)[]; belongs_to_refs ref(autonomous-system)[]',
  'ipv6-addr': 'value! ipv6; resolves_to_refs ref(mac-addr)[]; belongs_to_refs ref(autonomous-system)[]',
  'mac-addr': 'value! mac-address',
  mutex: 'name! string',
  'network-traffic': `start time; end time; is_active boolean; src_ref ref(ipv4-addr|ipv6-addr|mac-addr|domain-name);
    dst_ref ref(ipv4-addr|ipv6-addr|mac-addr|domain-name); src_port integer(0..65535); dst_port integer(0..65535);
    protocols! protocol[]; src_byte_count integer(0..); dst_byte_count integer(0..); src_packets integer(0..);
    dst_packets integer(0..); ipfix dictionary(ipfix); src_payload_ref ref(artifact); dst_payload_ref ref(artifact);
    encapsulates_refs ref(network-traffic)[]; encapsulated_by_ref ref(network-traffic)`,
  process: `is_hidden boolean; pid integer(0..); created_time time; cwd string; command_line string;
    environment_variables dictionary(strings); opened_connection_refs ref(network-traffic)[];
    creator_user_ref ref(user-account); image_ref ref(file); parent_ref ref(process); child_refs ref(process)[]`,
  software: 'name! string; cpe cpe; swid string; languages language[]; vendor string; version string',
  url: 'value! url',
  'user-account': `user_id string; credential string; account_login string; account_type account-type-ov;
    display_name string; is_service_account boolean; is_privileged boolean; can_escalate_privs boolean;
    is_disabled boolean; account_created time; account_expires time; credential_last_changed time;
    account_first_login time; account_last_login time`,
  'windows-registry-key': `key string; values windows-registry-value[]; modified_time time;
    creator_user_ref ref(user-account); number_of_subkeys integer(0..)`,
  'x509-certificate': `is_self_signed boolean; hashes hashes; version string; serial_number string;
    signature_algorithm string; issuer string; validity_not_before time; validity_not_after time; subject string;
    subject_public_key_algorithm string; subject_public_key_modulus string; subject_public_key_exponent integer;
    x509_v3_extensions x509-v3-extensions`,
} as const;

/** Extensions that the specification itself defines, by the observable they belong to. */
const EXTENSIONS = {
  file: {
    'archive-ext': 'contains_refs! ref(file|directory)[]; comment string',
    'ntfs-ext': 'sid string; alternate_data_streams alternate-data-stream[]',
    'pdf-ext': 'version string; is_optimized boolean; document_info_dict dictionary(pdf-info); pdfid0 string; pdfid1 string',
    'raster-image-ext': 'image_height integer; image_width integer; bits_per_pixel integer; exif_tags dictionary(exif)',
    'windows-pebinary-ext': `pe_type! windows-pebinary-type-ov; imphash string; machine_hex hex;
      number_of_sections integer(0..); time_date_stamp time(0..0); pointer_to_symbol_table_hex hex;
      number_of_symbols integer(0..); size_of_optional_header integer(0..); characteristics_hex hex;
      file_header_hashes hashes; optional_header windows-pe-optional-header; sections windows-pe-section[]`,
  },
  'network-traffic': {
    'http-request-ext': `request_method! string; request_value! string; request_version string;
      request_header dictionary(http-headers); message_body_length integer(0..); message_body_data_ref ref(artifact)`,
    'icmp-ext': 'icmp_type_hex! hex; icmp_code_hex! hex',
    'socket-ext': `address_family! network-socket-address-family-enum; is_blocking boolean; is_listening boolean;
      options dictionary(socket-options); socket_type network-socket-type-enum; socket_descriptor integer(0..);
      socket_handle integer`,
    'tcp-ext': 'src_flags_hex hex; dst_flags_hex hex',
  },
  process: {
    'windows-process-ext': `aslr_enabled boolean; dep_enabled boolean; priority window-priority; owner_sid string;
      window_title string; startup_info dictionary(startup-info); integrity_level windows-integrity-level-enum`,
    'windows-service-ext': `service_name string; descriptions string[]; display_name string; group_name string;
      start_type windows-service-start-type-enum; service_dll_refs ref(file)[]; service_type windows-service-type-enum;
      service_status windows-service-status-enum`,
  },
  'user-account': { 'unix-account-ext': 'gid integer; groups string[]; home_dir string; shell string' },
} as const;

/** Parts of observables and of their extensions. */
export const OBSERVABLE_PARTS = {
  'alternate-data-stream': 'name! string; hashes hashes; size integer(0..)',
  'email-mime-part': 'body string; body_raw_ref ref(artifact|file); content_type string; content_disposition string',
  'windows-pe-optional-header': `magic_hex hex; major_linker_version integer; minor_linker_version integer;
    size_of_code integer(0..); size_of_initialized_data integer(0..); size_of_uninitialized_data integer(0..);
    address_of_entry_point integer; base_of_code integer; base_of_data integer; image_base integer;
    section_alignment integer; file_alignment integer; major_os_version integer; minor_os_version integer;
    major_image_version integer; minor_image_version integer; major_subsystem_version integer;
    minor_subsystem_version integer; win32_version_value_hex hex; size_of_image integer(0..); size_of_headers integer(0..);
    checksum_hex hex; subsystem_hex hex; dll_characteristics_hex hex; size_of_stack_reserve integer(0..);
    size_of_stack_commit integer(0..); size_of_heap_reserve integer(0..); size_of_heap_commit integer(0..); loader_flags_hex hex;
    number_of_rva_and_sizes integer; hashes hashes`,
  'windows-pe-section': 'name! string; size integer(0..); entropy number; hashes hashes',
  'windows-registry-value': 'name string; data string; data_type windows-registry-datatype-enum',
  'x509-v3-extensions': `basic_constraints string; name_constraints string; policy_constraints string; key_usage string;
    extended_key_usage string; subject_key_identifier string; authority_key_identifier string;
    subject_alternative_name string; issuer_alternative_name string; subject_directory_attributes string;
    crl_distribution_points string; inhibit_any_policy string; private_key_usage_period_not_before time;
    private_key_usage_period_not_after time; certificate_policies string; policy_mappings string`,
} as const;

export const OBSERVABLE_SHAPES: ReadonlyMap<string, Shape> = new Map(
  Object.entries(OBSERVABLES).map(([type, notation]) => [type, readShape(`${COMMON} ${notation}`)]),
);
export const EXTENSION_SHAPES: ReadonlyMap<string, ReadonlyMap<string, Shape>> = new Map(
  Object.entries(EXTENSIONS).map(([type, table]) => [
    type,
    new Map(Object.entries(table).map(([name, notation]) => [name, readShape(notation)])),
  ]),
);
/** What an observable of a type of its own has in common with the others. */
export const CUSTOM_OBSERVABLE_SHAPE: Shape = readShape(COMMON);
