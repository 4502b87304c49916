// SPDX-License-Identifier: Apache-2.0
/** At the edge: reads the stand-alone verifier that is shipped beside this package. */
import { readFileSync } from 'node:fs';

export interface VerifierFiles {
  /** `verify.py`. */
  readonly script: Uint8Array;
  /** `VERIFY.md`. */
  readonly guide: Uint8Array;
}

export function loadVerifier(): VerifierFiles {
  const read = (url: URL) => new Uint8Array(readFileSync(url));
  return {
    script: read(new URL('../../verify/verify.py', import.meta.url)),
    guide: read(new URL('../../verify/VERIFY.md', import.meta.url)),
  };
}
