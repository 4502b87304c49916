// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ask, type Node } from './node.fixture.ts';
import { CLOSED, MAIN, MAIN_ALIAS, MAX_CONTENT_LENGTH, READ_ONLY, STATUS, WRITABLE, WRITE_ONLY } from './seed.fixture.ts';

/** Discovery, API roots, statuses, collections. */
export function informationContract(given: () => Node): void {
  describe('TAXII 2.1 §4.1, server discovery', () => {
    it('gives title, description, contact, default and API roots', async () => {
      const { status, json } = await ask(given(), '/taxii2/');
      expect(status).toBe(200);
      expect(json).toEqual({
        title: 'A server',
        description: 'For tests',
        contact: 'nobody@example.org',
        default: 'http://localhost:5000/trust/',
        api_roots: ['http://localhost:5000/empty/', 'http://localhost:5000/trust/'],
      });
    });

    it('works out the URLs of its API roots where nobody said them', async () => {
      const node = given();
      await node.store.setDiscovery({ title: 'T', description: null, contact: null, default: 'trust', apiRoots: null });
      const { json } = await ask(node, '/taxii2/');
      expect(json).toEqual({ title: 'T', default: '/trust/', api_roots: ['/empty/', '/trust/'] });
    });
  });

  describe('TAXII 2.1 §4.2, API root information', () => {
    it('gives title, description, versions and the largest body', async () => {
      expect((await ask(given(), '/trust/')).json).toEqual({
        title: 'Trust group',
        description: 'Of friends',
        versions: ['application/taxii+json;version=2.1'],
        max_content_length: MAX_CONTENT_LENGTH,
      });
    });

    it('leaves out what it does not have', async () => {
      expect((await ask(given(), '/empty/')).json).not.toHaveProperty('description');
    });

    it('answers 404 for one that is not there', async () => {
      expect((await ask(given(), '/nowhere/')).status).toBe(404);
      expect((await ask(given(), '/nowhere/collections/')).status).toBe(404);
      expect((await ask(given(), `/nowhere/collections/${MAIN}/objects/`)).status).toBe(404);
    });
  });

  describe('TAXII 2.1 §4.3, status', () => {
    it('gives a status as it was loaded, pending ones too', async () => {
      const { status, json } = await ask(given(), `/trust/status/${STATUS}/`);
      expect(status).toBe(200);
      expect(json).toMatchObject({ id: STATUS, status: 'pending', total_count: 3, pending_count: 1 });
      expect(json['pendings']).toHaveLength(1);
    });

    it('answers 404 for one that is not there, or is under another API root', async () => {
      expect((await ask(given(), '/trust/status/22101993/')).status).toBe(404);
      expect((await ask(given(), `/empty/status/${STATUS}/`)).status).toBe(404);
    });
  });

  describe('TAXII 2.1 §5.1, collections', () => {
    it('lists all of an API root, those too that may not be read', async () => {
      const { json } = await ask(given(), '/trust/collections/');
      const collections = json['collections'] as Record<string, unknown>[];
      expect(collections.map(({ id }) => id)).toEqual([WRITE_ONLY, WRITABLE, MAIN, READ_ONLY, CLOSED]);
      expect(collections[0]).toEqual({
        id: WRITE_ONLY,
        title: 'Write only',
        can_read: false,
        can_write: true,
        media_types: ['application/stix+json;version=2.1'],
      });
    });

    it('gives an empty object where there is none', async () => {
      expect((await ask(given(), '/empty/collections/')).json).toEqual({});
    });
  });

  describe('TAXII 2.1 §5.2, a collection', () => {
    it.each([MAIN, MAIN_ALIAS])('is found as %s', async (name) => {
      expect((await ask(given(), `/trust/collections/${name}/`)).json).toMatchObject({
        id: MAIN,
        alias: MAIN_ALIAS,
        can_read: true,
      });
    });

    it('can be looked at without the right to read what is in it', async () => {
      expect((await ask(given(), `/trust/collections/${CLOSED}/`)).json).toMatchObject({ can_read: false, can_write: false });
    });

    it('answers 404 for one that is not there, or is under another API root', async () => {
      expect((await ask(given(), '/trust/collections/12345678-1234-1234-1234-123456789012/')).status).toBe(404);
      expect((await ask(given(), `/empty/collections/${MAIN}/`)).status).toBe(404);
    });
  });
}
