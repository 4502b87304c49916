// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type Answer, ask, indicator, type Node } from './node.fixture.ts';
import { ADDRESS, MAX_CONTENT_LENGTH, WRITABLE } from './seed.fixture.ts';

const OBJECTS = `/trust/collections/${WRITABLE}/objects/`;
const id = (n: number): string => `indicator--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const day = (n: number): string => `2022-01-0${n}T00:00:00.000Z`;
const address = { type: 'ipv4-addr', spec_version: '2.1', id: ADDRESS, value: '198.51.100.3' };

/** Adding and deleting. */
export function changingContract(given: () => Node): void {
  const get = (path: string): Promise<Answer> => ask(given(), `${OBJECTS}${path}`);
  const post = (objects: unknown[]): Promise<Answer> => ask(given(), OBJECTS, { body: { objects } });
  const remove = (path: string): Promise<Answer> => ask(given(), `${OBJECTS}${path}`, { method: 'DELETE' });

  describe('TAXII 2.1 §5.5, adding objects', () => {
    it('answers 202 with a status whose counts are numbers, and the status can be asked for', async () => {
      const { status, json } = await post([indicator(id(1)), indicator(id(2))]);
      expect(status).toBe(202);
      expect(json).toMatchObject({
        status: 'complete',
        total_count: 2,
        success_count: 2,
        failure_count: 0,
        pending_count: 0,
        successes: [
          { id: id(1), version: day(1) },
          { id: id(2), version: day(1) },
        ],
      });
      expect(json).not.toHaveProperty('failures');
      expect(json).not.toHaveProperty('pendings');
      expect(json['request_timestamp']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect((await ask(given(), `/trust/status/${String(json['id'])}/`)).json).toEqual(json);
      expect((await get('')).json.objects).toHaveLength(2);
    });

    it('takes an exact duplicate as a success that changes nothing', async () => {
      await post([indicator(id(1))]);
      const before = await ask(given(), `/trust/collections/${WRITABLE}/manifest/`);
      const { status, json } = await post([indicator(id(1)), indicator(id(1))]);
      expect(status).toBe(202);
      expect(json).toMatchObject({ success_count: 2, failure_count: 0 });
      expect(json).not.toHaveProperty('failures');
      expect((await ask(given(), `/trust/collections/${WRITABLE}/manifest/`)).json).toEqual(before.json);
    });

    it('takes an object without `modified` that was created at the version there is as that version', async () => {
      const { modified: _, ...rest } = indicator(id(1));
      await post([indicator(id(1))]);
      expect((await post([rest])).json).toMatchObject({ success_count: 1, failure_count: 0 });
      expect((await get(`${id(1)}/versions/`)).json.versions).toEqual([day(1)]);
    });

    it('lists what fails under failures and takes the rest', async () => {
      const { status, json } = await post([
        indicator(id(1)),
        indicator(id(2), { name: 'wrong' }),
        indicator(id(3), { modified: 'yesterday' }),
      ]);
      expect(status).toBe(202);
      expect(json).toMatchObject({ total_count: 3, success_count: 1, failure_count: 2 });
      expect(json['failures']).toMatchObject([{ id: id(2), message: 'name: is wrong' }, { id: id(3) }]);
      expect((await get('')).json.objects).toHaveLength(1);
    });

    it('has no successes where all fail', async () => {
      expect((await post([indicator(id(2), { name: 'wrong' })])).json).not.toHaveProperty('successes');
    });

    it.each([
      ['no envelope', indicator(id(1))],
      ['no objects', {}],
      ['an empty list', { objects: [] }],
      ['no list', { objects: {} }],
      ['a list', []],
      ['no object', { objects: [1] }],
      ['an object without id', { objects: [{ type: 'indicator' }] }],
      ['an id of another type', { objects: [indicator(ADDRESS)] }],
      ['an id that is none', { objects: [indicator('indicator--1')] }],
    ])('answers 422 for %s, and takes nothing', async (_, body) => {
      const { status, json } = await ask(given(), OBJECTS, { body });
      expect(status).toBe(422);
      expect(json).toMatchObject({ title: 'ProcessingError', http_status: '422' });
      expect(json['description']).toContain('While processing supplied content, an error occurred');
      expect((await get('')).text).toBe('{}');
    });

    it.each([
      ['nothing', ''],
      ['half of it', '{"objects":['],
      ['no JSON', 'objects'],
      ['two values', '{"objects":[]} {}'],
    ])('answers 400 for %s', async (_, body) => {
      expect((await ask(given(), OBJECTS, { method: 'POST', body })).status).toBe(400);
    });

    it.each([
      ['two equal names', `{"objects":[{"type":"tool","id":"${id(1)}","id":"${id(2)}"}]}`],
      ['two equal names, one escaped', '{"objects":[],"object\\u0073":[]}'],
      ['a lone surrogate', `{"objects":[{"type":"indicator","id":"${id(1)}","name":"\\ud800"}]}`],
      ['a number that is too large', `{"objects":[{"type":"indicator","id":"${id(1)}","x":1e999}]}`],
      ['nesting of 100,000', `{"objects":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ])('answers 422 or 413 for %s', async (_, body) => {
      expect((await ask(given(), OBJECTS, { body })).status).toBe(body.length > MAX_CONTENT_LENGTH ? 413 : 422);
    });

    it('answers 413 for a body that is larger than max_content_length, and takes one that is not', async () => {
      const sized = (size: number): string => {
        const body = JSON.stringify({ objects: [indicator(id(1), { description: '' })] });
        return body.replace('"description":""', `"description":"${'x'.repeat(size - body.length)}"`);
      };
      expect((await ask(given(), OBJECTS, { body: sized(MAX_CONTENT_LENGTH + 1) })).status).toBe(413);
      expect((await get('')).text).toBe('{}');
      expect((await ask(given(), OBJECTS, { body: sized(MAX_CONTENT_LENGTH) })).status).toBe(202);
    });
  });

  describe('TAXII 2.1 §3.4.1, versions of observables', () => {
    it('are one, whatever is asked for and however often they come', async () => {
      const first = (await post([address])).json['successes'] as { version: string }[];
      await post([address, address]);
      for (const match of ['', 'all', 'first', 'last', 'first,last', first[0]!.version]) {
        const { json } = await get(`${ADDRESS}/${match === '' ? '' : `?match[version]=${match}`}`);
        expect(json.objects).toEqual([address]);
      }
      expect((await get(`${ADDRESS}/versions/`)).json.versions).toEqual([first[0]!.version]);
      expect((await get(`${ADDRESS}/?added_after=2017-01-27T13:49:53.935Z`)).json.objects).toHaveLength(1);
    });
  });

  describe('TAXII 2.1 §5.7, deleting an object', () => {
    const versions = async (): Promise<unknown> => (await get(`${id(1)}/versions/`)).json.versions;

    it('takes away what the filters mean, until nothing is left', async () => {
      await post([1, 2, 3, 4, 5].map((n) => indicator(id(1), { modified: day(n) })));
      expect((await remove(`${id(1)}/?match[version]=${day(4)}`)).status).toBe(200);
      expect(await versions()).toEqual([day(1), day(2), day(3), day(5)]);
      await remove(`${id(1)}/?match[version]=first`);
      expect(await versions()).toEqual([day(2), day(3), day(5)]);
      await remove(`${id(1)}/?match[version]=last`);
      expect(await versions()).toEqual([day(2), day(3)]);
      expect((await remove(`${id(1)}/?match[version]=all`)).status).toBe(200);
      expect((await get(`${id(1)}/`)).status).toBe(404);
      expect((await get(`${id(1)}/versions/`)).status).toBe(404);
      expect((await remove(`${id(1)}/`)).status).toBe(404);
      expect((await get('')).text).toBe('{}');
    });

    it('takes the last version where nothing is said, as everywhere', async () => {
      await post([1, 2].map((n) => indicator(id(1), { modified: day(n) })));
      expect((await remove(`${id(1)}/`)).status).toBe(200);
      expect(await versions()).toEqual([day(1)]);
      expect((await get('')).json.objects).toMatchObject([{ modified: day(1) }]);
    });

    it('goes by the version of STIX', async () => {
      await post([indicator(id(1)), indicator(id(1), { modified: day(2), spec_version: '2.0' })]);
      await remove(`${id(1)}/?match[spec_version]=2.0`);
      expect((await get(`${id(1)}/versions/?match[spec_version]=2.0,2.1`)).json.versions).toEqual([day(1)]);
      await remove(`${id(1)}/?match[spec_version]=2.1`);
      expect((await get(`${id(1)}/`)).status).toBe(404);
    });

    it('answers 400 for filters that are none, and takes nothing away', async () => {
      await post([indicator(id(1))]);
      expect((await remove(`${id(1)}/?match[version]=newest`)).status).toBe(400);
      expect(await versions()).toEqual([day(1)]);
    });
  });
}
