// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface LocalAuthority {
  /** The root's certificate in PEM. */
  readonly root: string;
  /** The signing certificate and its issuers in PEM. */
  readonly chain: string;
  /** Answers a request in DER. */
  answer(request: Uint8Array): Uint8Array;
  /** Stamps data without a nonce. */
  stamp(data: Uint8Array): Uint8Array;
  /** A response around a time that is taken from elsewhere, signed whatever the certificate is for. */
  sign(content: Uint8Array): Uint8Array;
  /** What `openssl ts -verify` says, with the chain checked at the token's time. */
  accepts(response: Uint8Array, data: Uint8Array, roots: string): boolean;
  remove(): void;
}

export interface AuthorityOptions {
  /** The signing certificate's extension line. */
  readonly usage?: string;
  /** Of the signing certificate; negative days are over. */
  readonly days?: number;
  readonly key?: 'rsa' | 'ec' | 'ed25519';
  /** An authority between root and signer. */
  readonly between?: boolean;
  /** Digest of the token's signature. */
  readonly digest?: string;
  readonly essDigest?: string;
}

const KEYS = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  ed25519: ['-algorithm', 'ED25519'],
};
const OPENSSL = process.env.OPENSSL ?? 'openssl';
export const POLICY = '1.3.6.1.4.1.55555.1';

/** A timestamp authority of the tests' own, made with openssl. */
export function makeAuthority(options: AuthorityOptions = {}): LocalAuthority {
  const {
    usage = 'critical,timeStamping',
    days = 3650,
    key = 'ec',
    between = false,
    digest = 'sha256',
    essDigest = 'sha256',
  } = options;
  const folder = mkdtempSync(join(tmpdir(), 'tsa-'));
  const at = (name: string) => join(folder, name);
  const write = (name: string, content: string | Uint8Array) => {
    writeFileSync(at(name), content);
    return at(name);
  };
  const openssl = (...args: string[]) => execFileSync(OPENSSL, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const issue = (
    name: string,
    subject: string,
    by: string | null,
    extensions: string,
    valid: number,
    kind: keyof typeof KEYS,
  ) => {
    openssl('genpkey', ...KEYS[kind], '-out', at(`${name}.key`));
    openssl('req', '-new', '-key', at(`${name}.key`), '-subj', `/O=Test/CN=${subject}`, '-out', at(`${name}.csr`));
    const signer = by === null ? ['-signkey', at(`${name}.key`)] : ['-CA', at(`${by}.pem`), '-CAkey', at(`${by}.key`)];
    const serial = ['-set_serial', String(1000 + name.length * 7 + extensions.length)];
    const extfile = write(`${name}.ext`, extensions);
    openssl(
      'x509',
      '-req',
      '-in',
      at(`${name}.csr`),
      ...signer,
      ...serial,
      '-days',
      String(valid),
      '-extfile',
      extfile,
      '-out',
      at(`${name}.pem`),
    );
  };
  const authority = 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n';
  issue('root', 'Root', null, authority, 3650, 'ec');
  if (between) issue('between', 'Between', 'root', authority, 3650, 'ec');
  issue('tsa', 'Stamps', between ? 'between' : 'root', `extendedKeyUsage=${usage}\n`, days, key);
  const read = (name: string) => readFileSync(at(name), 'utf8');
  const chain = ['tsa', ...(between ? ['between'] : []), 'root'].map((name) => read(`${name}.pem`)).join('');
  write('serial', '01');
  write(
    'tsa.cnf',
    `[t]\nserial=${at('serial')}\nsigner_cert=${at('tsa.pem')}\n${between ? `certs=${at('between.pem')}\n` : ''}signer_key=${at('tsa.key')}\nsigner_digest=${digest}\n` +
      `default_policy=${POLICY}\ndigests=sha256,sha384\nordering=no\naccuracy=secs:1\ness_cert_id_alg=${essDigest}\ness_cert_id_chain=no\n`,
  );
  const answer = (request: Uint8Array) => {
    write('in.tsq', request);
    openssl('ts', '-reply', '-config', at('tsa.cnf'), '-section', 't', '-queryfile', at('in.tsq'), '-out', at('out.tsr'));
    return new Uint8Array(readFileSync(at('out.tsr')));
  };
  return {
    root: read('root.pem'),
    chain,
    answer,
    stamp(data) {
      openssl('ts', '-query', '-data', write('data', data), '-sha256', '-cert', '-no_nonce', '-out', at('own.tsq'));
      return answer(new Uint8Array(readFileSync(at('own.tsq'))));
    },
    sign(content) {
      write('content', content);
      const type = ['-econtent_type', '1.2.840.113549.1.9.16.1.4', '-binary', '-nodetach', '-cades', '-md', digest];
      const files = ['-in', at('content'), '-signer', at('tsa.pem'), '-inkey', at('tsa.key'), '-outform', 'DER'];
      const token = openssl('cms', '-sign', ...type, ...files);
      return sequence(Buffer.concat([Buffer.from('3003020100', 'hex'), token]));
    },
    accepts(response, data, roots) {
      const [tsr, file, ca] = [write('check.tsr', response), write('check', data), write('ca.pem', roots)];
      try {
        openssl('ts', '-verify', '-data', file, '-in', tsr, '-CAfile', ca);
        return true;
      } catch {
        return false;
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** DER: a sequence around what is encoded already, of 256 to 65,535 bytes. */
function sequence(content: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.concat([Buffer.of(0x30, 0x82, content.length >> 8, content.length & 255), content]));
}
