// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@stillwatch/core';
import { cosign, ed25519Cosigner, ed25519PrivateKey, formatCheckpoint, leafHash, parseProof, signNote } from '../log/index.ts';
import { testSigner } from '../log/keys.fixture.ts';
import { encode, formatBagInfo, formatManifest, sealTags, sha256Hex } from './bag.ts';
import {
  attachProofs,
  checkpointOf,
  type Dossier,
  type DossierStep,
  findStatement,
  MANIFEST,
  PROOFS,
  redactDossier,
  signStatement,
  WITHHELD,
} from './index.ts';
import { buildSample, logDossier, ORIGIN, proveSample, stranger, testAuthority, witnesses } from './proven.fixture.ts';
import { sampleInput } from './sample.fixture.ts';

type Files = Map<string, Uint8Array>;

export interface Tampering {
  readonly name: string;
  /** The step that has to catch it. */
  readonly step: DossierStep;
  readonly change: (files: Files) => Files | void;
}

const text = (files: Files, path: string) => Buffer.from(files.get(path)!).toString('utf8');
const edit = (files: Files, path: string, change: (text: string) => string) => {
  const before = text(files, path);
  const after = change(before);
  if (after === before) throw new Error(`nothing was changed in ${path}`);
  return files.set(path, encode(after));
};
const statementOf = (files: Files) => findStatement(files)!;
const editJson = (files: Files, path: string, change: (value: never) => unknown, line = true) =>
  edit(files, path, (before) => `${canonicalJson(change(JSON.parse(before) as never))}${line ? '\n' : ''}`);

/** What a forger does who can rewrite every list that is not signed. */
function remanifest(files: Files): Files {
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  return files.set(MANIFEST, encode(formatManifest(new Map(payload.map(([path, bytes]) => [path, sha256Hex(bytes)])))));
}

function editProof(files: Files, change: (proof: string) => string): Files {
  edit(files, PROOFS.proof, change);
  return files.set(PROOFS.checkpoint, encode(checkpointOf(text(files, PROOFS.proof))));
}

const editEnvelope = (files: Files, change: (envelope: Record<string, unknown>) => unknown) =>
  editJson(files, statementOf(files), change);
const editStatement = (files: Files, change: (statement: Record<string, unknown>) => unknown) =>
  editEnvelope(files, (envelope) => {
    const statement = JSON.parse(Buffer.from(envelope.payload as string, 'base64').toString()) as Record<string, unknown>;
    return { ...envelope, payload: Buffer.from(canonicalJson(change(statement))).toString('base64') };
  });

const dropLine = (start: string) => (before: string) =>
  before
    .split('\n')
    .filter((line) => !line.startsWith(start))
    .join('\n');

/** A stranger's whole log under our log's name. */
function forgeCheckpoint(files: Files, name: string, key: Uint8Array): Files {
  const entry = files.get(PROOFS.leaf)!;
  const origin = name === '' ? ORIGIN : name;
  const body = formatCheckpoint({ origin, size: 1, root: leafHash(entry) });
  const checkpoint = signNote(body, [testSigner(`${origin}${key.length === 0 ? '' : '/x'}`)]);
  return editProof(files, () => `c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpoint}`);
}

/** A fresh dossier with other proofs of the same kind, for cases where bytes have to be made and not only changed. */
const withProofs = (options: Parameters<typeof logDossier>[1]): Files => {
  const dossier = buildSample();
  const logged = logDossier(dossier, options);
  const tsr = testAuthority().stamp(Buffer.from(checkpointOf(logged.tlogProof)));
  return new Map(attachProofs(dossier, { ...logged, tsr }).files);
};

const redacted = (files: Files): Files =>
  new Map(redactDossier({ name: '', files } satisfies Dossier, { audience: 'clients' }).files);
type Record_ = { path: string; sha256: string; tlp: string; reason: string };
const editWithheld = (files: Files, change: (items: Record_[]) => Record_[]) => {
  const after = redacted(files);
  return editJson(after, WITHHELD, (value: { items: Record_[] }) => ({ ...value, items: change(value.items) }));
};

/** Every kind of tampering, with the step that names it. The tag manifest is made anew after each, as a forger would. */
export const TAMPERINGS: readonly Tampering[] = [
  { name: 'a file where none belongs', step: 'read', change: (files) => files.set('readme.txt', encode('hello')) },
  { name: 'a fetch.txt', step: 'read', change: (files) => files.set('fetch.txt', encode('https://example.org/ 1 data/x\n')) },
  { name: 'a hidden file', step: 'read', change: (files) => files.set('data/.hidden', encode('x')) },
  { name: 'a second statement', step: 'read', change: (files) => files.set('other.dsse.json', files.get(statementOf(files))!) },
  { name: 'another version of BagIt', step: 'bag', change: (files) => edit(files, 'bagit.txt', (s) => s.replace('1.0', '0.97')) },
  {
    name: 'a line more about the bag',
    step: 'bag',
    change: (files) => edit(files, 'bag-info.txt', (s) => `${s}Contact-Name: Somebody\n`),
  },
  {
    name: 'a changed exhibit',
    step: 'manifest',
    change: (files) => edit(files, 'data/exhibits/001.json', (s) => s.replace('18 of the 24', '24 of the 24')),
  },
  {
    name: 'a changed report',
    step: 'manifest',
    change: (files) => edit(files, 'data/report.html', (s) => s.replace('29.1', '92.1')),
  },
  { name: 'a changed verifier', step: 'manifest', change: (files) => edit(files, 'data/verify.py', (s) => `${s}#`) },
  { name: 'an exhibit added', step: 'manifest', change: (files) => files.set('data/exhibits/005.json', encode('{}\n')) },
  {
    name: 'a line of the manifest twice',
    step: 'manifest',
    change: (files) => edit(files, MANIFEST, (s) => s + s.slice(s.lastIndexOf('\n', s.length - 2) + 1)),
  },
  {
    name: 'a manifest in capitals',
    step: 'manifest',
    change: (files) => edit(files, MANIFEST, (s) => s.replace(/^[0-9a-f]+/, (hash) => hash.toUpperCase())),
  },
  { name: 'evidence against, dropped', step: 'withheld', change: (files) => void files.delete('data/counter-evidence/001.json') },
  {
    name: 'a record of another hash',
    step: 'withheld',
    change: (files) =>
      editWithheld(files, (items) => items.map((item, i) => (i === 0 ? { ...item, sha256: '0'.repeat(64) } : item))),
  },
  {
    name: 'a record of another level',
    step: 'withheld',
    change: (files) => editWithheld(files, (items) => items.map((item, i) => (i === 0 ? { ...item, tlp: 'AMBER' } : item))),
  },
  {
    name: 'withheld from a reader who may see it',
    step: 'withheld',
    change: (files) => {
      const sha256 = sha256Hex(files.get('data/counter-evidence/001.json')!);
      const after = editWithheld(files, (items) => [
        ...items,
        { path: 'data/counter-evidence/001.json', reason: 'marking', sha256, tlp: 'AMBER' },
      ]);
      after.delete('data/counter-evidence/001.json');
      return after;
    },
  },
  {
    name: 'said to be erased, though it holds nobody’s data',
    step: 'withheld',
    change: (files) => {
      const sha256 = sha256Hex(files.get('data/counter-evidence/001.json')!);
      const after = editWithheld(files, (items) => [
        ...items,
        { path: 'data/counter-evidence/001.json', reason: 'erased', sha256, tlp: 'AMBER' },
      ]);
      after.delete('data/counter-evidence/001.json');
      return after;
    },
  },
  {
    name: 'a record of what was never part',
    step: 'withheld',
    change: (files) =>
      editWithheld(files, (items) => [...items, { path: 'data/x', reason: 'marking', sha256: '0'.repeat(64), tlp: 'RED' }]),
  },
  { name: 'a record twice', step: 'withheld', change: (files) => editWithheld(files, (items) => [...items, items[0]!]) },
  {
    name: 'shown and said to be withheld',
    step: 'withheld',
    change: (files) =>
      redacted(files).set('data/case.json', files.get('data/case.json')!).set('data/report.html', files.get('data/report.html')!),
  },
  {
    name: 'a record less, and the file shown above the level',
    step: 'withheld',
    change: (files) =>
      editWithheld(files, (items) => items.filter(({ path }) => path !== 'data/report.html')).set(
        'data/report.html',
        files.get('data/report.html')!,
      ),
  },
  {
    name: 'an unknown format of records',
    step: 'withheld',
    change: (files) => edit(redacted(files), WITHHELD, (s) => s.replace('withheld/v1', 'withheld/v2')),
  },
  {
    name: 'markings weakened, all lists made anew',
    step: 'statement',
    change: (files) => remanifest(edit(files, 'data/markings.json', (s) => s.replace('"erasable":false', '"erasable":true'))),
  },
  {
    name: 'a changed exhibit, all lists made anew',
    step: 'statement',
    change: (files) => remanifest(edit(files, 'data/exhibits/001.json', (s) => s.replace('18 of', '24 of'))),
  },
  {
    name: 'another case in the bag’s description',
    step: 'statement',
    change: (files) =>
      files.set(
        'bag-info.txt',
        encode(formatBagInfo({ organisation: 'Example Model Provider', caseId: 'SW-2026-0043', date: '2026-10-12' })),
      ),
  },
  {
    name: 'an unknown kind of statement',
    step: 'statement',
    change: (files) => editStatement(files, (statement) => ({ ...statement, predicateType: 'urn:other' })),
  },
  {
    name: 'a second subject',
    step: 'statement',
    change: (files) =>
      editStatement(files, (statement) => ({
        ...statement,
        subject: [...(statement.subject as unknown[]), ...(statement.subject as unknown[])],
      })),
  },
  {
    name: 'another type of payload',
    step: 'statement',
    change: (files) => editEnvelope(files, (envelope) => ({ ...envelope, payloadType: 'application/json' })),
  },
  { name: 'no statement', step: 'statement', change: (files) => void files.delete(statementOf(files)) },
  {
    name: 'two signatures',
    step: 'statement',
    change: (files) =>
      editEnvelope(files, (envelope) => ({
        ...envelope,
        signatures: [...(envelope.signatures as unknown[]), ...(envelope.signatures as unknown[])],
      })),
  },
  {
    name: 'a statement with spaces',
    step: 'statement',
    change: (files) => edit(files, statementOf(files), (s) => s.replace(':', ': ')),
  },
  {
    name: 'a changed exhibit, signed by a stranger',
    step: 'signature',
    change: (files) => {
      remanifest(edit(files, 'data/exhibits/001.json', (s) => s.replace('18 of', '24 of')));
      const { organisation, caseId, now, audience, tlp } = sampleInput();
      const envelope = signStatement(
        sha256Hex(files.get(MANIFEST)!),
        { organisation, caseId, madeAt: now, audience, tlp },
        stranger,
      );
      return files.set(statementOf(files), encode(envelope)).set(PROOFS.signer, encode(stranger.publicPem));
    },
  },
  {
    name: 'a changed audience in the statement',
    step: 'signature',
    change: (files) =>
      editStatement(files, (statement) => ({
        ...statement,
        predicate: { ...(statement.predicate as object), audience: 'public' },
      })),
  },
  {
    name: 'a bit of the signature',
    step: 'signature',
    change: (files) =>
      editEnvelope(files, (envelope) => {
        const [{ keyid, sig }] = envelope.signatures as [{ keyid: string; sig: string }];
        const bytes = Buffer.from(sig, 'base64');
        bytes[0]! ^= 1;
        return { ...envelope, signatures: [{ keyid, sig: bytes.toString('base64') }] };
      }),
  },
  {
    name: 'another key id',
    step: 'signature',
    change: (files) =>
      edit(files, statementOf(files), (s) =>
        s.replace(/"keyid":"./, (start) => `${start.slice(0, -1)}${start.endsWith('0') ? '1' : '0'}`),
      ),
  },
  { name: 'another salt', step: 'leaf', change: (files) => edit(files, PROOFS.opening, (s) => s.replace('5a5a', '5b5a')) },
  {
    name: 'a leaf of another kind',
    step: 'leaf',
    change: (files) => edit(files, PROOFS.leaf, (s) => s.replace('"dossier"', '"finding"')),
  },
  {
    name: 'a leaf with a member more',
    step: 'leaf',
    change: (files) => editJson(files, PROOFS.leaf, (leaf: object) => ({ ...leaf, x: 1 }), false),
  },
  {
    name: 'the leaf of another dossier',
    step: 'leaf',
    change: (files) => {
      const other = proveSample(buildSample({ ...sampleInput(), title: 'Another' }));
      for (const path of [PROOFS.leaf, PROOFS.opening, PROOFS.proof, PROOFS.checkpoint, PROOFS.timestamp])
        files.set(path, other.files.get(path)!);
    },
  },
  { name: 'another leaf', step: 'log', change: (files) => edit(files, PROOFS.leaf, (s) => s.replace('analyst-3', 'analyst-4')) },
  {
    name: 'a hash of the path',
    step: 'log',
    change: (files) =>
      editProof(files, (s) => s.replace(/index 6\n./, (line) => line.slice(0, -1) + (line.endsWith('A') ? 'B' : 'A'))),
  },
  {
    name: 'a hash of the path left out',
    step: 'log',
    change: (files) => editProof(files, (s) => s.replace(/(index 6\n)[^\n]+\n/, '$1')),
  },
  { name: 'another index', step: 'log', change: (files) => editProof(files, (s) => s.replace('index 6', 'index 7')) },
  {
    name: 'an index with a zero in front',
    step: 'log',
    change: (files) => editProof(files, (s) => s.replace('index 6', 'index 06')),
  },
  { name: 'another size', step: 'log', change: (files) => editProof(files, (s) => s.replace('\n11\n', '\n12\n')) },
  {
    name: 'a size with a zero in front',
    step: 'log',
    change: (files) => editProof(files, (s) => s.replace('\n11\n', '\n011\n')),
  },
  { name: 'an unknown kind of proof', step: 'log', change: (files) => editProof(files, (s) => s.replace('@v1', '@v2')) },
  { name: 'no signature of the log', step: 'log', change: (files) => editProof(files, dropLine(`— ${ORIGIN} `)) },
  {
    name: 'the log’s signature twice',
    step: 'log',
    change: (files) => editProof(files, (s) => s.replace(/— node1[^\n]+\n/, '$&$&')),
  },
  {
    name: 'a log that the policy does not know',
    step: 'log',
    change: (files) => forgeCheckpoint(files, 'node2.example/evidence', new Uint8Array(0)),
  },
  {
    name: 'a stranger’s log under our log’s origin',
    step: 'log',
    change: (files) => forgeCheckpoint(files, '', new Uint8Array(1)),
  },
  {
    name: 'a checkpoint that is not the proof’s',
    step: 'log',
    change: (files) => edit(files, PROOFS.checkpoint, dropLine('— w2.example')),
  },
  { name: 'no proof', step: 'log', change: (files) => void files.delete(PROOFS.proof) },
  { name: 'too few witnesses', step: 'quorum', change: () => withProofs({ cosigners: witnesses.slice(0, 1) }) },
  { name: 'one witness twice', step: 'quorum', change: () => withProofs({ cosigners: [witnesses[0]!, witnesses[0]!] }) },
  {
    name: 'a witness that the policy does not know',
    step: 'quorum',
    change: () =>
      withProofs({ cosigners: [witnesses[0]!, ed25519Cosigner('w2.example', ed25519PrivateKey(new Uint8Array(32).fill(77)))] }),
  },
  { name: 'a cosignature of another tree', step: 'quorum', change: (files) => changeCosignature(files) },
  { name: 'a cosignature from the future', step: 'quorum', change: (files) => fromTheFuture(files) },
  { name: 'no timestamp', step: 'timestamp', change: (files) => void files.delete(PROOFS.timestamp) },
  {
    name: 'a timestamp of another checkpoint',
    step: 'timestamp',
    change: (files) => files.set(PROOFS.timestamp, testAuthority().stamp(Buffer.from('another'))),
  },
  {
    name: 'a timestamp cut short',
    step: 'timestamp',
    change: (files) => files.set(PROOFS.timestamp, files.get(PROOFS.timestamp)!.slice(0, -20)),
  },
  {
    name: 'a witness added after the stamp',
    step: 'timestamp',
    change: (files) => editProof(files, (s) => `${s}${cosign(bodyOf(s), witnesses[2]!, 1_791_800_000)}\n`),
  },
];

const bodyOf = (proof: string) => {
  const checkpoint = parseProof(proof).checkpoint;
  return checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1);
};

function changeCosignature(files: Files): Files {
  const other = formatCheckpoint({ origin: ORIGIN, size: 12, root: new Uint8Array(32) });
  return editProof(files, (s) => s.replace(/— w2[^\n]+/, cosign(other, witnesses[1]!, 1_791_800_000)));
}

function fromTheFuture(files: Files): Files {
  return editProof(files, (s) => s.replace(/— w2[^\n]+/, cosign(bodyOf(s), witnesses[1]!, 4_000_000_000)));
}

/** Runs one: the tag manifest is not signed, and a forger makes it anew. */
export function tamper(whole: Dossier, { change }: Tampering): Map<string, Uint8Array> {
  const files = new Map(whole.files);
  return sealTags(change(files) ?? files);
}
