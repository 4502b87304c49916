// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@stillwatch/core';
import type { DossierContent } from './input.ts';
import { type SaltOf, uuidOf } from './salts.ts';
import { groupStix } from './stix-files.ts';
import type { Tlp } from './tlp.ts';

/** One payload file: the unit that is withheld or shown. */
export interface Item {
  readonly path: string;
  readonly tlp: Tlp;
  /** Whether it holds a subject's data, so that erasing the subject withholds it. */
  readonly erasable: boolean;
  readonly bytes: Uint8Array;
}

interface Entry {
  readonly tlp: Tlp;
  readonly subjects: readonly string[];
}

type MakeEntry = (path: string, kind: string, value: Entry & { readonly [member: string]: unknown }) => Item;

/**
 * One file per entry of every section. Each holds a salt of its own, so that its hash in the signed manifest is a
 * commitment that cannot be guessed once the file is withheld.
 */
export function buildItems(content: DossierContent, saltOf: SaltOf): Item[] {
  const entry: MakeEntry = (path, kind, value) => {
    const salt = Buffer.from(saltOf(path)).toString('hex');
    const body = { kind, salt, ...value };
    return { path, tlp: value.tlp, erasable: value.subjects.length > 0, bytes: jsonBytes(body) };
  };
  const section = (folder: string, kind: string, values: readonly Parameters<MakeEntry>[2][]): Item[] =>
    values.map((value, i) => entry(`data/${folder}/${number(i, 3)}.json`, kind, value));

  const { record, tlp, accountsTlp } = content.campaign;
  const { accounts, ...rest } = record;
  const { caseId, title, summary, organisation, now, audience, thresholds, caseTlp } = content;
  return [
    entry('data/case.json', 'case', { caseId, title, summary, organisation, madeAt: now, audience, tlp: caseTlp, subjects: [] }),
    entry('data/campaign/record.json', 'campaign', { ...rest, accounts: accounts.length, thresholds, tlp, subjects: [] }),
    ...accounts.map((account, i) =>
      entry(`data/campaign/accounts/${number(i, 5)}.json`, 'account', {
        index: i,
        account,
        tlp: accountsTlp,
        subjects: [account],
      }),
    ),
    ...section('authorisation', 'authorisation', [content.authorisation]),
    ...section('exhibits', 'exhibit', content.exhibits),
    ...section('methods', 'method', content.methods),
    ...section('windows', 'window', content.windows),
    ...section('counter-evidence', 'counter-evidence', content.counterEvidence),
    ...section('benign', 'benign', content.benign),
    ...section('custody', 'custody', content.custody),
    ...section('decisions', 'decision', content.decisions),
    ...section('facts', 'fact', content.facts),
    ...section('inferences', 'inference', content.inferences),
    ...section('unknowns', 'unknown', content.unknowns),
    ...(content.stix === null ? [] : stixItems(content.stix, saltOf, entry)),
  ];
}

/** STIX has no place for a salt: the bundle's id, which means nothing else, is drawn from it. */
function stixItems({ bundle, subjects }: NonNullable<DossierContent['stix']>, saltOf: SaltOf, entry: MakeEntry): Item[] {
  return groupStix(bundle, subjects).flatMap((group, i) => {
    const path = `data/stix/${number(i, 3)}.json`;
    const bytes = jsonBytes({ type: 'bundle', id: `bundle--${uuidOf(saltOf(path))}`, objects: group.objects });
    const { tlp } = group;
    const item: Item = { path, tlp, erasable: group.subjects.length > 0, bytes };
    // Nor for whose data it holds: that stands beside it.
    return item.erasable ? [item, entry(aboutPath(path), 'about', { tlp, subjects: group.subjects })] : [item];
  });
}

/** Where the subjects of a file stand that cannot name them itself. */
export function aboutPath(path: string): string {
  return path.replace(/\.json$/, '.about.json');
}

export function jsonBytes(value: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(`${canonicalJson(value)}\n`));
}

function number(index: number, digits: number): string {
  return String(index + 1).padStart(digits, '0');
}
