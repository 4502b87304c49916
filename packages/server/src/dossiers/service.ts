// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import {
  buildDossier,
  type DossierInput,
  type DossierSigner,
  loadVerifier,
  redactDossier,
  unzipDossier,
  verifyDossier,
  zipDossier,
} from '@stillwatch/accountability';
import type { Audience, Dossier, DossierPreview, Tlp, Verification } from '@stillwatch/core/api';
import type { Config } from '../config/index.ts';
import type { Evidence } from '../evidence/index.ts';
import type { Ledger, Who } from '../ledger/index.ts';
import type { Clock, DossierRecord, Records } from '../parts.ts';
import type { Transparency } from '../transparency/index.ts';
import { composeDossier } from './compose.ts';
import { describeFiles, describeVerdict } from './describe.ts';
import type { DossierFolder } from './files.ts';
import { readCase } from './read-case.ts';
import { sealOnNode } from './seal-on-node.ts';

export interface DossierWish {
  readonly campaign: string;
  readonly audience: Audience;
  readonly tlp: Tlp;
}

export interface Dossiers {
  preview(wish: DossierWish): Promise<DossierPreview>;
  /** @throws AppError NOT_FOUND, LOG_UNAVAILABLE, TIMESTAMP_INVALID, DOSSIER_INVALID */
  build(wish: DossierWish & { reason: string }, by: Who): Promise<Omit<Dossier, 'held'>>;
  /** @throws AppError NOT_FOUND */
  zip(id: string): Uint8Array;
  verify(record: DossierRecord): Verification;
}

export interface DossierParts {
  readonly records: Records;
  readonly ledger: Ledger;
  readonly transparency: Transparency;
  readonly evidence: Evidence;
  readonly folder: DossierFolder;
  readonly signer: DossierSigner;
  readonly clock: Clock;
  readonly config: Pick<Config, 'retention'>;
  /** PEM of the authority's roots; null without an authority. */
  readonly authority: { readonly url: string; readonly roots: string } | null;
  readonly fetch: typeof globalThis.fetch;
}

export function createDossiers(parts: DossierParts): Dossiers {
  const { records, ledger, transparency, evidence, folder, signer, clock, config, authority } = parts;
  const iso = (): string => new Date(clock.now()).toISOString();

  const inputOf = async (campaign: string, audience: Audience): Promise<DossierInput> => {
    const file = await readCase(parts, campaign);
    const caseId = campaign
      .replaceAll(/[^A-Za-z0-9._-]/g, '-')
      .replace(/^[^A-Za-z0-9]/, 'c')
      .slice(0, 64);
    return composeDossier(file, { caseId, organisation: asciiOf(transparency.log.origin), now: iso(), audience });
  };

  return {
    async preview({ campaign, audience, tlp }) {
      const input = await inputOf(campaign, audience);
      const whole = buildDossier(input, { signer, saltSecret: randomBytes(32), verifier: loadVerifier() });
      const { included, withheld } = describeFiles(redactDossier(whole, { audience, tlp }));
      const { quorum } = await transparency.health();
      const warnings = [
        ...(quorum.needed === 0 ? ['No witness has to countersign: a reader has only this node’s word for the log.'] : []),
        ...(quorum.met ? [] : [`${quorum.have} of ${quorum.needed} witnesses have countersigned the newest checkpoint.`]),
        ...(authority === null ? ['No authority stamps the time.'] : []),
        ...((input.decisions ?? []).length === 0 ? ['Nobody has decided about this campaign.'] : []),
      ];
      return { campaign, audience, tlp, included, withheld, warnings };
    },
    async build({ campaign, audience, tlp, reason }, by) {
      await ledger.ready();
      const input = await inputOf(campaign, audience);
      const id = `d-${clock.now().toString(36)}-${randomBytes(6).toString('hex')}`;
      const { dossier, index, manifest, timestamped } = await sealOnNode(input, parts, by, id);
      const redacted = redactDossier(dossier, { audience, tlp });
      const zip = zipDossier(redacted);
      folder.write(id, zip);
      const lists = describeFiles(redacted);
      const { finding } = (await records.campaigns.get(campaign))!;
      const kept: Omit<Dossier, 'held'> = {
        id,
        campaign,
        campaignName: finding.name,
        audience,
        tlp,
        reason,
        by: ledger.pseudonym(by),
        at: input.now,
        bytes: zip.length,
        manifest,
        leaf: index,
        files: lists.included.length,
        withheld: lists.withheld.length,
        cosigned: transparency.cosignersOf(dossier),
        timestamped,
        state: 'whole',
      };
      await records.dossiers.put({
        dossier: kept,
        ...lists,
        subjects: subjectsOf(input, ledger),
        retainUntil: clock.now() + config.retention.dossiers,
      });
      await evidence.packed({ id, campaign, manifest, bytes: zip.length, index, at: clock.now() }, by);
      return kept;
    },
    zip: (id) => folder.read(id),
    verify({ dossier: { id, timestamped } }) {
      const files = unzipDossier(folder.read(id));
      const roots = timestamped && authority !== null ? { tsaRoots: authority.roots } : { withoutTimestamp: true };
      const trusted = { policy: transparency.policy, signerKeys: [signer.publicPem], now: clock.now(), ...roots };
      return describeVerdict(verifyDossier(files, trusted), iso());
    },
  };
}

/** Everybody about whom a dossier holds something of its own, by pseudonym. */
function subjectsOf(input: DossierInput, ledger: Pick<Ledger, 'pseudonym'>): string[] {
  const accounts = input.campaign.record.accounts.map((id) => ledger.pseudonym({ kind: 'account', id }));
  const people = [...input.custody, ...input.decisions].flatMap(({ subjects = [] }) => subjects);
  return [...new Set([...accounts, ...people])];
}

function asciiOf(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 120);
}
