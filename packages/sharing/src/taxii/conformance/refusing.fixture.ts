// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ask, indicator, type Node } from './node.fixture.ts';
import { CLOSED, MAIN, ONE_VERSION, READ_ONLY, WRITABLE, WRITE_ONLY } from './seed.fixture.ts';

const BODY = { objects: [indicator('indicator--00000000-0000-4000-8000-000000000001')] };
const at = (collection: string, rest = ''): string => `/trust/collections/${collection}/${rest}`;

/** Every way in which a request is refused, and what is said of it. */
export function refusingContract(given: () => Node): void {
  describe('TAXII 2.1 §1.6.9, authentication', () => {
    it.each(['/taxii2/', '/trust/', '/nowhere/', at(MAIN, 'objects/'), at(CLOSED, 'manifest/'), '/trust/status/1/'])(
      'answers 401 to strangers at %s, whatever else is wrong',
      async (path) => {
        for (const authorization of [
          null,
          'Basic',
          'Basic !!!',
          `Basic ${btoa('admin')}`,
          `Basic ${btoa('admin:wrong')}`,
          'Bearer no',
        ]) {
          const { status, headers } = await ask(given(), path, { headers: { authorization, accept: 'text/html' } });
          expect(status).toBe(401);
          expect(headers.get('www-authenticate')).toMatch(/^Basic realm/);
        }
      },
    );

    it('does not read what strangers post', async () => {
      expect((await ask(given(), at(WRITABLE, 'objects/'), { body: BODY, headers: { authorization: null } })).status).toBe(401);
    });

    const peer = `Basic ${Buffer.from('peer:pass:wörd').toString('base64')}`;
    it.each([`Basic ${btoa('admin:Password0')}`, peer, 'Bearer a-token', 'bearer  a-token'])(
      'takes %s',
      async (authorization) => {
        expect((await ask(given(), '/taxii2/', { headers: { authorization } })).status).toBe(200);
      },
    );

    it('asks those for who they are that came without a name and may not', async () => {
      const headers = { authorization: null, 'x-anonymous': 'yes' };
      expect((await ask(given(), at(MAIN, 'objects/'), { headers })).status).toBe(200);
      expect((await ask(given(), at(WRITABLE, 'objects/'), { headers, body: BODY })).status).toBe(401);
    });
  });

  describe('TAXII 2.1 §1.6.9, rights in a collection', () => {
    const object = `objects/${ONE_VERSION}/`;
    it.each([
      ['GET', 'manifest/', { [WRITE_ONLY]: 403, [CLOSED]: 403, [READ_ONLY]: 200, [WRITABLE]: 200 }],
      ['GET', 'objects/', { [WRITE_ONLY]: 403, [CLOSED]: 403, [READ_ONLY]: 200, [WRITABLE]: 200 }],
      ['GET', object, { [WRITE_ONLY]: 403, [CLOSED]: 403, [READ_ONLY]: 404, [MAIN]: 200 }],
      ['GET', `${object}versions/`, { [WRITE_ONLY]: 403, [CLOSED]: 403, [READ_ONLY]: 404, [MAIN]: 200 }],
      ['POST', 'objects/', { [WRITE_ONLY]: 202, [CLOSED]: 403, [READ_ONLY]: 403, [WRITABLE]: 202 }],
      // Who may do neither does not learn that it is there.
      ['DELETE', object, { [WRITE_ONLY]: 403, [CLOSED]: 404, [READ_ONLY]: 403, [MAIN]: 200 }],
    ])('%s %s', async (method, rest, expected) => {
      for (const [collection, status] of Object.entries(expected)) {
        const answer = await ask(given(), at(collection, rest), { method, ...(method === 'POST' ? { body: BODY } : {}) });
        expect([collection, answer.status]).toEqual([collection, status]);
      }
    });

    it('does not show what is marked so that the reader may not see it', async () => {
      const red = 'tool--00000000-0000-4000-8000-000000000001';
      await ask(given(), at(WRITABLE, 'objects/'), { body: { objects: [indicator(red, { type: 'tool', name: 'red' })] } });
      const bearer = { authorization: 'Bearer a-token' };
      for (const path of ['objects/', 'manifest/', `objects/${red}/`, `objects/${red}/versions/`]) {
        const { text, status } = await ask(given(), at(WRITABLE, path));
        expect(text).not.toContain(red);
        expect(status).toBe(path.includes(red) ? 404 : 200);
        const seen = (await ask(given(), at(WRITABLE, path), { headers: bearer })).json;
        expect(seen.objects ?? seen.versions).toHaveLength(1);
      }
      expect((await ask(given(), at(WRITABLE, `objects/${red}/`), { method: 'DELETE' })).status).toBe(404);
    });

    it('keeps the status of a request to whoever made it', async () => {
      const { json } = await ask(given(), at(WRITABLE, 'objects/'), { body: BODY });
      const path = `/trust/status/${String(json['id'])}/`;
      expect((await ask(given(), path)).status).toBe(200);
      expect((await ask(given(), path, { headers: { authorization: 'Bearer a-token' } })).status).toBe(404);
    });
  });

  describe('TAXII 2.1 §1.6.8, media types', () => {
    it.each([
      'application/taxii+json;version=2.1',
      'application/taxii+json; version="2.1"',
      'application/taxii+json',
      'APPLICATION/TAXII+JSON;VERSION=2.1',
      'text/html, application/taxii+json;version=2.1;q=0.5',
      '*/*',
    ])('gives an answer to who accepts %s', async (accept) => {
      expect((await ask(given(), '/taxii2/', { headers: { accept } })).status).toBe(200);
    });

    it.each([
      '',
      'xml',
      'application/json',
      'application/stix+json;version=2.1',
      'application/taxii+json;version=2.0',
      'application/vnd.oasis.taxii+json; version=2.0',
      'application/taxii+json;version=2.1;q=0',
    ])('answers 406 to who accepts %j', async (accept) => {
      for (const path of ['/taxii2/', '/trust/', '/trust/collections/', at(MAIN), at(MAIN, 'objects/'), at(MAIN, 'manifest/')]) {
        expect((await ask(given(), path, { headers: { accept } })).status).toBe(406);
      }
    });

    it.each(['application/taxii+json', 'application/taxii+json; version=2.1; charset=utf-8'])(
      'takes a body of %s',
      async (type) => {
        const answer = await ask(given(), at(WRITABLE, 'objects/'), { body: BODY, headers: { 'content-type': type } });
        expect(answer.status).toBe(202);
      },
    );

    it.each([
      'xml',
      'application/json',
      'application/stix+json;version=2.1',
      'application/taxii+json;version=2.0',
      'application/taxii+json;charset=utf-16',
      'application/x-www-form-urlencoded',
    ])('answers 415 for a body of %s', async (type) => {
      const answer = await ask(given(), at(WRITABLE, 'objects/'), { body: BODY, headers: { 'content-type': type } });
      expect(answer.status).toBe(415);
    });

    it('answers 415 for an encoded body', async () => {
      const answer = await ask(given(), at(WRITABLE, 'objects/'), { body: BODY, headers: { 'content-encoding': 'gzip' } });
      expect(answer.status).toBe(415);
    });
  });

  describe('TAXII 2.1 §3.6, errors', () => {
    it('have a title, a description, an id and the status as text', async () => {
      const { status, json } = await ask(given(), '/nowhere/');
      expect(status).toBe(404);
      expect(json).toEqual({
        title: 'Not Found',
        description: expect.any(String),
        error_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        http_status: '404',
      });
    });

    it('say which parameter is meant', async () => {
      expect((await ask(given(), at(MAIN, 'objects/?limit=-1'))).json).toMatchObject({ details: { parameter: 'limit' } });
    });

    it.each([
      ['/taxii2/', 'POST', 'GET, HEAD'],
      ['/trust/', 'DELETE', 'GET, HEAD'],
      ['/trust/collections/', 'PUT', 'GET, HEAD'],
      [at(MAIN), 'DELETE', 'GET, HEAD'],
      [at(MAIN, 'manifest/'), 'POST', 'GET, HEAD'],
      [at(MAIN, 'objects/'), 'DELETE', 'GET, POST, HEAD'],
      [at(MAIN, `objects/${ONE_VERSION}/`), 'POST', 'GET, DELETE, HEAD'],
      [at(MAIN, `objects/${ONE_VERSION}/versions/`), 'PATCH', 'GET, HEAD'],
    ])('answer 405 at %s for %s', async (path, method, allow) => {
      const { status, headers } = await ask(given(), path, { method });
      expect([status, headers.get('allow')]).toEqual([405, allow]);
    });

    it.each([
      '/',
      '/taxii/',
      '//',
      '/trust/unknown/',
      '/trust/status/',
      at(MAIN, 'manifest/x/'),
      at(MAIN, `objects/${ONE_VERSION}/x/`),
      at(MAIN, 'objects/a/versions/b/'),
      '/trust/collections/%zz/',
      '/trust/collections/..%2f/',
      '/trust/collections/%00/',
    ])('answer 404 at %s', async (path) => {
      expect((await ask(given(), path)).status).toBe(404);
    });

    it('answer 400 for a filter that is given twice', async () => {
      expect((await ask(given(), at(MAIN, 'objects/?limit=1&limit=2'))).status).toBe(400);
      expect((await ask(given(), at(MAIN, `objects/?match[id]=${ONE_VERSION}&match[id]=x`))).status).toBe(400);
    });

    it('do not come of filters that nobody knows', async () => {
      expect((await ask(given(), at(MAIN, 'objects/?match[colour]=red&foo=bar'))).json.objects).toHaveLength(5);
    });
  });

  describe('TAXII 2.1 §3.1, paths end in a slash', () => {
    it('and who leaves it out is sent there, with the query', async () => {
      const { status, headers } = await ask(given(), '/trust/collections?x=1');
      expect([status, headers.get('location')]).toEqual([308, '/trust/collections/?x=1']);
      expect((await ask(given(), at(MAIN, `objects/${ONE_VERSION}`))).status).toBe(308);
    });

    it.each(['//example.org', '/%2f%2fexample.org', '/\\example.org'])('but never to another server: %s', async (path) => {
      const { status, headers } = await ask(given(), path);
      expect(status === 404 || headers.get('location')?.startsWith('//') === false).toBe(true);
    });
  });

  describe('TAXII 2.1 §3.5, ranges of 2.0', () => {
    it('are no more: a Range header is passed over (RFC 9110 §14.2)', async () => {
      expect((await ask(given(), at(MAIN, 'objects/'), { headers: { range: 'items 100-199' } })).status).toBe(200);
    });
  });

  describe('RFC 9110 §9.3.2, HEAD', () => {
    it('says what GET would, without the body', async () => {
      const { status, headers, text } = await ask(given(), at(MAIN, 'objects/'), { method: 'HEAD' });
      expect([status, text]).toEqual([200, '']);
      expect(headers.get('x-taxii-date-added-last')).toBe('2021-03-03T12:00:00.935000Z');
    });
  });
}
