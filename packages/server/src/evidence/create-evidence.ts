// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { type Campaign, canonicalJson } from '@stillwatch/core';
import type { CampaignEvent, Erasure, EvidenceItem } from '@stillwatch/core/api';
import type { Config } from '../config/index.ts';
import { type Act, type Ledger, NODE, type Who } from '../ledger/index.ts';
import type { Clock, Page, PageRequest, Records } from '../parts.ts';
import { eraseSubject, type Rebuild } from './erase.ts';
import { heldSubjects, readHolds } from './holds.ts';
import { describeItem, evidenceId, findingText, sha256 } from './items.ts';
import { sweep } from './sweep.ts';

export interface EvidenceParts {
  readonly records: Records;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly config: Pick<Config, 'retention'>;
  /** What is done to the files of dossiers. */
  readonly dossiers: Rebuild;
}

export interface Evidence {
  /** Records that a hunt found or changed a campaign, and keeps the finding; told again, it does nothing more. */
  found(finding: Campaign, changes: readonly CampaignEvent['kind'][], hunt: { id: string; at: number }): Promise<void>;
  /** Keeps by what the text of an exchange can be recognised that somebody was shown; never the text. */
  revealed(text: { ref: string; system: string; user: string }, whose: Who, by: Who, leafKey: string): Promise<void>;
  /** Takes a dossier that was built into custody, and notes what it was made of. */
  packed(
    dossier: { id: string; campaign: string; manifest: string; bytes: number; index: number; at: number },
    by: Who,
  ): Promise<void>;
  list(campaign: string, page: PageRequest): Promise<Page<EvidenceItem>>;
  /** Whether a legal hold lies on whom a pseudonym stands for. */
  holds(subject: string | null): Promise<boolean>;
  /** @throws AppError EVIDENCE_HELD */
  erase(whose: { kind: 'account' | 'person'; id: string }): Promise<Erasure>;
  /** Lets go of whatever has been kept for long enough and is not held. */
  sweep(): Promise<void>;
}

export function createEvidence(parts: EvidenceParts): Evidence {
  const { records, ledger, clock, config } = parts;
  const { custody } = records;
  return {
    async found(finding, changes, { id: hunt, at }) {
      const { id: campaign, name, tier, bits, accounts, exchanges } = finding;
      const text = findingText(finding, ledger);
      const digest = sha256(text);
      const subject: Who = { kind: 'campaign', id: campaign };
      const outcome = changes.join(', ');
      const figures = { campaign, name, tier, bits, accounts: accounts.length, exchanges };
      const act: Act = {
        kind: 'finding',
        actor: NODE,
        subject,
        payload: { control: 'hunt', outcome, evidence: digest, hunt, ...figures },
        key: `finding ${hunt} ${campaign}`,
        at,
      };
      const { key } = await ledger.record(act);
      const sealed = await ledger.vault.seal(ledger.pseudonym(subject), text);
      await custody.addEvidence({
        id: evidenceId('finding', hunt, campaign),
        campaign,
        origin: 'hunt',
        statement: `Finding of hunt ${hunt}: ${outcome}`,
        hash: digest,
        bytes: Buffer.byteLength(text),
        collector: ledger.pseudonym(NODE),
        at,
        entryKey: key,
        retainUntil: at + config.retention.findings,
        ...sealed,
      });
    },
    async revealed({ ref, system, user }, whose, by, leafKey) {
      const at = clock.now();
      // A short text could be guessed from its hash alone; whoever has text and nonce can compare.
      const nonce = randomBytes(16).toString('hex');
      const text = canonicalJson({ ref, system, user, nonce });
      const subject = ledger.pseudonym(whose);
      const campaign = await campaignOf(records, ledger, whose);
      await custody.addEvidence({
        id: evidenceId('reveal', leafKey),
        campaign,
        origin: 'reveal',
        statement: 'Text of an exchange, shown and not kept',
        hash: sha256(text),
        bytes: Buffer.byteLength(text),
        collector: ledger.pseudonym(by),
        at,
        entryKey: leafKey,
        retainUntil: at + config.retention.reveals,
        ...(await ledger.vault.seal(subject, canonicalJson({ ref, nonce }))),
      });
    },
    async list(campaign, page) {
      const { items, next } = await custody.evidenceOf(campaign, page);
      const [deeds, holds] = await Promise.all([custody.deeds(items.map(({ id }) => id)), readHolds(records)]);
      return { items: items.map((item) => describeItem(item, deeds.get(item.id) ?? [], holds)), next };
    },
    async packed({ id, campaign, manifest, bytes, index, at }, by) {
      const actor = ledger.pseudonym(by);
      const items = await custody.evidenceOf(campaign, { limit: 1_000 });
      for (const item of items.items) {
        if (item.gone === null && item.origin === 'hunt') {
          await custody.addDeed(item.id, { at, by: actor, what: `put into dossier ${id}`, hash: manifest });
        }
      }
      const entry = await records.vault.entry(ledger.origin, index);
      await custody.addEvidence({
        id: evidenceId('dossier', id),
        campaign,
        origin: 'dossier',
        statement: `Dossier ${id}`,
        hash: manifest,
        bytes,
        collector: actor,
        at,
        entryKey: entry?.key ?? '',
        retainUntil: at + config.retention.dossiers,
        ...(await ledger.vault.seal(ledger.pseudonym(NODE), id)),
      });
    },
    async holds(subject) {
      return heldSubjects(await readHolds(records), ledger).some((held) => held === subject);
    },
    erase: (whose) => eraseSubject(parts, whose),
    sweep: () => sweep(parts),
  };
}

/** The campaign that an account is in, where its id is known. */
async function campaignOf(records: Records, ledger: Ledger, whose: Who): Promise<string | null> {
  if (whose.kind === 'account') return (await records.campaigns.membership(whose.id))?.campaign ?? null;
  if (whose.kind !== 'pseudonym') return null;
  const { items } = await records.campaigns.list({ current: true }, { limit: 100 });
  const found = items.find(({ finding }) =>
    finding.accounts.some((id) => ledger.pseudonym({ kind: 'account', id }) === whose.id),
  );
  return found?.id ?? null;
}
