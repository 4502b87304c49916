// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, NOW, objectId } from '../assertion/samples.fixture.ts';
import { TLP_MARKING_IDS } from '../marking/tlp.ts';
import { bucketOf } from './buckets.ts';
import { type PreparedRelease, prepareRelease, type ReleaseRequest, watermarkOf } from './prepare.ts';
import { AT, campaign, item, recipient, request, WATERMARK_KEY } from './release.fixture.ts';

const prepare = (changes: Partial<ReleaseRequest> = {}): PreparedRelease => prepareRelease(request(changes), AT);
const stops = (changes: Partial<ReleaseRequest>): string[] => {
  const { findings, copies } = prepare(changes);
  const rules = findings.filter(({ effect }) => effect === 'stops').map(({ rule }) => rule);
  expect(copies.length > 0).toBe(rules.length === 0);
  return rules;
};
const text = (prepared: PreparedRelease): string => Buffer.from(prepared.copies[0]!.bytes).toString();

describe('what would leave', () => {
  it('is the listed fields in canonical JSON, counts in buckets, marked with its level', () => {
    const prepared = prepare();
    expect(prepared.findings).toEqual([]);
    expect(prepared.dropped).toEqual([]);
    const { extensions, ...rest } = campaign();
    expect(JSON.parse(text(prepared))).toEqual({
      type: 'bundle',
      id: prepared.copies[0]!.watermark,
      objects: [
        {
          ...rest,
          object_marking_refs: [TLP_MARKING_IDS.amber],
          extensions: {
            'extension-definition--11111111-1111-4111-8111-111111111111': {
              extension_type: 'property-extension',
              exchange_count: 200_000,
              target_capabilities: ['chain-of-thought'],
            },
          },
        },
      ],
    });
    expect(extensions).toBeDefined();
    const { objects, type } = JSON.parse(text(prepared)) as { objects: unknown; type: string };
    expect(JSON.parse(prepared.preview)).toEqual({ objects, type });
  });

  it('shows what was dropped and does not repeat it', () => {
    const { dropped, preview } = prepare({
      items: [
        item({ labels: ['jane'], external_references: [{ url: 'https://jane' }], description: 'not reviewed', 'jane key': 1 }),
        { ...item(), object: { type: 'ipv4-addr', id: objectId('ipv4-addr'), value: '192.0.2.1' } },
      ],
    });
    expect(dropped.map(({ path, why }) => `${path}: ${why}`).sort()).toEqual([
      ': its type is not on the list',
      '?: it is not on the list',
      '?: it is not on the list',
      '?: it is not on the list',
      'description: its value does not fit',
    ]);
    expect(JSON.stringify(dropped) + preview).not.toMatch(/jane|192|not reviewed/);
  });

  it('drops an object that has lost what it cannot do without', () => {
    const { dropped, findings } = prepare({ items: [item({ name: 'somebody else’s words' })] });
    expect(dropped.at(-1)).toEqual({ object: objectId('campaign'), path: '', why: 'it cannot leave without name' });
    expect(findings.map(({ rule }) => rule)).toEqual(['empty']);
  });

  it('scrubs reviewed texts, and tells what was taken out', () => {
    const description = 'Contact jane.doe@example.com about it.';
    const { preview, findings } = prepare({ items: [item({ description })], texts: ['Harvest 7', description] });
    expect(preview).toContain('Contact [e-mail removed] about it.');
    expect(findings.map(({ effect, rule }) => [effect, rule])).toEqual([['tells', 'pii/e-mail']]);
  });

  it('stops at wording that antitrust forbids, and at texts of the evidence', () => {
    const description = 'Let us both block this operator.';
    expect(stops({ items: [item({ description })], texts: ['Harvest 7', description] })).toContain('antitrust/joint-action');
    const prompt = 'You are a careful tutor; think step by step and show every step of {problem}.';
    const quoted = `The template says: «careful tutor - think STEP by step, and show».`;
    expect(stops({ items: [item({ description: quoted })], texts: ['Harvest 7', quoted], withheld: [prompt] })).toEqual([
      'withheld',
    ]);
    expect(stops({ items: [item({ name: 'acct-9f2c' })], texts: ['acct-9f2c'], withheld: ['acct-9f2c'] })).toContain('withheld');
  });

  it('stops without a legal basis that holds at this moment', () => {
    const basis = request().legalBasis!;
    expect(stops({ legalBasis: null })).toEqual(['legal-basis']);
    expect(stops({ legalBasis: { ...basis, validUntil: day(0) } })).toEqual(['legal-basis']);
    expect(stops({ legalBasis: { ...basis, validFrom: day(1) } })).toEqual(['legal-basis']);
    expect(stops({ legalBasis: { ...basis, validUntil: 'never' } })).toEqual(['legal-basis']);
    expect(stops({ legalBasis: { ...basis, validFrom: '' } })).toEqual(['legal-basis']);
    expect(stops({ legalBasis: { ...basis, validUntil: null } })).toEqual([]);
  });

  it('stops before the embargo ends, for nobody and for somebody twice', () => {
    expect(stops({ embargoUntil: day(1) })).toEqual(['embargo']);
    expect(stops({ embargoUntil: 'tomorrow' })).toEqual(['embargo']);
    expect(stops({ embargoUntil: day(0) })).toEqual([]);
    expect(stops({ recipients: [] })).toEqual(['recipients']);
    expect(stops({ recipients: [recipient(), recipient()] })).toEqual(['recipients']);
  });

  it('never goes to whom its source has not opened it', () => {
    const foreign = (tlp: 'clear' | 'green' | 'amber', clearance?: 'community' | 'recipient'): string[] =>
      stops({
        items: [item({}, { source: 'identity--gamma', tlp })],
        recipients: [recipient({ clearances: clearance === undefined ? {} : { 'identity--gamma': clearance } })],
      });
    expect(foreign('clear')).toEqual([]);
    expect(foreign('green')).toContain('tlp');
    expect(foreign('green', 'community')).toEqual([]);
    expect(foreign('amber', 'community')).toContain('tlp');
    expect(foreign('amber', 'recipient')).toEqual([]);
    expect(stops({ items: [item({}, { tlp: 'red' })] })).toContain('tlp');
    expect(stops({ items: [item({}, { tlp: 'red' })], recipients: [recipient({ isIndividual: true })] })).toEqual([]);
    expect(stops({ items: [item({}, { group: 'g' })] })).toContain('tlp');
    expect(stops({ items: [item({}, { group: 'g' })], recipients: [recipient({ memberships: ['g'] })] })).toEqual([]);
    expect(stops({ items: [item({ object_marking_refs: ['marking-definition--unknown'] })] })).toContain('tlp');
  });

  it('needs the counsel for TLP:RED and for agencies', () => {
    expect(prepare().needsCounsel).toBe(false);
    expect(prepare({ recipients: [recipient(), recipient({ id: 'identity--cisa', kind: 'agency' })] }).needsCounsel).toBe(true);
    expect(prepare({ items: [item({}, { tlp: 'red' })], recipients: [recipient({ isIndividual: true })] }).needsCounsel).toBe(
      true,
    );
  });

  it('gives each recipient a bundle that names it to whoever has the key', () => {
    const { copies, digest } = prepare({ recipients: [recipient(), recipient({ id: 'identity--gamma' })] });
    expect(new Set(copies.map(({ watermark }) => watermark)).size).toBe(2);
    for (const { recipient, watermark } of copies) expect(watermarkOf(recipient, digest, WATERMARK_KEY)).toBe(watermark);
    expect(copies[0]!.watermark).toMatch(/^bundle--[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(watermarkOf('identity--beta', digest, new Uint8Array(32))).not.toBe(copies[0]!.watermark);
  });

  it('has another digest for whatever a reviewer should see again, and the same at another moment', () => {
    const { digest } = prepare();
    const changes: Partial<ReleaseRequest>[] = [
      { items: [item({ confidence: 81 })] },
      { recipients: [recipient({ id: 'identity--gamma' })] },
      { recipients: [recipient({ kind: 'agency' })] },
      { embargoUntil: day(-1) },
      { legalBasis: { ...request().legalBasis!, validUntil: null } },
      { template: { ...request().template, name: 'another' } },
    ];
    for (const change of changes) expect(prepare(change).digest).not.toBe(digest);
    expect(prepareRelease(request(), { ...AT, now: NOW + 1000 }).digest).toBe(digest);
  });
});

describe('buckets', () => {
  it('are 1, 2, 5 times a power of ten, and never above the count', () => {
    expect([0, 1, 3, 7, 10, 19, 20, 999, 1000, 412_345].map(bucketOf)).toEqual([0, 1, 2, 5, 10, 10, 20, 500, 1000, 200_000]);
    expect([-1, Number.NaN].map(bucketOf)).toEqual([0, 0]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), (count) => {
        const bucket = bucketOf(count);
        expect(String(bucket)).toMatch(/^[125]0*$/);
        expect(bucket <= count && count < bucket * 2.5).toBe(true);
      }),
    );
  });
});
