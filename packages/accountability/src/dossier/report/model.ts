// SPDX-License-Identifier: Apache-2.0
import type { DossierContent } from '../input.ts';
import { mayRead, type Tlp } from '../tlp.ts';
import { drawBits } from './bits.ts';
import type { Drawing } from './drawing.ts';
import { drawGraph } from './graph.ts';
import { drawTimeline } from './timeline.ts';

/** The entries of a section as one reader sees them. */
export interface Shown<T> {
  readonly entries: readonly { readonly number: number; readonly entry: T }[];
  /** Marked above the reader's level. */
  readonly above: number;
  /**
   * Entries that hold somebody's data: a report names their files only, so that erasing a person leaves every report
   * whole and signed.
   */
  readonly elsewhere: readonly string[];
}

type Sections = Pick<
  DossierContent,
  | 'exhibits'
  | 'methods'
  | 'windows'
  | 'counterEvidence'
  | 'benign'
  | 'custody'
  | 'decisions'
  | 'facts'
  | 'inferences'
  | 'unknowns'
>;
const FOLDERS: Readonly<Record<keyof Sections, string>> = {
  exhibits: 'exhibits',
  methods: 'methods',
  windows: 'windows',
  counterEvidence: 'counter-evidence',
  benign: 'benign',
  custody: 'custody',
  decisions: 'decisions',
  facts: 'facts',
  inferences: 'inferences',
  unknowns: 'unknowns',
};

/** Everything that a report for readers of one level says. */
export interface ReportModel {
  readonly caseId: string;
  readonly organisation: string;
  readonly madeAt: string;
  readonly whole: Tlp;
  readonly level: Tlp;
  readonly header: { readonly title: string; readonly summary: string } | null;
  readonly campaign: DossierContent['campaign']['record'] | null;
  readonly thresholds: DossierContent['thresholds'];
  readonly pictures: Pictures;
  readonly authorisation: Shown<DossierContent['authorisation']>;
  readonly sections: { readonly [K in keyof Sections]: Shown<Sections[K][number]> };
}

export interface Pictures {
  readonly timeline: Drawing | null;
  readonly graph: Drawing | null;
  readonly bits: Drawing;
}

/** Drawn once and shared by all reports of a dossier. */
export function drawPictures({ campaign: { record }, thresholds }: DossierContent): Pictures {
  return { timeline: drawTimeline(record), graph: drawGraph(record), bits: drawBits(record, thresholds) };
}

export function readModel(content: DossierContent, level: Tlp, pictures: Pictures): ReportModel {
  const { caseId, organisation, now, tlp, caseTlp, title, summary, campaign, thresholds } = content;
  const sections = Object.fromEntries(
    Object.entries(FOLDERS).map(([name, folder]) => [name, show<Marked>(content[name as keyof Sections], level, folder)]),
  ) as unknown as ReportModel['sections'];
  return {
    caseId,
    organisation,
    madeAt: now,
    whole: tlp,
    level,
    header: mayRead(level, caseTlp) ? { title, summary } : null,
    campaign: mayRead(level, campaign.tlp) ? campaign.record : null,
    thresholds,
    pictures,
    authorisation: show([content.authorisation], level, 'authorisation'),
    sections,
  };
}

interface Marked {
  readonly tlp: Tlp;
  readonly subjects: readonly string[];
}

function show<T extends Marked>(values: readonly T[], level: Tlp, folder: string): Shown<T> {
  const numbered = values.map((entry, i) => ({ number: i + 1, entry }));
  const readable = numbered.filter(({ entry }) => mayRead(level, entry.tlp));
  const [own, elsewhere] = [
    readable.filter(({ entry }) => entry.subjects.length === 0),
    readable.filter(({ entry }) => entry.subjects.length > 0),
  ];
  return {
    entries: own,
    above: numbered.length - readable.length,
    elsewhere: elsewhere.map(({ number }) => `data/${folder}/${String(number).padStart(3, '0')}.json`),
  };
}
