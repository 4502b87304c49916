// SPDX-License-Identifier: Apache-2.0
import type { Audience, DossierPreview } from '@stillwatch/core/api';

/** Parts of a dossier in the order in which a reader meets them, by where their files stand. */
const PARTS: readonly (readonly [key: string, name: string, pattern: RegExp])[] = [
  ['report', 'Reports for readers', /^data\/report/],
  ['case', 'The case', /^data\/case\.json$/],
  ['campaign', 'Campaign, evidence in bits', /^data\/campaign\/record\.json$/],
  ['accounts', 'Accounts', /^data\/campaign\/accounts\//],
  ['exhibits', 'Exhibits', /^data\/exhibits\//],
  ['methods', 'Methods and error rates', /^data\/methods\//],
  ['windows', 'Windows and denominators', /^data\/windows\//],
  ['against', 'Evidence against', /^data\/counter-evidence\//],
  ['benign', 'Benign explanations', /^data\/benign\//],
  ['authorisation', 'Authorisation', /^data\/authorisation/],
  ['facts', 'Facts', /^data\/facts\//],
  ['inferences', 'Inferences', /^data\/inferences\//],
  ['unknowns', 'What is not known', /^data\/unknowns\//],
  ['custody', 'Chain of custody', /^data\/custody\//],
  ['decisions', 'Decisions', /^data\/decisions\//],
  ['stix', 'STIX 2.1', /^data\/stix\//],
  ['verify', 'Verifier and how to use it', /^data\/(verify\.py|VERIFY\.md)$/],
  ['proofs', 'Proofs: log, witnesses, time', /^proofs\//],
];
const REST = { key: 'rest', name: 'Frame of the bag' } as const;

export interface DossierPart {
  readonly key: string;
  readonly name: string;
  readonly included: DossierPreview['included'];
  readonly withheld: DossierPreview['withheld'];
  /** Bytes of what is included. */
  readonly bytes: number;
}

/** The parts of a dossier that have files, included or withheld. */
export function partsOf({ included, withheld }: Pick<DossierPreview, 'included' | 'withheld'>): DossierPart[] {
  const shown = Map.groupBy(included, ({ path }) => partOf(path));
  const hidden = Map.groupBy(withheld, ({ path }) => partOf(path));
  const names = [...PARTS.map(([key, name]) => ({ key, name })), REST];
  return names
    .map(({ key, name }) => {
      const files = shown.get(key) ?? [];
      return {
        key,
        name,
        included: files,
        withheld: hidden.get(key) ?? [],
        bytes: files.reduce((sum, file) => sum + file.bytes, 0),
      };
    })
    .filter((part) => part.included.length + part.withheld.length > 0);
}

function partOf(path: string): string {
  return PARTS.find(([, , pattern]) => pattern.test(path))?.[0] ?? REST.key;
}

export interface ComparedPart {
  readonly key: string;
  readonly name: string;
  /** How many files each audience gets, and how many are withheld from it; null where that is not known yet. */
  readonly of: Readonly<Record<Audience, { readonly included: number; readonly withheld: number } | null>>;
}

/** Side by side, what each audience would get of each part. */
export function compareAudiences(previews: Readonly<Record<Audience, DossierPreview | undefined>>): ComparedPart[] {
  const parts = Object.entries(previews).map(([audience, preview]) => ({
    audience: audience as Audience,
    known: preview === undefined ? null : new Map(partsOf(preview).map((part) => [part.key, part])),
  }));
  return [...PARTS.map(([key, name]) => ({ key, name })), REST]
    .filter(({ key }) => parts.some(({ known }) => known?.has(key) === true))
    .map(({ key, name }) => {
      const cells = parts.map(({ audience, known }) => {
        const part = known?.get(key);
        return [audience, known === null ? null : { included: part?.included.length ?? 0, withheld: part?.withheld.length ?? 0 }];
      });
      return { key, name, of: Object.fromEntries(cells) as ComparedPart['of'] };
    });
}
