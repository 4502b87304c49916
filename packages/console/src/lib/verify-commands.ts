// SPDX-License-Identifier: Apache-2.0
import type { Dossier } from '@stillwatch/core/api';

interface VerifyCommand {
  readonly title: string;
  readonly about: string;
  readonly command: string;
}

/** Name of the file that a download of a dossier has. */
export function dossierFile({ id }: Pick<Dossier, 'id'>): string {
  return `stillwatch-${id}.zip`;
}

/** What a stranger types to check a dossier, without this node and without Node.js. */
export function verifyCommands(dossier: Pick<Dossier, 'id' | 'timestamped'>): VerifyCommand[] {
  const file = dossierFile(dossier);
  const folder = file.replace(/\.zip$/, '');
  const time = dossier.timestamped ? ' --tsa-ca authority.pem' : '';
  const stamp = {
    title: 'The time alone',
    about: 'The authority’s certificate comes from the authority.',
    command: 'openssl ts -verify -data proofs/checkpoint -in proofs/checkpoint.tsr -CAfile authority.pem',
  };
  return [
    {
      title: 'Everything, in one go',
      about: 'Python 3.9 and OpenSSL 3, no network. Take verify.py from a published release; code 0 means verified.',
      command: `python3 verify.py ${file} --policy policy.txt --signer signer.pem${time}`,
    },
    {
      title: 'The files alone',
      about: 'Any system with coreutils. Files that are withheld are not there, hence --ignore-missing.',
      command: `unzip -d ${folder} ${file} && cd ${folder} && sha256sum --check --ignore-missing manifest-sha256.txt`,
    },
    ...(dossier.timestamped ? [stamp] : []),
  ];
}
