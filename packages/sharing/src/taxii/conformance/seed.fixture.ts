// SPDX-License-Identifier: Apache-2.0
/** Data for the conformance suite, in the layout that `seedTaxii` reads. Everything in it is made up. */

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const MAIN = uuid(1);
export const MAIN_ALIAS = 'main-feed';
export const WRITABLE = uuid(2);
export const READ_ONLY = uuid(3);
export const WRITE_ONLY = uuid(4);
export const CLOSED = uuid(5);
export const MAX_CONTENT_LENGTH = 20_000;

export const THREE_VERSIONS = `indicator--${uuid(11)}`;
export const ONE_VERSION = `indicator--${uuid(12)}`;
export const RELATION = `relationship--${uuid(13)}`;
export const MARKING = `marking-definition--${uuid(14)}`;
/** One version in STIX 2.0 and an earlier one in STIX 2.1, added at the same moment. */
export const TWO_SPECS = `malware--${uuid(15)}`;
export const ADDRESS = 'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4';

export const VERSIONS = ['2021-03-01T00:00:00.000Z', '2021-03-02T10:20:30.444Z', '2021-03-03T00:00:00.935Z'] as const;
export const STATUS = uuid(21);

function indicator(id: string, modified: string, pattern = "[ipv4-addr:value = '198.51.100.3']"): Record<string, unknown> {
  const created = VERSIONS[0];
  return {
    type: 'indicator',
    spec_version: '2.1',
    id,
    created,
    modified,
    pattern,
    pattern_type: 'stix',
    valid_from: created,
  };
}

const malware = { type: 'malware', id: TWO_SPECS, created: '2021-01-01T00:00:00.000Z', name: 'Shape', is_family: true };

const OBJECTS: readonly (readonly [added: string, spec: string, object: Record<string, unknown>])[] = [
  [
    '2021-02-01T00:00:00.000000Z',
    '2.1',
    {
      type: 'relationship',
      spec_version: '2.1',
      id: RELATION,
      created: '2021-02-01T00:00:00.000Z',
      modified: '2021-02-01T00:00:00.000Z',
      relationship_type: 'indicates',
      source_ref: ONE_VERSION,
      target_ref: TWO_SPECS,
    },
  ],
  ['2021-03-01T00:00:01.000100Z', '2.1', indicator(ONE_VERSION, VERSIONS[0])],
  ['2021-03-01T00:00:02.001000Z', '2.1', indicator(THREE_VERSIONS, VERSIONS[0])],
  ['2021-03-02T11:00:00.000000Z', '2.1', indicator(THREE_VERSIONS, VERSIONS[1])],
  [
    '2021-03-02T12:00:00.000000Z',
    '2.1',
    {
      type: 'marking-definition',
      spec_version: '2.1',
      id: MARKING,
      created: '2021-01-20T00:00:00.000Z',
      definition_type: 'statement',
      definition: { statement: 'For tests.' },
    },
  ],
  ['2021-03-02T13:00:00.997000Z', '2.1', { ...malware, spec_version: '2.1', modified: '2021-01-01T00:00:00.000Z' }],
  ['2021-03-02T13:00:00.997000Z', '2.0', { ...malware, modified: '2021-02-23T18:30:00.000Z' }],
  ['2021-03-03T12:00:00.935000Z', '2.1', indicator(THREE_VERSIONS, VERSIONS[2])],
];

const rights = (can_read: boolean, can_write: boolean) => ({
  can_read,
  can_write,
  media_types: ['application/stix+json;version=2.1'],
});

export const SEED: Readonly<Record<string, unknown>> = {
  '/discovery': {
    title: 'A server',
    description: 'For tests',
    contact: 'nobody@example.org',
    default: 'http://localhost:5000/trust/',
    api_roots: ['http://localhost:5000/empty/', 'http://localhost:5000/trust/'],
  },
  empty: { information: { title: 'Nothing here', versions: [], max_content_length: 9_765_625 }, status: [], collections: [] },
  trust: {
    information: { title: 'Trust group', description: 'Of friends', max_content_length: MAX_CONTENT_LENGTH },
    status: [
      {
        id: STATUS,
        status: 'pending',
        request_timestamp: '2021-03-01T00:00:00.000000Z',
        total_count: 3,
        success_count: 1,
        successes: [{ id: ONE_VERSION, version: VERSIONS[0], message: 'Taken.' }],
        failure_count: 1,
        failures: [{ id: TWO_SPECS, version: VERSIONS[0], message: 'Not taken.' }],
        pending_count: 1,
        pendings: [{ id: RELATION, version: VERSIONS[0] }],
      },
    ],
    collections: [
      { id: WRITE_ONLY, title: 'Write only', ...rights(false, true) },
      { id: WRITABLE, title: 'For adding', ...rights(true, true) },
      {
        id: MAIN,
        alias: MAIN_ALIAS,
        title: 'Main',
        description: 'What is read',
        ...rights(true, true),
        objects: OBJECTS.map(([, , object]) => object),
        manifest: OBJECTS.map(([date_added, spec, object]) => ({
          id: object['id'],
          date_added,
          version: object['modified'] ?? object['created'],
          media_type: `application/stix+json;version=${spec}`,
        })),
      },
      { id: READ_ONLY, title: 'Read only', ...rights(true, false) },
      { id: CLOSED, title: 'Closed', ...rights(false, false) },
    ],
  },
};
