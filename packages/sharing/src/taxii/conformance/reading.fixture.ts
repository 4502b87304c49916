// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type Answer, ask, type Node } from './node.fixture.ts';
import {
  ADDRESS,
  MAIN,
  MAIN_ALIAS,
  MARKING,
  ONE_VERSION,
  READ_ONLY,
  RELATION,
  THREE_VERSIONS,
  TWO_SPECS,
  VERSIONS,
} from './seed.fixture.ts';

const OBJECTS = `/trust/collections/${MAIN}/objects/`;
const MANIFEST = `/trust/collections/${MAIN}/manifest/`;
const ALL_IDS = [RELATION, ONE_VERSION, MARKING, TWO_SPECS, THREE_VERSIONS];

const idsOf = ({ json }: Answer): unknown[] => (json.objects ?? []).map(({ id }) => id);
const versionsOf = ({ json }: Answer): unknown[] => (json.objects ?? []).map(({ modified }) => modified);

/** Filters, pages, and what comes back of objects, manifests and versions. */
export function readingContract(given: () => Node): void {
  const get = (path: string): Promise<Answer> => ask(given(), path);

  describe('TAXII 2.1 §5.4, objects', () => {
    it('gives the last version of each, in the newest STIX version, by date_added', async () => {
      const answer = await get(OBJECTS);
      expect(answer.status).toBe(200);
      expect(idsOf(answer)).toEqual(ALL_IDS);
      expect(answer.json.more).toBe(false);
      expect(answer.json).not.toHaveProperty('next');
      expect(answer.json.objects![3]).toMatchObject({ spec_version: '2.1' });
      expect(versionsOf(answer)[4]).toBe(VERSIONS[2]);
    });

    it('is reached by the alias of the collection as well', async () => {
      expect(idsOf(await get(`/trust/collections/${MAIN_ALIAS}/objects/`))).toEqual(ALL_IDS);
    });

    it('gives objects as they came, byte for byte', async () => {
      const text = `{ "type": "tool", "spec_version": "2.1", "id": "tool--00000000-0000-4000-8000-000000000099",\n "created": "2022-01-01T00:00:00.1Z", "modified":"2022-01-01T00:00:00.100000Z", "name": "\\u00e9\\/é😀", "x": 1.0 }`;
      await ask(given(), OBJECTS, { body: `{"objects": [ ${text} ]}` });
      expect((await get(`${OBJECTS}tool--00000000-0000-4000-8000-000000000099/`)).text).toContain(`[${text}]`);
    });

    it('gives an empty object where there is nothing', async () => {
      const { text, headers } = await get(`/trust/collections/${READ_ONLY}/objects/`);
      expect(text).toBe('{}');
      expect(headers.has('x-taxii-date-added-first')).toBe(false);
    });
  });

  describe('TAXII 2.1 §3.2, the headers with date_added', () => {
    it.each([
      [OBJECTS, '2021-02-01T00:00:00.000000Z', '2021-03-03T12:00:00.935000Z'],
      [MANIFEST, '2021-02-01T00:00:00.000000Z', '2021-03-03T12:00:00.935000Z'],
      [`${OBJECTS}${THREE_VERSIONS}/`, '2021-03-03T12:00:00.935000Z', '2021-03-03T12:00:00.935000Z'],
      [`${OBJECTS}${THREE_VERSIONS}/versions/`, '2021-03-01T00:00:02.001000Z', '2021-03-03T12:00:00.935000Z'],
      [`${OBJECTS}?limit=2`, '2021-02-01T00:00:00.000000Z', '2021-03-01T00:00:01.000100Z'],
    ])('are those of the page %s', async (path, first, last) => {
      const { headers } = await get(path);
      expect(headers.get('x-taxii-date-added-first')).toBe(first);
      expect(headers.get('x-taxii-date-added-last')).toBe(last);
    });
  });

  describe('TAXII 2.1 §3.4, added_after', () => {
    it.each([
      ['2021-03-02T00:00:00Z', [MARKING, TWO_SPECS, THREE_VERSIONS]],
      // What was added at that moment is not after it.
      ['2021-03-02T12:00:00.000000Z', [TWO_SPECS, THREE_VERSIONS]],
      ['2021-03-02T11:59:59.999999Z', [MARKING, TWO_SPECS, THREE_VERSIONS]],
      ['2021-03-03T12:00:00.935Z', []],
    ])('%s', async (time, ids) => {
      expect(idsOf(await get(`${OBJECTS}?added_after=${time}`))).toEqual(ids);
      expect(idsOf(await get(`${MANIFEST}?added_after=${time}`))).toEqual(ids);
    });

    it('works for one object and for its versions', async () => {
      const object = `${OBJECTS}${THREE_VERSIONS}/`;
      expect((await get(`${object}?added_after=2021-03-03T12:00:01Z`)).text).toBe('{}');
      expect(idsOf(await get(`${object}?added_after=2021-03-03T00:00:00Z`))).toHaveLength(1);
      expect((await get(`${object}versions/?added_after=2021-03-02T10:00:00Z`)).json.versions).toEqual(VERSIONS.slice(1));
    });

    it.each([
      '',
      'yesterday',
      '2021-03-02',
      '2021-03-02T12:00:00',
      '2021-03-02T12:00:00%2B00:00',
      '2021-02-30T00:00:00Z',
      '1614682800',
    ])('answers 400 for %j', async (time) => {
      expect((await get(`${OBJECTS}?added_after=${time}`)).status).toBe(400);
    });
  });

  describe('TAXII 2.1 §3.4.1, match[id]', () => {
    it.each([
      [ONE_VERSION, [ONE_VERSION]],
      [`${TWO_SPECS},${ONE_VERSION}`, [ONE_VERSION, TWO_SPECS]],
      [`${ONE_VERSION},${ADDRESS}`, [ONE_VERSION]],
      [ADDRESS, []],
    ])('%s', async (match, ids) => {
      expect(idsOf(await get(`${OBJECTS}?match[id]=${match}`))).toEqual(ids);
      expect(idsOf(await get(`${MANIFEST}?match%5Bid%5D=${match}`))).toEqual(ids);
    });
  });

  describe('TAXII 2.1 §3.4.1, match[type]', () => {
    it.each([
      ['indicator', [ONE_VERSION, THREE_VERSIONS]],
      ['indicator,marking-definition', [ONE_VERSION, MARKING, THREE_VERSIONS]],
      ['marking-definition,indicator,tool,malware', [ONE_VERSION, MARKING, TWO_SPECS, THREE_VERSIONS]],
      ['tool', []],
    ])('%s', async (match, ids) => {
      expect(idsOf(await get(`${OBJECTS}?match[type]=${match}`))).toEqual(ids);
      expect(idsOf(await get(`${MANIFEST}?match[type]=${match}`))).toEqual(ids);
    });

    it('goes together with the other filters', async () => {
      expect(idsOf(await get(`${OBJECTS}?match[type]=indicator&match[id]=${ONE_VERSION},${MARKING}`))).toEqual([ONE_VERSION]);
      const path = `${OBJECTS}?match[type]=indicator&match[version]=${VERSIONS[2]}`;
      expect(idsOf(await get(path))).toEqual([THREE_VERSIONS]);
    });
  });

  describe('TAXII 2.1 §3.4.1, match[version]', () => {
    const object = `${OBJECTS}${THREE_VERSIONS}/`;
    it.each([
      ['last', [VERSIONS[2]]],
      ['first', [VERSIONS[0]]],
      ['all', [...VERSIONS]],
      [VERSIONS[1], [VERSIONS[1]]],
      // The same moment, written otherwise.
      ['2021-03-02T10:20:30.444000Z', [VERSIONS[1]]],
      [`${VERSIONS[1]},last`, VERSIONS.slice(1)],
      [`first,${VERSIONS[1]}`, VERSIONS.slice(0, 2)],
      ['first,last', [VERSIONS[0], VERSIONS[2]]],
      [`last,${VERSIONS[2]}`, [VERSIONS[2]]],
      [`${VERSIONS[0]},${VERSIONS[1]},2030-01-01T00:00:00Z`, VERSIONS.slice(0, 2)],
      ['2030-01-01T00:00:00Z', []],
    ])('%s', async (match, versions) => {
      expect(versionsOf(await get(`${object}?match[version]=${match}`))).toEqual(versions);
      expect(versionsOf(await get(`${OBJECTS}?match[id]=${THREE_VERSIONS}&match[version]=${match}`))).toEqual(versions);
      const manifest = await get(`${MANIFEST}?match[id]=${THREE_VERSIONS}&match[version]=${match}`);
      expect((manifest.json.objects ?? []).map(({ version }) => version)).toEqual(versions);
    });

    it('all gives every version of everything in the newest STIX version', async () => {
      expect(idsOf(await get(`${OBJECTS}?match[version]=all`))).toHaveLength(7);
    });

    it.each(['', 'newest', 'last,', 'all,last', `all,${VERSIONS[0]}`, '2021-03-02', 'Last'])(
      'answers 400 for %j',
      async (match) => {
        expect((await get(`${OBJECTS}?match[version]=${match}`)).status).toBe(400);
      },
    );
  });

  describe('TAXII 2.1 §3.4.1, match[spec_version]', () => {
    const malware = `${OBJECTS}${TWO_SPECS}/`;
    it('2.0 gives what is of it', async () => {
      const answer = await get(`${OBJECTS}?match[spec_version]=2.0`);
      expect(idsOf(answer)).toEqual([TWO_SPECS]);
      expect(answer.json.objects![0]).not.toHaveProperty('spec_version');
      expect((await get(`${MANIFEST}?match[spec_version]=2.0`)).json.objects).toMatchObject([
        { media_type: 'application/stix+json;version=2.0' },
      ]);
    });

    it.each([
      ['match[spec_version]=2.1', ['2021-01-01T00:00:00.000Z']],
      ['match[spec_version]=2.0', ['2021-02-23T18:30:00.000Z']],
      // The last version among both.
      ['match[spec_version]=2.0,2.1', ['2021-02-23T18:30:00.000Z']],
      ['match[spec_version]=2.0,2.1&match[version]=all', ['2021-01-01T00:00:00.000Z', '2021-02-23T18:30:00.000Z']],
      ['match[spec_version]=3.0', []],
      ['', ['2021-01-01T00:00:00.000Z']],
    ])('%j', async (query, versions) => {
      expect(versionsOf(await get(`${malware}?${query}`))).toEqual(versions);
    });

    it('chooses versions of an object as well', async () => {
      expect((await get(`${malware}versions/`)).json.versions).toEqual(['2021-01-01T00:00:00.000Z']);
      expect((await get(`${malware}versions/?match[spec_version]=2.0,2.1`)).json.versions).toHaveLength(2);
    });

    it('answers 400 for what is no version', async () => {
      expect((await get(`${OBJECTS}?match[spec_version]=two`)).status).toBe(400);
    });
  });

  describe('TAXII 2.1 §3.5, pagination', () => {
    it.each([OBJECTS, MANIFEST, `${OBJECTS}${THREE_VERSIONS}/`, `${OBJECTS}${THREE_VERSIONS}/versions/`])(
      'walks through %s one by one, and says exactly when it is over',
      async (path) => {
        const query = path.endsWith('versions/') ? '' : '&match[version]=all&match[spec_version]=2.0,2.1';
        const whole = await get(`${path}?limit=20${query}`);
        const expected = whole.json.objects ?? whole.json.versions!;
        const seen: unknown[] = [];
        for (let next = ''; ; ) {
          const { json } = await get(`${path}?limit=1${query}${next}`);
          seen.push(...(json.objects ?? json.versions!));
          expect(json.more).toBe(seen.length < expected.length);
          if (json.more !== true) break;
          next = `&next=${json.next}`;
        }
        expect(seen).toEqual(expected);
      },
    );

    it('takes a larger or smaller limit on the way', async () => {
      const { json } = await get(`${OBJECTS}?limit=3`);
      expect(idsOf(await get(`${OBJECTS}?limit=1&next=${json.next}`))).toEqual([TWO_SPECS]);
      expect(idsOf(await get(`${OBJECTS}?next=${json.next}`))).toEqual([TWO_SPECS, THREE_VERSIONS]);
    });

    it.each([
      ['match[version]=all', 'match[version]=first'],
      ['match[version]=all', ''],
      ['match[type]=indicator,malware', 'match[type]=indicator'],
      ['added_after=2021-01-01T00:00:00Z', 'added_after=2021-01-02T00:00:00Z'],
    ])('answers 400 when next comes with other parameters: %s, then %s', async (before, then) => {
      const { json } = await get(`${OBJECTS}?limit=1&${before}`);
      expect((await get(`${OBJECTS}?limit=1&${before}&next=${json.next}`)).status).toBe(200);
      const answer = await get(`${OBJECTS}?limit=1&${then}&next=${json.next}`);
      expect(answer.status).toBe(400);
      expect(answer.json).toMatchObject({ title: 'ProcessingError', http_status: '400' });
    });

    it('answers 400 when next is of another endpoint, or made up', async () => {
      const next = (await get(`${OBJECTS}?limit=1`)).json.next!;
      const forged = `${next.startsWith('A') ? 'B' : 'A'}${next.slice(1)}`;
      expect((await get(`${MANIFEST}?limit=1&next=${next}`)).status).toBe(400);
      for (const bad of [forged, `${next}A`, next.slice(1), 'a', '', '%00', 'é']) {
        expect((await get(`${OBJECTS}?limit=1&next=${bad}`)).status).toBe(400);
      }
    });

    it('cuts a large limit down, and answers 400 for what is none', async () => {
      expect(idsOf(await get(`${OBJECTS}?limit=999999`))).toHaveLength(5);
      for (const limit of ['0', '-20', 'a', '1.5', '', '1e3', '%2B5', '0x10', '9'.repeat(30)]) {
        expect((await get(`${OBJECTS}?limit=${limit}`)).status).toBe(400);
      }
    });

    it('loses nothing for a client that goes on by X-TAXII-Date-Added-Last', async () => {
      const path = `/trust/collections/${READ_ONLY}/objects/`;
      const collection = (await given().store.collection('trust', READ_ONLY))!;
      const tool = (n: number) => `tool--00000000-0000-4000-8000-0000000001${String(n).padStart(2, '0')}`;
      const objects = Array.from({ length: 30 }, (_, n) => ({
        id: tool(n),
        type: 'tool',
        spec: '2.1',
        version: '2022-01-01T00:00:00Z',
        body: `{"id":"${tool(n)}"}`,
        label: 'green',
      }));
      await given().store.add(collection, objects, Date.now() * 1000);
      const seen: unknown[] = [];
      for (let last = '1970-01-01T00:00:00Z'; ; ) {
        const answer = await get(`${path}?limit=7&added_after=${last}`);
        seen.push(...idsOf(answer));
        if (answer.json.more !== true) break;
        last = answer.headers.get('x-taxii-date-added-last')!;
      }
      expect(seen).toEqual(objects.map(({ id }) => id));
    });
  });

  describe('TAXII 2.1 §5.3, manifests', () => {
    it('say id, date_added, version and media type', async () => {
      expect((await get(`${MANIFEST}?match[id]=${THREE_VERSIONS}`)).json).toEqual({
        more: false,
        objects: [
          {
            id: THREE_VERSIONS,
            date_added: '2021-03-03T12:00:00.935000Z',
            version: VERSIONS[2],
            media_type: 'application/stix+json;version=2.1',
          },
        ],
      });
    });

    it('take `created` as version of what has no `modified`', async () => {
      expect((await get(`${MANIFEST}?match[id]=${MARKING}`)).json.objects).toMatchObject([
        { version: '2021-01-20T00:00:00.000Z' },
      ]);
    });

    it('are empty objects where there is nothing', async () => {
      expect((await get(`${MANIFEST}?match[type]=tool`)).text).toBe('{}');
    });
  });

  describe('TAXII 2.1 §5.6, an object', () => {
    it('answers 404 for one that is not there, and an empty object where the filters leave nothing', async () => {
      expect((await get(`${OBJECTS}${ADDRESS}/`)).status).toBe(404);
      expect((await get(`${OBJECTS}nonsense/`)).status).toBe(404);
      const { status, text } = await get(`${OBJECTS}${ONE_VERSION}/?match[spec_version]=2.0`);
      expect([status, text]).toEqual([200, '{}']);
    });

    it('does not look at filters that are for lists', async () => {
      expect(idsOf(await get(`${OBJECTS}${ONE_VERSION}/?match[type]=tool&match[id]=x`))).toEqual([ONE_VERSION]);
    });
  });

  describe('TAXII 2.1 §5.8, versions of an object', () => {
    it('lists them by date_added', async () => {
      const { json } = await get(`${OBJECTS}${THREE_VERSIONS}/versions/`);
      expect(json).toEqual({ more: false, versions: [...VERSIONS] });
    });

    it('answers 404 for an object that is not there', async () => {
      expect((await get(`${OBJECTS}${ADDRESS}/versions/`)).status).toBe(404);
    });
  });
}
