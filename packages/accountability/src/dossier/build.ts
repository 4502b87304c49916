// SPDX-License-Identifier: Apache-2.0
import { AppError } from '@stillwatch/core';
import { BAGIT_TEXT, encode, formatBagInfo, formatManifest, sealTags, sha256Hex } from './bag.ts';
import { DossierInput, type DossierContent } from './input.ts';
import { buildItems, type Item, jsonBytes } from './items.ts';
import type { Markings } from './markings.ts';
import {
  BAG_INFO,
  BAGIT,
  type Dossier,
  type DossierFiles,
  MANIFEST,
  MARKINGS,
  PROOFS,
  refuseNames,
  statementPath,
} from './names.ts';
import { renderReportHtml } from './report/html.ts';
import { drawPictures, readModel } from './report/model.ts';
import { renderReportPdf } from './report/pdf.ts';
import { type SaltOf, saltsFrom } from './salts.ts';
import { type DossierSigner, signStatement } from './statement.ts';
import { mayRead, TLP_LEVELS, type Tlp } from './tlp.ts';
import type { VerifierFiles } from './verifier-files.ts';

export interface BuildParts {
  readonly signer: DossierSigner;
  /** At least 32 random bytes, kept as long as somebody may have to redact; every item's salt comes from it. */
  readonly saltSecret: Uint8Array;
  readonly verifier: VerifierFiles;
}

/**
 * Makes a signed dossier without proofs: the same input, signer, salts and verifier give the same bytes.
 * Next, the caller appends {@link dossierLeafPayload} to the log and hands what comes of it to {@link attachProofs}.
 * @throws AppError DOSSIER_INVALID when the input breaks its contract, or something in it is marked above the whole
 */
export function buildDossier(input: DossierInput, { signer, saltSecret, verifier }: BuildParts): Dossier {
  const read = DossierInput.safeParse(input);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new AppError('DOSSIER_INVALID', `dossier input: ${issue!.path.join('.')} ${issue!.message}`);
  }
  const content = read.data;
  const saltOf = saltsFrom(saltSecret);
  const items = [...buildItems(content, saltOf), ...verifierItems(verifier), ...reportItems(content, saltOf)];
  const above = items.find(({ tlp }) => !mayRead(content.tlp, tlp));
  if (above !== undefined) throw new AppError('DOSSIER_INVALID', `${above.path} is marked ${above.tlp}, above ${content.tlp}`);
  items.push(markingsItem(items));

  const files = new Map<string, Uint8Array>(items.map(({ path, bytes }) => [path, bytes]));
  const manifest = formatManifest(new Map(items.map(({ path, bytes }) => [path, sha256Hex(bytes)])));
  const { organisation, caseId, now, audience, tlp } = content;
  const name = `dossier-${caseId}`;
  files.set(MANIFEST, encode(manifest));
  files.set(BAGIT, encode(BAGIT_TEXT));
  files.set(BAG_INFO, encode(formatBagInfo({ organisation, caseId, date: now.slice(0, 10) })));
  const predicate = { organisation, caseId, madeAt: now, audience, tlp };
  files.set(statementPath(name), encode(signStatement(sha256Hex(manifest), predicate, signer)));
  files.set(PROOFS.signer, encode(signer.publicPem));
  const sealed = sealTags(files);
  checkNames(sealed);
  return { name, files: sealed };
}

function checkNames(files: DossierFiles): void {
  const refused = refuseNames([...files].map(([path, { length }]) => ({ path, size: length })));
  if (refused !== null) throw new AppError('DOSSIER_INVALID', refused);
}

/** The verifier itself is part of what is signed, so that nobody can hand on a dossier with a friendlier one. */
function verifierItems({ script, guide }: VerifierFiles): Item[] {
  const item = (path: string, bytes: Uint8Array): Item => ({ path, tlp: 'CLEAR', erasable: false, bytes });
  return [item('data/verify.py', script), item('data/VERIFY.md', guide)];
}

/** A report for the whole, and one for each level of reader below: all are signed, and a reader gets the own one. */
function reportItems(content: DossierContent, saltOf: SaltOf): Item[] {
  const pictures = drawPictures(content);
  return TLP_LEVELS.filter((level) => mayRead(content.tlp, level)).flatMap((tlp) => {
    const model = readModel(content, tlp, pictures);
    const stem = reportStem(content.tlp, tlp);
    const item = (path: string, render: (salt: string) => Uint8Array): Item => ({
      path,
      tlp,
      erasable: false,
      bytes: render(Buffer.from(saltOf(path)).toString('hex')),
    });
    return [
      item(`data/${stem}.html`, (salt) => encode(renderReportHtml(model, salt))),
      item(`data/${stem}.pdf`, (salt) => renderReportPdf(model, salt)),
    ];
  });
}

/** `report`, or `report-amber-strict` for a level below the dossier's own. */
export function reportStem(whole: Tlp, level: Tlp): string {
  return level === whole ? 'report' : `report-${level.toLowerCase().replace('+', '-')}`;
}

function markingsItem(items: readonly Item[]): Item {
  const own = { path: MARKINGS, tlp: 'CLEAR', erasable: false } as const;
  const marked = [...items, own].map(({ path, tlp, erasable }) => ({ path, tlp, erasable }));
  const markings: Markings = { format: 'stillwatch-markings/v1', items: marked.sort((a, b) => (a.path < b.path ? -1 : 1)) };
  return { ...own, bytes: jsonBytes(markings) };
}
