// SPDX-License-Identifier: Apache-2.0
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DossierFiles, TrustedKeys } from './index.ts';
import { loadVerifier } from './verifier-files.ts';

export interface PythonVerdict {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/** An empty folder in which there are `verify.py`, Python and openssl, and nothing else to run. */
export function makeClean() {
  const folder = mkdtempSync(join(tmpdir(), 'clean-'));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const ask = (...command: [string, ...string[]]) => execFileSync(command[0], command.slice(1), { encoding: 'utf8' }).trim();
  // What `python3` finds may be a script that needs a shell; the interpreter itself knows where it is.
  symlinkSync(ask('python3', '-c', 'import sys; print(sys.executable)'), join(bin, 'python3'));
  symlinkSync(ask('which', 'openssl'), join(bin, 'openssl'));
  writeFileSync(join(folder, 'verify.py'), loadVerifier().script);
  let made = 0;
  return {
    /** Writes a file, and tells where. */
    put(name: string, content: string | Uint8Array): string {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    /** Options for what a reader brings, its files written. */
    keys({ policy, signerKeys, tsaRoots, now }: TrustedKeys): string[] {
      const at = new Date(now).toISOString().replace(/\.\d+/, '');
      const signers = signerKeys.flatMap((pem, i) => ['--signer', this.put(`signer-${i}.pem`, pem)]);
      const authority = tsaRoots === undefined ? [] : ['--tsa-ca', this.put('ca.pem', tsaRoots)];
      return ['--policy', this.put('policy', policy), ...signers, ...authority, '--at', at];
    },
    /** Writes a dossier's files, and tells where. */
    unpack(files: DossierFiles): string {
      const at = join(folder, `dossier-${made++}`);
      for (const [path, bytes] of files) {
        mkdirSync(dirname(join(at, path)), { recursive: true });
        writeFileSync(join(at, path), bytes);
      }
      return at;
    },
    run(...args: string[]): Promise<PythonVerdict> {
      return new Promise((resolve) => {
        const options = { cwd: folder, env: { PATH: bin }, encoding: 'utf8' as const };
        execFile(join(bin, 'python3'), ['-I', 'verify.py', ...args], options, (error, out, err) => {
          resolve({ code: error === null ? 0 : Number(error.code), out, error: err });
        });
      });
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
