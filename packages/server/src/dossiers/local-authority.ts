// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A time-stamp authority (RFC 3161) of this machine, for demonstrations: nobody should believe it. */
export interface LocalAuthority {
  /** Certificate of its root, PEM. */
  readonly root: string;
  /** @param request a query in DER @returns the response in DER */
  answer(request: Uint8Array): Uint8Array;
}

/** Any arc below the one for examples will do. */
const POLICY = '1.3.6.1.4.1.55555.2';
const DAYS = '3650';
/** Found where programs are; a demonstration does without. */
const OPENSSL = 'openssl';

/** Makes one in a folder, with openssl; null where there is no openssl that can. */
export function makeLocalAuthority(folder: string): LocalAuthority | null {
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => {
    execFileSync(OPENSSL, args, { cwd: folder, stdio: 'ignore' });
  };
  try {
    for (const [name, subject, extensions] of [
      ['root', 'Demonstration root', 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n'],
      ['tsa', 'Demonstration timestamps', 'extendedKeyUsage=critical,timeStamping\n'],
    ] as const) {
      writeFileSync(at(`${name}.ext`), extensions);
      openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', at(`${name}.key`));
      openssl('req', '-new', '-key', at(`${name}.key`), '-subj', `/O=Stillwatch/CN=${subject}`, '-out', at(`${name}.csr`));
      const issuer = name === 'root' ? ['-signkey', at('root.key')] : ['-CA', at('root.pem'), '-CAkey', at('root.key')];
      const serial = ['-set_serial', name === 'root' ? '1' : '2'];
      openssl(
        'x509',
        '-req',
        '-in',
        at(`${name}.csr`),
        ...issuer,
        ...serial,
        '-days',
        DAYS,
        '-extfile',
        at(`${name}.ext`),
        '-out',
        at(`${name}.pem`),
      );
    }
    writeFileSync(at('serial'), '01');
    const settings = [
      `serial=${at('serial')}`,
      `signer_cert=${at('tsa.pem')}`,
      `signer_key=${at('tsa.key')}`,
      'signer_digest=sha256',
      `default_policy=${POLICY}`,
      'digests=sha256',
      'ordering=no',
      'ess_cert_id_alg=sha256',
      'ess_cert_id_chain=no',
    ];
    writeFileSync(at('tsa.cnf'), `[t]\n${settings.join('\n')}\n`);
    return {
      root: readFileSync(at('root.pem'), 'utf8'),
      answer(request) {
        writeFileSync(at('in.tsq'), request);
        openssl('ts', '-reply', '-config', at('tsa.cnf'), '-section', 't', '-queryfile', at('in.tsq'), '-out', at('out.tsr'));
        return new Uint8Array(readFileSync(at('out.tsr')));
      },
    };
  } catch {
    return null;
  }
}
