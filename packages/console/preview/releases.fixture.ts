// SPDX-License-Identifier: Apache-2.0
import type { Release, ReleaseInput } from '@stillwatch/core/api';
import type { Preview } from './data.fixture.ts';
import { peers } from './peers.fixture.ts';
import { PreviewProblem } from './problem.fixture.ts';
import { pageOf, type PreviewRequest } from './shapes.fixture.ts';
import { detailOf, previewOf, recipientsOf } from './sharing-release.fixture.ts';

const NOW = () => new Date().toISOString();
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const ME = { id: 'person:u-1', name: 'Ada Analyst' };
const OTHER = { id: 'person:u-9', name: 'Rosa Releaser' };

let releases: { release: Release; request: ReleaseInput }[] | undefined;

function firstReleases(data: Preview): { release: Release; request: ReleaseInput }[] {
  const [first, second] = data.report.campaigns;
  const until = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const request = (changes: Partial<ReleaseInput>): ReleaseInput => ({
    campaign: first!.id,
    recipients: [
      { kind: 'peer', peer: 'meridian' },
      { kind: 'peer', peer: 'harbour' },
    ],
    tlp: 'AMBER',
    pap: 'GREEN',
    group: null,
    legalBasis: { basis: 'Cybersecurity Information Sharing Act of 2015', validFrom: ago(4000), validUntil: until(9) },
    embargoUntil: null,
    title: 'Grader farm with one wrapper',
    description: 'One wrapper asks for graded chains of reasoning. Questions: jane.doe@northlight.example.',
    confidence: 85,
    validDays: 90,
    licence: null,
    ...changes,
  });
  const draw = (id: string, author: typeof ME, changes: Partial<ReleaseInput>, more: Partial<Release> = {}) => {
    const asked = request(changes);
    const { preview } = previewOf(data, asked, peers);
    const release: Release = {
      id,
      campaign: asked.campaign,
      title: asked.title,
      state: 'draft',
      tlp: preview.tlp,
      group: asked.group,
      author,
      createdAt: ago(30),
      recipients: recipientsOf(asked, peers),
      legalBasis: asked.legalBasis,
      embargoUntil: asked.embargoUntil,
      digest: preview.digest,
      needsCounsel: preview.needsCounsel,
      approvals: [],
      history: [{ at: ago(30), by: author.name, what: 'drafted', reason: null }],
      leaf: null,
      objects: preview.objects.length,
      etag: '"1"',
      ...more,
    };
    return { release, request: asked };
  };
  const approval = { by: ME.id, name: ME.name, role: 'releaser' as const, at: ago(8) };
  const agency = draw('r-4', OTHER, {
    campaign: second?.id ?? first!.id,
    title: 'For the bureau: rotating subscriptions',
    tlp: 'RED',
    pap: null,
    recipients: [{ kind: 'person', peer: 'bureau', person: 'Inspector Vega' }],
    description: 'We agree to block these accounts together. List price was $20.',
  });
  const history = [
    { at: ago(30), by: OTHER.name, what: 'drafted', reason: null },
    { at: ago(8), by: ME.name, what: 'approved as releaser', reason: null },
  ];
  return [
    draw('r-5', OTHER, {}),
    agency,
    draw('r-3', OTHER, { title: 'Harvest of tool trajectories' }, { state: 'reviewed', approvals: [approval], history }),
    draw('r-2', OTHER, { title: 'Wrapper of the summer' }, { state: 'released', approvals: [approval], leaf: 1207, history: [...history, { at: ago(7), by: ME.name, what: 'released', reason: null }] }),
    draw('r-1', ME, { title: 'Proxy pool, mistaken' }, { state: 'recalled', leaf: 1101, history: [...history, { at: ago(2), by: ME.name, what: 'recalled', reason: 'The pool belongs to a customer.' }] }),
    draw('r-0', ME, { title: 'Own draft', legalBasis: { basis: 'Mutual agreement of 2025', validFrom: ago(9000), validUntil: ago(100) } }),
  ];
}

/** Releases change as they do in a node; undefined for what is none of them. */
export function answerReleases(data: Preview, { id, query, body, ifMatch }: PreviewRequest, which: string | undefined): unknown {
  if (id === 'previewRelease') return previewOf(data, body as unknown as ReleaseInput, peers).preview;
  if (!/Releases?$/.test(id)) return undefined;
  releases ??= firstReleases(data);
  if (id === 'listReleases') {
    const fits = ({ release }: { release: Release }) =>
      (query.state === undefined || release.state === query.state) && (query.campaign === undefined || release.campaign === query.campaign);
    return pageOf(releases.filter(fits).map(({ release }) => release), query);
  }
  if (id === 'draftRelease') {
    const request = body as unknown as ReleaseInput;
    const { preview } = previewOf(data, request, peers);
    const release: Release = { ...releases[0]!.release, id: `r-${releases.length + 1}`, ...written(request, preview.digest, preview.needsCounsel), author: ME, createdAt: NOW(), history: [{ at: NOW(), by: ME.name, what: 'drafted', reason: null }] };
    releases = [{ release, request }, ...releases];
    return release;
  }
  const found = releases.find(({ release }) => release.id === which);
  if (found === undefined) throw new PreviewProblem(404, 'NOT_FOUND', 'There is no such release', `No release has the id ${which}.`);
  if (id === 'getRelease') return detailOf(data, found.release, found.request, peers);
  if (id === 'downloadRelease') return previewOf(data, found.request, peers).preview.content;
  if (ifMatch !== found.release.etag) throw new PreviewProblem(412, 'PRECONDITION_FAILED', 'Changed meanwhile', 'Somebody changed it.');
  return step(data, found, id, body);
}

function written(request: ReleaseInput, digest: string, needsCounsel: boolean): Partial<Release> {
  const { campaign, title, tlp, group, legalBasis, embargoUntil } = request;
  return { campaign, title, tlp, group, legalBasis, embargoUntil, digest, needsCounsel, state: 'draft', approvals: [], recipients: recipientsOf(request, peers) };
}

function step(data: Preview, found: { release: Release; request: ReleaseInput }, id: PreviewRequest['id'], body: PreviewRequest['body']): Release {
  const { release } = found;
  let { request } = found;
  const log = (what: string) => [...release.history, { at: NOW(), by: ME.name, what, reason: (body?.reason as string | undefined) ?? null }];
  let changes: Partial<Release> = {};
  if (id === 'approveRelease') {
    const role = body!.role as 'releaser' | 'counsel';
    const approvals = [...release.approvals, { by: ME.id, name: ME.name, role, at: NOW() }];
    changes = { approvals, state: approvals.length > (release.needsCounsel ? 1 : 0) ? 'reviewed' : 'draft', history: log(`approved as ${role}`) };
  } else if (id === 'performRelease') changes = { state: 'released', leaf: 1_244, history: log('released') };
  else if (id === 'refuseRelease') changes = { state: 'refused', history: log('refused') };
  else if (id === 'recallRelease') changes = { state: 'recalled', history: log('recalled') };
  else {
    request = body as unknown as ReleaseInput;
    const { preview } = previewOf(data, request, peers);
    changes = { ...written(request, preview.digest, preview.needsCounsel), history: log('redrafted') };
  }
  const next = { ...release, ...changes, etag: `"${Date.now()}"` };
  releases = releases!.map((one) => (one.release.id === release.id ? { release: next, request } : one));
  return next;
}
