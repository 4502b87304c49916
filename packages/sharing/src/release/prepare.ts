// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac } from 'node:crypto';
import { canonicalJson } from '@stillwatch/core';
import type { LegalBasis } from '../assertion/assertion.ts';
import { type Clearance, mayRead } from '../marking/access.ts';
import { readablePart } from '../marking/granular.ts';
import { type KnownDefinitions, markingUnder } from '../marking/marking-of.ts';
import type { SharedObject } from '../marking/shared-object.ts';
import { strictestTlp, TLP_MARKING_IDS, type Tlp } from '../marking/tlp.ts';
import { EXTENSION_OBJECTS } from '../stix/extension.ts';
import { formatUuid } from '../stix/observable-id.ts';
import { applyAllowList, type Dropped, type TextRule } from './allow-list.ts';
import { lintAntitrust } from './antitrust.ts';
import { scrubText } from './pii.ts';
import type { ReleaseTemplate } from './template.ts';
import { withheldCheck } from './withheld.ts';

/** An object with what its source said about passing it on. */
export interface ReleaseItem {
  readonly object: SharedObject;
  readonly source: string;
  readonly group: string | null;
  readonly tlp: Tlp;
}

export interface Recipient {
  /** Identity of the organisation, or of the person for an individual. */
  readonly id: string;
  readonly organisation: string;
  readonly kind: 'company' | 'agency' | 'sharing-centre';
  /** Addressed to one named person: only then may TLP:RED go. */
  readonly isIndividual: boolean;
  readonly memberships: readonly string[];
  /** Where it stands towards other sources than this node's organisation; public where none is given. */
  readonly clearances: Readonly<Record<string, Clearance>>;
}

export interface ReleaseRequest {
  readonly organisation: string;
  readonly items: readonly ReleaseItem[];
  readonly recipients: readonly Recipient[];
  readonly template: ReleaseTemplate;
  /** Free texts that the author wrote for this release; any other text stays. */
  readonly texts: readonly string[];
  /** Prompts, identifiers and whatever else of the evidence must not leave. */
  readonly withheld: readonly string[];
  readonly legalBasis: LegalBasis | null;
  /** ISO 8601; null for none. */
  readonly embargoUntil: string | null;
  readonly definitions?: KnownDefinitions;
}

export interface ReleaseFinding {
  /** Stops the release, or is told to whoever reviews it. */
  readonly effect: 'stops' | 'tells';
  readonly rule: string;
  readonly object: string | null;
  readonly path: string | null;
  readonly text: string;
}

/** One recipient's copy. `watermark` is the id of its bundle, which nobody else's has. */
export interface ReleaseCopy {
  readonly recipient: string;
  readonly watermark: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

export interface PreparedRelease {
  /** What would leave, as canonical JSON, but for the bundle's id. */
  readonly preview: string;
  /** Of all that a reviewer agrees to: content, recipients, legal basis, embargo, template. */
  readonly digest: string;
  readonly tlp: Tlp;
  readonly dropped: readonly Dropped[];
  readonly findings: readonly ReleaseFinding[];
  /** Empty while a finding stops the release. */
  readonly copies: readonly ReleaseCopy[];
  /** TLP:RED and agencies take the counsel's approval. */
  readonly needsCounsel: boolean;
}

const LONGEST_TEXT = 5_000;
/** The definition of our extension, which everybody may read and which must go along as it is. */
const PUBLIC = new Set(EXTENSION_OBJECTS.map((object) => canonicalJson(object)));

/**
 * Shows what would leave: exactly these bytes, and what is kept back or stops it.
 * @param watermarkKey secret of the node; with the digest it gives each recipient's bundle its own id.
 * @param now milliseconds since 1970.
 */
export function prepareRelease(
  request: ReleaseRequest,
  { now, watermarkKey }: { now: number; watermarkKey: Uint8Array },
): PreparedRelease {
  const findings: ReleaseFinding[] = [...standingOf(request, now)];
  const dropped: Dropped[] = [];
  const levels: Tlp[] = [];
  const objects: SharedObject[] = [];
  const text = textRule(request, findings);
  for (const item of request.items) {
    if (isPublic(item.object)) {
      objects.push(item.object);
      continue;
    }
    const readable = forRecipients(item, request);
    const cleaned = applyAllowList(readable?.object ?? item.object, request.template, text);
    dropped.push(...cleaned.dropped);
    if (cleaned.object === null) continue;
    if (readable === null) {
      const told = 'a recipient may not read it';
      findings.push({ effect: 'stops', rule: 'tlp', object: cleaned.object.id, path: null, text: told });
      continue;
    }
    levels.push(readable.level);
    objects.push({ ...cleaned.object, object_marking_refs: [TLP_MARKING_IDS[readable.level]] });
  }
  objects.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  if (levels.length === 0) findings.push(stop('empty', 'nothing is left that may leave'));
  const tlp = strictestTlp(levels);
  const preview = canonicalJson({ type: 'bundle', objects });
  const digest = digestOf(request, preview);
  const stopped = findings.some(({ effect }) => effect === 'stops');
  return {
    preview,
    digest,
    tlp,
    dropped,
    findings,
    copies: stopped ? [] : request.recipients.map(({ id }) => copyFor(id, objects, digest, watermarkKey)),
    needsCounsel: tlp === 'red' || request.recipients.some(({ kind }) => kind === 'agency'),
  };
}

function isPublic(object: SharedObject): boolean {
  try {
    return PUBLIC.has(canonicalJson(object));
  } catch {
    return false;
  }
}

/** Free texts of objects for which the list has a place: what the author of a release has to have written, or leave out. */
export function reviewableTexts(objects: readonly SharedObject[], template: ReleaseTemplate): string[] {
  const found = new Set<string>();
  for (const object of objects) applyAllowList(object, template, (text) => (found.add(text), text));
  return [...found];
}

function stop(rule: string, text: string): ReleaseFinding {
  return { effect: 'stops', rule, object: null, path: null, text };
}

/** Recipients, legal basis and embargo: what must hold at the moment of leaving. A date that cannot be read does not hold. */
function standingOf({ recipients, legalBasis, embargoUntil }: ReleaseRequest, now: number): ReleaseFinding[] {
  const found: ReleaseFinding[] = [];
  if (recipients.length === 0) found.push(stop('recipients', 'it is for nobody'));
  if (new Set(recipients.map(({ id }) => id)).size < recipients.length)
    found.push(stop('recipients', 'a recipient stands twice'));
  if (legalBasis === null) found.push(stop('legal-basis', 'there is no legal basis'));
  else if (!(Date.parse(legalBasis.validFrom) <= now)) found.push(stop('legal-basis', 'the legal basis does not hold yet'));
  else if (legalBasis.validUntil !== null && !(now < Date.parse(legalBasis.validUntil))) {
    found.push(stop('legal-basis', `the legal basis (${legalBasis.basis}) ended on ${legalBasis.validUntil}`));
  }
  if (embargoUntil !== null && !(Date.parse(embargoUntil) <= now))
    found.push(stop('embargo', `there is an embargo until ${embargoUntil}`));
  return found;
}

/** The part of an item that every recipient may read, at the strictest of its levels; null where there is none. */
function forRecipients(item: ReleaseItem, request: ReleaseRequest): { object: SharedObject; level: Tlp } | null {
  const definitions = request.definitions ?? new Map<string, SharedObject>();
  const level = markingUnder(item.object, definitions, item.tlp).tlp;
  const read: Tlp[] = [level];
  const everybodyMay = (one: Tlp): boolean => {
    const may = request.recipients.every((recipient) => maySee(item, one, recipient, request.organisation));
    if (may) read.push(one);
    return may;
  };
  const object = readablePart(item.object, level, definitions, everybodyMay);
  return object === null ? null : { object, level: strictestTlp(read) };
}

function maySee({ source, group }: ReleaseItem, level: Tlp, recipient: Recipient, own: string): boolean {
  const { organisation, memberships, isIndividual, clearances } = recipient;
  const given = isIndividual ? 'individual' : 'recipient';
  // One's own may go to whom one names; others' only to whom their source has opened it.
  const foreign = Object.hasOwn(clearances, source) ? clearances[source]! : 'public';
  const clearance = source === own ? given : foreign;
  return mayRead({ level, audience: { source, group }, reader: { organisation, memberships, clearance } });
}

/** Free text leaves only as its author wrote it for this release, without what names persons and without others' words. */
function textRule({ texts, withheld }: ReleaseRequest, findings: ReleaseFinding[]): TextRule {
  const written = new Set(texts);
  const isWithheld = withheldCheck(withheld);
  return (text, place) => {
    const find = (effect: ReleaseFinding['effect'], rule: string, told: string): void =>
      void findings.push({ effect, rule, ...place, text: told });
    if (!written.has(text) || text.length > LONGEST_TEXT) return undefined;
    if (isWithheld(text)) {
      find('stops', 'withheld', 'it repeats what must not leave');
      return undefined;
    }
    for (const { rule, text: said } of lintAntitrust(text)) find('stops', `antitrust/${rule}`, said);
    const scrubbed = scrubText(text);
    for (const { kind } of scrubbed.found)
      find('tells', `pii/${kind}`, scrubbed.text === null ? 'the text is dropped' : 'it was taken out');
    return scrubbed.text ?? undefined;
  };
}

function digestOf({ recipients, template, legalBasis, embargoUntil }: ReleaseRequest, preview: string): string {
  const to = recipients.map(({ id, organisation, kind, isIndividual }) => ({ id, organisation, kind, isIndividual }));
  const agreed = canonicalJson({ preview, to, template, legalBasis, embargoUntil });
  return createHash('sha256').update(`stillwatch/release/v1\n${agreed}`).digest('hex');
}

function copyFor(recipient: string, objects: readonly SharedObject[], digest: string, watermarkKey: Uint8Array): ReleaseCopy {
  const watermark = watermarkOf(recipient, digest, watermarkKey);
  const bytes = Buffer.from(canonicalJson({ type: 'bundle', id: watermark, objects }), 'utf8');
  return { recipient, watermark, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Id of a recipient's bundle: looks like any other, and only who has the key can tell whose it is. */
export function watermarkOf(recipient: string, digest: string, watermarkKey: Uint8Array): string {
  const mac = createHmac('sha256', watermarkKey).update(`${digest}\0${recipient}`).digest();
  return `bundle--${formatUuid(mac.subarray(0, 16), 4)}`;
}
