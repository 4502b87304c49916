// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { close, listen, optionsFor } from '../conformance/node.fixture.ts';
import { SEED } from '../conformance/seed.fixture.ts';
import { seedTaxii } from '../seed.ts';
import { createTaxii } from '../server/create-taxii.ts';
import { createTaxiiServer } from '../server/node-host.ts';
import { openSqliteCollections, type SqliteCollections } from '../store/sqlite.fixture.ts';
import { createTaxiiClient } from './create-client.ts';

/** Of Debian's package of that name. */
const OPENSSL = 'openssl';

function hasOpenssl(): boolean {
  try {
    execFileSync(OPENSSL, ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** A key with a certificate that vouches for itself. */
function pair(folder: string, name: string, subject: string): Pair {
  const [key, cert] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const common = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync(
    'openssl',
    [...common, '-subj', `/CN=${subject}`, '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
    {
      stdio: 'ignore',
    },
  );
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}

describe.skipIf(!hasOpenssl())('mutual TLS (skipped where there is no openssl to make certificates with)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stillwatch-tls-'));
  let collections: SqliteCollections;
  let server: ReturnType<typeof createTaxiiServer>;
  let url: string;
  let [host, peer, stranger]: Pair[] = [];

  beforeAll(async () => {
    host = pair(folder, 'host', '127.0.0.1');
    peer = pair(folder, 'peer', 'peer');
    stranger = pair(folder, 'stranger', 'stranger');
    const known = new X509Certificate(peer.cert).fingerprint256;
    collections = await openSqliteCollections();
    await seedTaxii(collections.store, SEED, { label: 'green' });
    const options = optionsFor(collections.store, []);
    const taxii = createTaxii({
      ...options,
      authenticate: async (credentials) =>
        credentials.certificate === known ? { id: 'peer' } : options.authenticate({ ...credentials, certificate: null }),
    });
    server = createTaxiiServer(taxii, { ...host, ca: peer.cert });
    url = (await listen(server)).replace('http:', 'https:');
  });
  afterAll(async () => {
    await close(server);
    await collections.close();
    rmSync(folder, { recursive: true });
  });

  const titleFor = async (tls: Partial<Pair> & { ca?: string }, changes = {}): Promise<string | null> =>
    (await createTaxiiClient({ url: `${url}/taxii2/`, tls, limits: { attempts: 1 }, ...changes }).discovery()).title;

  it('lets in whose certificate is known', async () => {
    expect(await titleFor({ ...peer!, ca: host!.cert })).toBe('A server');
  });

  it('does not let in a stranger, nor who has none, but who says otherwise who it is', async () => {
    await expect(titleFor({ ...stranger!, ca: host!.cert })).rejects.toThrow(/401/);
    await expect(titleFor({ ca: host!.cert })).rejects.toThrow(/401/);
    const auth = { kind: 'basic', user: 'admin', password: 'Password0' };
    expect(await titleFor({ ca: host!.cert }, { auth })).toBe('A server');
  });

  it('does not talk to a server that nobody vouches for', async () => {
    await expect(titleFor({ ...peer! })).rejects.toThrowWithCode('PEER_UNAVAILABLE');
  });
});
