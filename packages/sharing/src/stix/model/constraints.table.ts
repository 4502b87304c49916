// SPDX-License-Identifier: Apache-2.0
/** What a type asks of several of its properties together; `when` and `value` name a property and its value. */
export type Constraint =
  /** At least one of these must be there. */
  | { readonly rule: 'some-of'; readonly names: readonly string[] }
  /** At most one of these may be there. */
  | { readonly rule: 'only-one-of'; readonly names: readonly string[] }
  /** Where one is there (with this value, if given), the others must be, too. */
  | { readonly rule: 'needs'; readonly when: string; readonly value?: boolean; readonly names: readonly string[] }
  /** Where one is there (with this value, if given), the others must not be. */
  | { readonly rule: 'excludes'; readonly when: string; readonly value?: boolean; readonly names: readonly string[] }
  /** The second time must not be before the first; `strict`: must be after it; `plausible`: nothing demands it. */
  | { readonly rule: 'order'; readonly names: readonly [string, string]; readonly strict?: true; readonly plausible?: true };

const someOf = (...names: string[]): Constraint => ({ rule: 'some-of', names });
const needs = (when: string, ...names: string[]): Constraint => ({ rule: 'needs', when, names });
const order = (first: string, second: string): Constraint => ({ rule: 'order', names: [first, second] });
const SEEN = order('first_seen', 'last_seen');

/** Of objects, of predefined extensions and of parts, by their name; `created`/`modified` holds for all. */
export const CONSTRAINTS: Readonly<Record<string, readonly Constraint[]>> = {
  campaign: [SEEN],
  indicator: [{ rule: 'order', names: ['valid_from', 'valid_until'], strict: true }],
  infrastructure: [SEEN],
  'intrusion-set': [SEEN],
  location: [
    someOf('region', 'country', 'latitude'),
    needs('latitude', 'longitude'),
    needs('longitude', 'latitude'),
    needs('precision', 'latitude', 'longitude'),
  ],
  malware: [SEEN, { rule: 'needs', when: 'is_family', value: true, names: ['name'] }],
  'malware-analysis': [someOf('result', 'analysis_sco_refs'), order('analysis_started', 'analysis_ended')],
  'observed-data': [
    someOf('objects', 'object_refs'),
    { rule: 'only-one-of', names: ['objects', 'object_refs'] },
    order('first_observed', 'last_observed'),
  ],
  'threat-actor': [SEEN],
  relationship: [{ rule: 'order', names: ['start_time', 'stop_time'], strict: true }],
  sighting: [SEEN],
  artifact: [
    someOf('payload_bin', 'url'),
    { rule: 'only-one-of', names: ['payload_bin', 'url'] },
    needs('url', 'hashes'),
    needs('decryption_key', 'encryption_algorithm'),
  ],
  'email-message': [
    { rule: 'excludes', when: 'is_multipart', value: true, names: ['body'] },
    { rule: 'excludes', when: 'is_multipart', value: false, names: ['body_multipart'] },
  ],
  'email-mime-part': [someOf('body', 'body_raw_ref'), { rule: 'only-one-of', names: ['body', 'body_raw_ref'] }],
  file: [someOf('hashes', 'name'), needs('name_enc', 'name')],
  'network-traffic': [
    someOf('src_ref', 'dst_ref'),
    { rule: 'excludes', when: 'is_active', value: true, names: ['end'] },
    order('start', 'end'),
  ],
  'tcp-ext': [someOf('src_flags_hex', 'dst_flags_hex')],
  'x509-certificate': [{ rule: 'order', names: ['validity_not_before', 'validity_not_after'], plausible: true }],
  'x509-v3-extensions': [
    {
      rule: 'order',
      names: ['private_key_usage_period_not_before', 'private_key_usage_period_not_after'],
      plausible: true,
    },
  ],
  'external-reference': [someOf('description', 'url', 'external_id'), needs('hashes', 'url')],
  'granular-marking': [someOf('lang', 'marking_ref'), { rule: 'only-one-of', names: ['lang', 'marking_ref'] }],
};

/** A process, an account, a key, a certificate or an extension must say something: at least one property of its own. */
export const NEEDS_CONTENT: ReadonlySet<string> = new Set([
  'process',
  'user-account',
  'windows-registry-key',
  'x509-certificate',
  'windows-registry-value',
  'windows-pe-optional-header',
  'x509-v3-extensions',
  'ntfs-ext',
  'pdf-ext',
  'raster-image-ext',
  'windows-process-ext',
  'windows-service-ext',
  'unix-account-ext',
]);
