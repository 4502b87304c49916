// SPDX-License-Identifier: Apache-2.0
import { type Campaign, TECHNIQUES, TLP_MARKINGS } from '@stillwatch/core';
import { derivedId } from '@stillwatch/sharing';

/** The same object has the same id in every dossier. */
const IDS = Buffer.from('stillwatch/stix/v1');

/** A campaign as a STIX 2.1 bundle: who says it, what it is, how it is done, and a report that holds it together. No accounts. */
export function stixBundle(finding: Campaign, { organisation, now }: { organisation: string; now: string }): unknown {
  const id = (type: string, ...parts: readonly string[]): string => derivedId(IDS, type, ...parts);
  const times = { created: now, modified: now };
  const author = id('identity', organisation);
  const common = { spec_version: '2.1', created_by_ref: author, ...times };
  const campaign = {
    type: 'campaign',
    id: id('campaign', finding.id),
    ...common,
    name: finding.name,
    description: `${finding.accounts.length} accounts, ${finding.exchanges} exchanges; ${finding.tier} at ${finding.bits} bits.`,
    objective: 'Collecting a model’s answers at scale, as training data for another one.',
    first_seen: finding.firstSeen,
    last_seen: finding.lastSeen,
    object_marking_refs: [TLP_MARKINGS.AMBER],
  };
  const patterns = finding.techniques.map((technique) => {
    const known = TECHNIQUES.find((one) => one.id === technique.id);
    return {
      type: 'attack-pattern',
      id: id('attack-pattern', technique.id),
      ...common,
      name: known?.title ?? technique.id,
      ...(known === undefined ? {} : { description: known.about }),
      external_references: technique.atlas.map((code) => ({
        source_name: 'mitre-atlas',
        external_id: code,
      })),
      object_marking_refs: [TLP_MARKINGS.GREEN],
    };
  });
  const uses = patterns.map((pattern) => ({
    type: 'relationship',
    id: id('relationship', campaign.id, pattern.id),
    ...common,
    relationship_type: 'uses',
    source_ref: campaign.id,
    target_ref: pattern.id,
    object_marking_refs: [TLP_MARKINGS.AMBER],
  }));
  const report = {
    type: 'report',
    id: id('report', finding.id, now),
    ...common,
    name: `Distillation campaign ${finding.name}`,
    report_types: ['campaign'],
    published: now,
    object_refs: [campaign.id, ...patterns.map((pattern) => pattern.id), ...uses.map((use) => use.id)],
    object_marking_refs: [TLP_MARKINGS.AMBER],
  };
  const identity = {
    type: 'identity',
    id: author,
    spec_version: '2.1',
    ...times,
    name: organisation,
    identity_class: 'organization',
    object_marking_refs: [TLP_MARKINGS.GREEN],
  };
  return { type: 'bundle', id: id('bundle', finding.id, now), objects: [identity, campaign, ...patterns, ...uses, report] };
}
