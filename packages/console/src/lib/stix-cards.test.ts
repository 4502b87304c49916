// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { markText, readContent } from './stix-cards.ts';

const EXTENSION = 'extension-definition--5521586e-9c9b-45b7-bb3b-c692df3889f1';
const campaign = {
  type: 'campaign',
  id: 'campaign--1',
  created: '2026-11-26T12:00:00.000Z',
  name: 'Farm',
  description: 'We agree to block it. Ask [e-mail removed].',
  extensions: { [EXTENSION]: { account_count: 50, harvest: { output_tokens: 2000 }, target_capabilities: ['a', 'b'] } },
};
const indicates = {
  type: 'relationship',
  id: 'relationship--1',
  relationship_type: 'indicates',
  source_ref: 'x',
  target_ref: 'campaign--1',
};
const content = JSON.stringify({ type: 'bundle', objects: [indicates, campaign] });
const finding = (object: string | null, path: string | null, rule = 'pii/e-mail', text = 'it was taken out') =>
  ({ effect: 'tells', rule, object, path, text }) as const;

describe('what leaves, to be read', () => {
  it('has every value of every object once, main things first, what is said before when', () => {
    const { cards } = readContent({ content, dropped: [], findings: [] });
    expect(cards.map(({ name }) => name)).toEqual(['Farm', 'indicates']);
    expect(cards[0]!.fields.map(({ path, values }) => [path, values.join('|')])).toEqual([
      ['name', 'Farm'],
      ['description', campaign.description],
      ['extensions.*.account_count', '50'],
      ['extensions.*.harvest.output_tokens', '2000'],
      ['extensions.*.target_capabilities', 'a|b'],
      ['created', campaign.created],
    ]);
    expect(cards[0]!.fields[3]!.label).toBe('harvest output tokens');
  });

  it('marks a finding at its field, however its path is written', () => {
    const findings = [
      finding('campaign--1', 'description'),
      finding('campaign--1', `extensions.${EXTENSION}.target_capabilities[]`),
    ];
    const [card] = readContent({ content, dropped: [], findings }).cards;
    expect(card!.fields.filter((field) => field.findings.length > 0).map(({ path }) => path)).toEqual([
      'description',
      'extensions.*.target_capabilities',
    ]);
    expect(card!.findings).toEqual([]);
  });

  it('loses no finding: those of fields that stay, of objects that stay, and of the whole are kept apart', () => {
    const findings = [
      finding('campaign--1', 'labels'),
      finding('note--9', 'content'),
      finding(null, null, 'legal-basis', 'there is none'),
    ];
    const dropped = [
      { object: 'campaign--1', path: 'labels', why: 'it is not on the list' },
      { object: 'note--9', path: '', why: 'its type is not on the list' },
    ];
    const { cards, kept, general } = readContent({ content, dropped, findings });
    expect(cards[0]).toMatchObject({ findings: [findings[0]], dropped: [dropped[0]] });
    expect(kept).toEqual([{ id: 'note--9', dropped: [dropped[1]], findings: [findings[1]] }]);
    expect(general).toEqual([findings[2]]);
  });

  it('shows nothing rather than fail on what is no bundle', () => {
    for (const text of ['', 'null', '{"objects":7}', '{"objects":[null,"x",{"id":1}]}', '[1']) {
      expect(readContent({ content: text, dropped: [], findings: [] }).cards).toEqual([]);
    }
  });
});

describe('marks in a text', () => {
  const marked = (text: string, findings: Parameters<typeof markText>[1]) =>
    markText(text, findings).flatMap((part) => (part.marked ? [part.text] : []));

  it('points at the words of a finding and at what was taken out, and keeps the text whole', () => {
    const findings = [finding('c', 'd', 'antitrust/joint-action', 'agree to block'), finding('c', 'd')];
    expect(marked(campaign.description, findings)).toEqual(['agree to block', '[e-mail removed]']);
    expect(
      markText(campaign.description, findings)
        .map(({ text }) => text)
        .join(''),
    ).toBe(campaign.description);
  });

  it('takes words literally', () => {
    expect(marked('costs $2 (net)', [finding('c', 'd', 'antitrust/price', '$2 (net')])).toEqual(['$2 (net']);
  });

  it('marks all of it where the words are not there, and nothing where nothing was found', () => {
    expect(marked('plain', [finding('c', 'd', 'withheld', 'it repeats what must not leave')])).toEqual(['plain']);
    expect(markText('plain', [])).toEqual([{ text: 'plain', marked: false }]);
  });
});
