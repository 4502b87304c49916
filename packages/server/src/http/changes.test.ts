// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ask, closeAfterEach, open } from './ask.fixture.ts';
import { storeHunt } from './node.fixture.ts';

closeAfterEach();

describe('changes', () => {
  it('need the entity tag of what is changed, the newest', async () => {
    const node = await open();
    await storeHunt(node.records);
    const headers = await node.asPerson(['analyst', 'admin']);
    const { items } = (await ask(node, 'GET /v1/reviews', headers)).json;
    const path = `/v1/reviews/${items[0].id}` as const;
    expect((await ask(node, `POST ${path}/claim`, headers)).json).toMatchObject({ status: 'claimed', claimedBy: 'person-0' });
    const read = await ask(node, `GET ${path}`, headers);
    expect(read.headers['etag']).toBe(read.json.etag);
    const decision = { decision: 'confirm', reason: 'All pay with one card.' };
    expect((await ask(node, `POST ${path}/decision`, headers, decision)).json.code).toBe('PRECONDITION_REQUIRED');
    const stale = { ...headers, 'if-match': '"0"' };
    expect((await ask(node, `POST ${path}/decision`, stale, decision)).json).toMatchObject({
      code: 'PRECONDITION_FAILED',
      status: 412,
    });
    const fresh = { ...headers, 'if-match': read.json.etag };
    expect((await ask(node, `POST ${path}/decision`, fresh, decision)).json).toMatchObject({
      status: 'decided',
      decision: 'confirm',
    });
    const campaign = await ask(node, `GET /v1/campaigns/${items[0].campaign.id}`, headers);
    expect(campaign.json.summary.status).toBe('confirmed');
  });

  it('are done once per idempotency key', async () => {
    const node = await open();
    await storeHunt(node.records);
    const headers = await node.asPerson(['analyst']);
    const once = { ...headers, 'idempotency-key': 'one' };
    const comment = (text: string, given = once) => ask(node, 'POST /v1/campaigns/camp-1/comments', given, { text });
    const first = await comment('Seen before.');
    expect(await comment('Seen before.')).toMatchObject({ status: 201, json: first.json });
    expect((await comment('Another.')).json).toMatchObject({ status: 422, code: 'IDEMPOTENCY_MISMATCH' });
    const other = await node.asPerson(['analyst']);
    expect((await comment('Mine.', { ...other, 'idempotency-key': 'one' })).status).toBe(201);
    const events = (await ask(node, 'GET /v1/campaigns/camp-1/events', headers)).json.items;
    expect(
      events.map(({ statement }: { statement: string }) => statement).filter((text: string) => text !== 'Found.'),
    ).toHaveLength(2);
    // What failed may be tried again with the same key.
    const refused = { ...headers, 'idempotency-key': 'two' };
    const suppress = (campaign: string) => ask(node, 'POST /v1/campaigns/none/comments', refused, { text: campaign });
    expect([(await suppress('x')).status, (await suppress('x')).status]).toEqual([404, 404]);
  });

  it('show a secret once, and keep it nowhere', async () => {
    const node = await open();
    const headers = { ...(await node.asPerson(['admin'])), 'idempotency-key': 'k' };
    const wanted = { name: 'collector', permissions: ['intake'] };
    const made = (await ask(node, 'POST /v1/keys', headers, wanted)).json;
    expect(made.secret).toMatch(/^swk_[0-9a-f]{8}_[\w-]{43}$/);
    expect((await ask(node, 'POST /v1/keys', headers, wanted)).json.code).toBe('CONFLICT');
    const listed = await ask(node, 'GET /v1/keys', headers);
    expect(listed.json.items).toHaveLength(1);
    expect(listed.body).not.toContain(made.secret.slice(13));
    const bearer = { authorization: `Bearer ${made.secret}`, 'content-type': 'application/x-ndjson' };
    expect((await ask(node, 'POST /v1/intake', bearer, '{}')).status).toBe(200);
    expect((await ask(node, `DELETE /v1/keys/${made.key.id}`, headers)).status).toBe(204);
    expect((await ask(node, 'POST /v1/intake', bearer, '{}')).json.code).toBe('UNAUTHENTICATED');
  });

  it('and views of text are all in the audit trail', async () => {
    const node = await open();
    await storeHunt(node.records);
    const headers = await node.asPerson(['analyst', 'approver', 'admin'], 'Robin');
    const user = (await ask(node, 'POST /v1/users', headers, { name: 'Kim', email: null, roles: ['analyst'] })).json.user;
    await ask(node, `PATCH /v1/users/${user.id}`, { ...headers, 'if-match': user.etag }, { disabled: true });
    const key = (await ask(node, 'POST /v1/keys', headers, { name: 'k', permissions: ['read'] })).json.key;
    await ask(node, `DELETE /v1/keys/${key.id}`, headers);
    const target = { kind: 'webhook', name: 'hook', target: 'https://user:pw@hooks.example/a?token=b' };
    const channel = (await ask(node, 'POST /v1/channels', headers, target)).json.channel;
    expect(channel.target).toBe('https://hooks.example/a');
    const alert = (await ask(node, `POST /v1/channels/${channel.id}/test`, headers)).json;
    await ask(node, `POST /v1/alerts/${alert.id}/replay`, headers);
    await ask(node, `DELETE /v1/channels/${channel.id}`, headers);
    const [review] = (await ask(node, 'GET /v1/reviews', headers)).json.items;
    await ask(node, `POST /v1/reviews/${review.id}/claim`, headers);
    await ask(node, `DELETE /v1/reviews/${review.id}/claim`, headers);
    const claimed = (await ask(node, `POST /v1/reviews/${review.id}/claim`, headers)).json;
    await ask(
      node,
      `POST /v1/reviews/${review.id}/decision`,
      { ...headers, 'if-match': claimed.etag },
      { decision: 'dismiss', reason: 'A class.' },
    );
    await ask(node, 'POST /v1/campaigns/camp-1/comments', headers, { text: 'Hm.' });
    await ask(node, 'PUT /v1/accounts/c-0/label', headers, { label: 'benign', reason: 'A class.' });
    const until = new Date(node.clock.ms + 86_400_000).toISOString();
    const silenced = (await ask(node, 'POST /v1/suppressions', headers, { campaign: 'camp-2', reason: 'Known.', until })).json;
    await ask(node, `DELETE /v1/suppressions/${silenced.id}`, headers);
    const entry = { account: 'c-0', kind: 'research' };
    const allowed = (await ask(node, 'POST /v1/authorisations', headers, { entry, reason: 'Agreed.' })).json;
    await ask(node, `DELETE /v1/authorisations/${allowed.id}`, headers);
    await ask(node, 'POST /v1/exchanges/1-2-3/reveal', headers, { reason: 'Case 12.' });
    await ask(node, 'POST /v1/hunts', headers);
    await ask(node, 'DELETE /v1/session', headers);
    const auditor = await node.asPerson(['auditor']);
    const { items } = (await ask(node, 'GET /v1/audit', auditor)).json;
    expect(items.map(({ action }: { action: string }) => action).toReversed()).toEqual([
      'user.added',
      'user.changed',
      'key.created',
      'key.revoked',
      'channel.added',
      'channel.tested',
      'alert.replayed',
      'channel.removed',
      'review.claimed',
      'review.released',
      'review.claimed',
      'review.decided',
      'campaign.commented',
      'account.labelled',
      'campaign.suppressed',
      'suppression.removed',
      'authorisation.added',
      'authorisation.removed',
      'exchange.revealed',
      'hunt.requested',
      'session.ended',
    ]);
    expect(new Set(items.map(({ by }: { by: string }) => by))).toEqual(new Set(['Robin']));
    expect(items.find(({ action }: { action: string }) => action === 'exchange.revealed')).toMatchObject({
      object: '1-2-3',
      reason: 'Case 12.',
    });
    // The log has a leaf of each, but for those that are exempted.
    const leaves = (await ask(node, 'GET /v1/log/leaves?limit=100', auditor)).json.items.toReversed();
    expect(leaves.map(({ kind }: { kind: string }) => kind)).toEqual([
      'settings',
      'settings',
      'key',
      'key',
      'settings',
      'export',
      'settings',
      'case-step',
      'case-step',
      'case-step',
      'decision',
      'case-step',
      'verdict',
      'exception',
      'exception',
      'exception',
      'exception',
      'reveal',
      'access',
    ]);
  });
});
