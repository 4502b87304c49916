// SPDX-License-Identifier: Apache-2.0
import { AUDIENCES, type Audience, type Dossier, type DossierPreview, type ResponseOf, TLPS, type Tlp } from '@stillwatch/core/api';
import { isHeld } from './custody.fixture.ts';
import type { Preview } from './data.fixture.ts';
import { hex } from './merkle.fixture.ts';
import { PreviewProblem } from './problem.fixture.ts';
import { pageOf, type PreviewRequest } from './shapes.fixture.ts';

const NOW = () => new Date().toISOString();
let built: Dossier[] | undefined;

/** Dossiers: previewed, built, verified and deleted as in a node, without their bytes. */
export function answerDossiers(data: Preview, { id, params, query, body }: PreviewRequest): unknown {
  built ??= firstDossiers(data);
  switch (id) {
    case 'listDossiers':
      return pageOf(
        built.filter(({ campaign }) => query.campaign === undefined || campaign === query.campaign).map((dossier) => withHold(data, dossier)),
        query,
      );
    case 'previewDossier':
      return preview(data, String(body!.campaign), body!.audience as Audience, body!.tlp as Tlp);
    case 'buildDossier': {
      const { campaign, audience, tlp, reason } = body as unknown as { campaign: string; audience: Audience; tlp: Tlp; reason: string };
      const dossier = draw(data, { id: `d-demo-${built.length + 1}`, campaign, audience, tlp, reason, at: NOW() });
      built = [dossier, ...built];
      return dossier;
    }
    case 'getDossier': {
      const dossier = withHold(data, find(params.id));
      const { included, withheld } = preview(data, dossier.campaign, dossier.audience, dossier.tlp);
      return { dossier, included, withheld };
    }
    case 'verifyDossier':
      return verify(find(params.id));
    case 'downloadDossier':
      // An archive without an entry: the smallest that there is.
      return Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]);
    case 'deleteDossier':
      built = built.map((dossier) => (dossier.id === params.id ? { ...dossier, state: 'deleted' } : dossier));
      return null;
    default:
      return undefined;
  }
}

function find(id: string | undefined): Dossier {
  const dossier = built!.find((one) => one.id === id);
  if (dossier === undefined) throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such dossier', `No dossier has the id ${id}.`);
  return dossier;
}

function withHold(data: Preview, dossier: Dossier): Dossier {
  return { ...dossier, held: isHeld(data, [{ kind: 'dossier', id: dossier.id }, { kind: 'campaign', id: dossier.campaign }]) };
}

function firstDossiers(data: Preview): Dossier[] {
  const [first, second] = data.report.campaigns;
  const one = { campaign: first!.id, reason: 'Referral to the authority, case 2026-114.', at: '2026-11-24T14:02:00.000Z' };
  return [
    draw(data, { id: 'd-demo-3', ...one, audience: 'community', tlp: 'GREEN', reason: 'For the sharing centre’s weekly call.' }),
    { ...draw(data, { id: 'd-demo-2', ...one, campaign: second!.id, audience: 'organisation', tlp: 'AMBER+STRICT' }), state: 'erased' },
    draw(data, { id: 'd-demo-1', ...one, audience: 'recipients', tlp: 'RED' }),
  ];
}

function draw(
  data: Preview,
  { id, campaign, audience, tlp, reason, at }: Pick<Dossier, 'id' | 'campaign' | 'audience' | 'tlp' | 'reason' | 'at'>,
): Dossier {
  const { included, withheld } = preview(data, campaign, audience, tlp);
  return {
    id,
    campaign,
    campaignName: data.report.campaigns.find((one) => one.id === campaign)?.name ?? campaign,
    audience,
    tlp,
    reason,
    by: 'person:4f0c9a17be2201d3',
    at,
    bytes: included.reduce((sum, file) => sum + Math.round(file.bytes / 4), 0),
    manifest: hex(`manifest ${id}`),
    leaf: 1_232,
    files: included.length,
    withheld: withheld.length,
    cosigned: 2,
    timestamped: tlp === 'RED',
    held: false,
    state: 'whole',
  };
}

/** Where files stand, what they are, how many there are, and their marking. */
const FILES: readonly (readonly [path: string, statement: string, tlp: Tlp, count: (accounts: number) => number])[] = [
  ['data/case.json', 'the case: title, summary, for whom', 'CLEAR', () => 1],
  ['data/campaign/record.json', 'the campaign with its evidence in bits', 'AMBER', () => 1],
  ['data/campaign/accounts/%.json', 'one account of the campaign', 'RED', (accounts) => accounts],
  ['data/authorisation/%.json', 'whether the use was authorised', 'AMBER', () => 1],
  ['data/exhibits/%.json', 'an exhibit, with what it supports', 'GREEN', () => 8],
  ['data/methods/%.json', 'a method with its measured error rate', 'CLEAR', () => 1],
  ['data/windows/%.json', 'a window of observation with its denominators', 'GREEN', () => 2],
  ['data/counter-evidence/%.json', 'evidence against', 'GREEN', () => 1],
  ['data/benign/%.json', 'a benign explanation that was considered', 'GREEN', () => 6],
  ['data/custody/%.json', 'an entry of the chain of custody', 'AMBER+STRICT', () => 5],
  ['data/decisions/%.json', 'a decision of a reviewer', 'AMBER+STRICT', () => 1],
  ['data/facts/%.json', 'a fact', 'GREEN', () => 3],
  ['data/inferences/%.json', 'an inference: how likely, and how sure', 'GREEN', () => 1],
  ['data/unknowns/%.json', 'what is not known', 'CLEAR', () => 3],
  ['data/stix/%.json', 'STIX 2.1', 'AMBER', () => 4],
  ['data/report.clear.html', 'the report for readers', 'CLEAR', () => 1],
  ['data/report.amber.html', 'the report for readers', 'AMBER', () => 1],
  ['data/report.red.html', 'the report for readers', 'RED', () => 1],
  ['data/markings.json', 'which file is for whom', 'CLEAR', () => 1],
  ['data/VERIFY.md', 'how to verify', 'CLEAR', () => 1],
  ['data/verify.py', 'the verifier: Python and openssl', 'CLEAR', () => 1],
  ['proofs/checkpoint', 'proofs: log, witnesses, time', 'CLEAR', () => 1],
  ['proofs/dossier.tlog-proof', 'proofs: log, witnesses, time', 'CLEAR', () => 1],
  ['manifest-sha256.txt', 'part of the bag (BagIt 1.0)', 'CLEAR', () => 1],
];
const MOST: Readonly<Record<Audience, Tlp>> = {
  recipients: 'RED',
  organisation: 'AMBER+STRICT',
  clients: 'AMBER',
  community: 'GREEN',
  public: 'CLEAR',
};

function preview(data: Preview, campaign: string, audience: Audience, tlp: Tlp): DossierPreview {
  const found = data.report.campaigns.find((one) => one.id === campaign);
  if (found === undefined) throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such campaign', `No campaign has the id ${campaign}.`);
  const level = Math.min(TLPS.indexOf(tlp), TLPS.indexOf(MOST[audience]));
  const files = FILES.flatMap(([pattern, statement, marking, count]) =>
    Array.from({ length: count(found.accounts.length) }, (_, i) => {
      const path = pattern.replace('%', String(i + 1).padStart(3, '0'));
      return { path, statement, marking, bytes: 400 + (hex(path).charCodeAt(0) % 7) * 310, hash: hex(`${campaign} ${path}`) };
    }),
  );
  return {
    campaign,
    audience,
    tlp,
    included: files
      .filter(({ marking }) => TLPS.indexOf(marking) <= level)
      .map(({ path, statement, bytes, hash }) => ({ path, statement, bytes, hash })),
    withheld: files
      .filter(({ marking }) => TLPS.indexOf(marking) > level)
      .map(({ path, hash }) => ({ path, hash, reason: 'marked above what this audience may see' })),
    warnings:
      AUDIENCES.indexOf(audience) > 2
        ? ['No authority stamps the time.', 'Nobody has decided about this campaign.']
        : ['1 of 2 witnesses have countersigned the newest checkpoint.'],
  };
}

const STEPS: readonly (readonly [step: string, title: string, detail: string])[] = [
  ['read', 'the files are those of a dossier, none too large, none elsewhere', '141 files'],
  ['bag', 'the BagIt declaration is that of this format', 'BagIt 1.0'],
  ['manifest', 'every payload file is listed and is what the manifest says', '132 files listed'],
  ['withheld', 'what is missing was withheld for a reason that the signed markings allow', '70 files withheld, shown up to TLP:GREEN'],
  ['tags', 'the tag manifest lists what stands beside the payload', 'all tag files listed'],
  ['statement', 'the statement is about this manifest and this bag', 'case c-1 of node.example.org/log'],
  ['signature', 'a given signer made the statement', 'signed by key 8f14e45fceea167a'],
  ['leaf', 'the log’s leaf commits to this manifest and statement', 'the leaf commits to manifest and statement'],
  ['log', 'a log of the given policy signed the checkpoint, and the leaf is in it', 'leaf 1232 of 1243 of node.example.org/log'],
  ['quorum', 'enough witnesses of the given policy signed the checkpoint', 'signed by witness, north'],
  ['timestamp', 'a given authority stamped the checkpoint', '2026-11-24T14:02:11Z by Example TSA'],
];

/** The second dossier of the preview does not verify. */
function verify({ id, timestamped }: Dossier): ResponseOf<'verifyDossier'> {
  const bad = id === 'd-demo-2';
  return {
    at: NOW(),
    holds: !bad,
    steps: STEPS.map(([step, title, detail]) => {
      if (bad && step === 'manifest') {
        return { step, title, status: 'failed', detail: 'data/facts/002.json is not what the manifest says' };
      }
      if (step === 'timestamp' && !timestamped) return { step, title, status: 'skipped', detail: 'there is no timestamp' };
      return { step, title, status: 'passed', detail };
    }),
  };
}
