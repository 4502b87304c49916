// SPDX-License-Identifier: Apache-2.0
import { createPublicKey } from 'node:crypto';
import { testCosigner, testSigner } from '../log/keys.fixture.ts';
import {
  cosign,
  ed25519PrivateKey,
  formatCheckpoint,
  formatProof,
  formatVerifierKey,
  inclusionProof,
  leafHash,
  makeLeaf,
  memoryReader,
  signNote,
  treeRoot,
} from '../log/index.ts';
import { type LocalAuthority, makeAuthority } from '../timestamp/authority.fixture.ts';
import {
  attachProofs,
  buildDossier,
  checkpointOf,
  type Dossier,
  type DossierProofs,
  dossierLeafPayload,
  dossierSigner,
  loadVerifier,
  type TrustedKeys,
} from './index.ts';
import type { DossierInput } from './input.ts';
import { sampleInput } from './sample.fixture.ts';

export const ORIGIN = 'node1.example/evidence';
/** A while after the tokens of the tests' authority, which has the machine's clock. */
export const now = () => Date.now() + 60_000;
const COSIGNED = 1_791_800_000;
export const SALT = new Uint8Array(32).fill(0x5a);
export const signer = dossierSigner(ed25519PrivateKey(new Uint8Array(32).fill(1)));
export const stranger = dossierSigner(ed25519PrivateKey(new Uint8Array(32).fill(2)));
export const strangerPem = String(
  createPublicKey(ed25519PrivateKey(new Uint8Array(32).fill(2))).export({ type: 'spki', format: 'pem' }),
);
export const log = testSigner(ORIGIN);
export const witnesses = ['w1.example', 'w2.example', 'w3.example'].map(testCosigner);

export const POLICY = [
  '# keys of the test',
  `log ${formatVerifierKey(log.key)} https://node1.example/evidence`,
  ...witnesses.map(({ key }, i) => `witness w${i + 1} ${formatVerifierKey(key)}`),
  'group two 2 w1 w2 w3',
  'quorum two',
  '',
].join('\n');

let sample: Dossier | null = null;

/** A dossier without proofs; that of the sample input is made once. */
export function buildSample(input?: DossierInput): Dossier {
  if (input === undefined) return (sample ??= buildSample(sampleInput()));
  return buildDossier(input, { signer, saltSecret: new Uint8Array(32).fill(9), verifier: loadVerifier() });
}

/** The log's part: a tree of some entries, among them the dossier's. */
export function logDossier(
  dossier: Dossier,
  { cosigners = witnesses.slice(0, 2), size = 11, index = 6, payload = dossierLeafPayload(dossier) } = {},
) {
  const { entry } = makeLeaf({
    kind: 'dossier',
    at: Date.UTC(2026, 9, 12, 9, 31),
    actor: 'analyst-3',
    subject: null,
    key: 'dossier/1',
    payload,
    salt: SALT,
  });
  const entries = Array.from({ length: size }, (_, i) => (i === index ? entry : new Uint8Array(Buffer.from(`entry ${i}`))));
  const read = memoryReader(entries.map(leafHash));
  const text = formatCheckpoint({ origin: ORIGIN, size, root: treeRoot(read, size) });
  const checkpoint = signNote(text, [log]) + cosigners.map((one) => `${cosign(text, one, COSIGNED)}\n`).join('');
  return {
    leaf: entry,
    salt: SALT,
    tlogProof: formatProof({ index, hashes: inclusionProof(read, index, size), checkpoint }),
    policy: POLICY,
  };
}

let authority: LocalAuthority | null = null;

/** One authority for a test file; made on first use. */
export function testAuthority(): LocalAuthority {
  authority ??= makeAuthority();
  return authority;
}

export function removeAuthority(): void {
  authority?.remove();
  authority = null;
}

/** A dossier with all proofs. */
export function proveSample(dossier = buildSample()): Dossier {
  const logged: DossierProofs = logDossier(dossier);
  const tsr = testAuthority().stamp(Buffer.from(checkpointOf(logged.tlogProof)));
  return attachProofs(dossier, { ...logged, tsr, tsaChain: testAuthority().chain });
}

export function trusted(): TrustedKeys {
  return { policy: POLICY, signerKeys: [signer.publicPem], tsaRoots: testAuthority().root, now: now() };
}
