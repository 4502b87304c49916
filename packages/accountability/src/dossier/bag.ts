// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '@stillwatch/core';
import { BAG_INFO, BAGIT, type DossierFiles, MANIFEST, TAG_MANIFEST, textOf } from './names.ts';

/** RFC 8493 §2.1.1, to the byte. */
export const BAGIT_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export interface BagInfo {
  readonly organisation: string;
  readonly caseId: string;
  /** `2026-11-26`. */
  readonly date: string;
}

export function formatBagInfo({ organisation, caseId, date }: BagInfo): string {
  return `Source-Organization: ${organisation}\nExternal-Identifier: ${caseId}\nBagging-Date: ${date}\n`;
}

export function sha256Hex(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Lines as `sha256sum` writes and checks them, sorted by path. */
export function formatManifest(hashes: ReadonlyMap<string, string>): string {
  const paths = [...hashes.keys()].sort();
  return paths.map((path) => `${hashes.get(path)!}  ${path}\n`).join('');
}

/**
 * Hash by path. The form is exact (two spaces, lower case, sorted, no path twice), so that one set of files has one manifest.
 * @throws AppError DOSSIER_INVALID naming the line.
 */
export function parseManifest(text: string, name: string): Map<string, string> {
  const hashes = new Map<string, string>();
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new AppError('DOSSIER_INVALID', `${name} does not end with a line feed`);
  let last = '';
  for (const [i, line] of lines.entries()) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}([A-Za-z0-9._/-]+)$/.exec(line) ?? [];
    if (hash === undefined || path === undefined)
      throw new AppError('DOSSIER_INVALID', `line ${i + 1} of ${name} cannot be read`);
    if (path <= last) throw new AppError('DOSSIER_INVALID', `line ${i + 1} of ${name} is out of order or there twice`);
    hashes.set(path, hash);
    last = path;
  }
  return hashes;
}

/** The tag manifest lists everything that is neither payload nor itself. */
export function formatTagManifest(files: DossierFiles): string {
  const tags = [...files].filter(([path]) => isTag(path));
  return formatManifest(new Map(tags.map(([path, bytes]) => [path, sha256Hex(bytes)])));
}

/** The same files with the tag manifest made anew: the last step of every change. */
export function sealTags(files: DossierFiles): Map<string, Uint8Array> {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted).set(TAG_MANIFEST, encode(formatTagManifest(files)));
}

export function encode(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}

function isTag(path: string): boolean {
  return !path.startsWith('data/') && path !== TAG_MANIFEST;
}

/** @throws AppError DOSSIER_INVALID unless the declaration and the three lines about the bag stand as they are written here. */
export function checkBagFiles(files: DossierFiles): BagInfo {
  if (textOf(files, BAGIT) !== BAGIT_TEXT) throw new AppError('DOSSIER_INVALID', `${BAGIT} is not that of BagIt 1.0 in UTF-8`);
  const form =
    /^Source-Organization: ([\x20-\x7e]{1,120})\nExternal-Identifier: ([\x20-\x7e]{1,64})\nBagging-Date: (\d{4}-\d{2}-\d{2})\n$/;
  const [, organisation, caseId, date] = form.exec(textOf(files, BAG_INFO)) ?? [];
  if (organisation === undefined || caseId === undefined || date === undefined) {
    throw new AppError('DOSSIER_INVALID', `${BAG_INFO} cannot be read`);
  }
  return { organisation, caseId, date };
}

/** @throws AppError DOSSIER_INVALID at the first payload file that is not listed or not what the manifest says. */
export function checkPayload(files: DossierFiles): Map<string, string> {
  const manifest = parseManifest(textOf(files, MANIFEST), MANIFEST);
  for (const path of manifest.keys()) {
    if (!path.startsWith('data/')) throw new AppError('DOSSIER_INVALID', `${MANIFEST} lists ${path}, which is no payload`);
  }
  for (const path of [...files.keys()].sort()) {
    if (!path.startsWith('data/')) continue;
    const hash = manifest.get(path);
    if (hash === undefined) throw new AppError('DOSSIER_INVALID', `${path} is not in the manifest`);
    if (hash !== sha256Hex(files.get(path)!)) throw new AppError('DOSSIER_INVALID', `${path} is not what the manifest says`);
  }
  return manifest;
}

/** @throws AppError DOSSIER_INVALID unless the tag manifest lists exactly what stands beside the payload, with its hashes. */
export function checkTags(files: DossierFiles): void {
  const listed = parseManifest(textOf(files, TAG_MANIFEST), TAG_MANIFEST);
  for (const path of [...files.keys()].filter(isTag).sort()) {
    const hash = listed.get(path);
    if (hash === undefined) throw new AppError('DOSSIER_INVALID', `${path} is not in the tag manifest`);
    if (hash !== sha256Hex(files.get(path)!)) throw new AppError('DOSSIER_INVALID', `${path} is not what the tag manifest says`);
    listed.delete(path);
  }
  const [missing] = listed.keys();
  if (missing !== undefined) throw new AppError('DOSSIER_INVALID', `${missing} is in the tag manifest and not there`);
}
