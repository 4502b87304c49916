// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { DossierInput } from '../input.ts';
import { sampleCampaign, sampleInput } from '../sample.fixture.ts';
import { TLP_LEVELS, type Tlp } from '../tlp.ts';
import { renderReportHtml } from './html.ts';
import { drawPictures, readModel } from './model.ts';
import { renderReportPdf } from './pdf.ts';

const SALT = '5a'.repeat(32);
const modelOf = (input: DossierInput, level: Tlp) => {
  const content = DossierInput.parse(input);
  return readModel(content, level, drawPictures(content));
};

/** Names that would do harm if they were not made inert. */
const HOSTILE = [
  '</style><script>globalThis.hacked=1</script>',
  '"><img src=x onerror="globalThis.hacked=1">',
  '\u202egnp.exe\u2066\u200b',
  '\u001b[2J\r\nforged line',
  ') Tj ET \\',
  '日本語 ⟨…⟩ −1 ≥ 2',
].join(' ');

const spoilt = (): DossierInput => {
  const input = sampleInput();
  const campaign = sampleCampaign();
  return {
    ...input,
    title: HOSTILE,
    summary: HOSTILE,
    campaign: {
      ...input.campaign,
      record: {
        ...campaign,
        name: HOSTILE,
        evidence: campaign.evidence.map((line) => ({ ...line, statement: HOSTILE })),
        benign: [{ kind: HOSTILE, bits: 0, statement: HOSTILE }],
        techniques: [{ id: HOSTILE, exchanges: 1, atlas: [HOSTILE] }],
      },
    },
    exhibits: input.exhibits.map((exhibit) => ({ ...exhibit, title: HOSTILE, statement: HOSTILE, source: HOSTILE })),
    decisions: input.decisions.map((decision) => ({ ...decision, by: HOSTILE, decision: HOSTILE, reason: HOSTILE })),
  };
};

describe('HTML', () => {
  test('is what it was (a golden of the community’s report)', async () => {
    await expect(renderReportHtml(modelOf(sampleInput(), 'GREEN'), SALT)).toMatchFileSnapshot('goldens/report-green.golden.html');
  });

  test('says on top what the proof does not show, before any evidence', () => {
    for (const level of TLP_LEVELS) {
      const page = renderReportHtml(modelOf(sampleInput(), level), SALT);
      expect(page.indexOf('What it does not show')).toBeGreaterThan(0);
      expect(page.indexOf('What it does not show')).toBeLessThan(page.indexOf('<h2>'));
      expect(page.indexOf('§ 3(11)(C)')).toBeLessThan(page.indexOf('<h2>'));
    }
  });

  test('loads and runs nothing, whatever was put in', () => {
    const page = renderReportHtml(modelOf(spoilt(), 'RED'), SALT);
    expect(page).not.toMatch(/<script|<img|<link|<iframe|javascript:|url\(|@import/i);
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u001b]/);
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('\\u{202E}gnp.exe');
  });

  test('tells a reader nothing that is marked above', () => {
    const clear = renderReportHtml(modelOf(sampleInput(), 'CLEAR'), SALT);
    for (const secret of ['Coordinated extraction', 'slow-meadow', 'Payment instruments', 'reviewer-2', '29.1'])
      expect(clear).not.toContain(secret);
    expect(clear).toContain('Section 2.3 of the terms');
    expect(clear).toContain('marked above');
  });

  test('never prints what holds a person’s data, at any level', () => {
    const page = renderReportHtml(modelOf(sampleInput(), 'RED'), SALT);
    for (const account of sampleCampaign().accounts) expect(page).not.toContain(account);
    expect(page).toContain('data/exhibits/004.json');
  });

  test('an authorisation that covers the use is on page one', () => {
    const input = sampleInput();
    const page = renderReportHtml(
      modelOf({ ...input, authorisation: { ...input.authorisation, outcome: 'covers' } }, 'RED'),
      SALT,
    );
    expect(page.slice(0, page.indexOf('<h2>'))).toContain('it is no attack, whatever the evidence below');
  });
});

describe('PDF', () => {
  /** Text is in the streams as hexadecimal strings, kerned apart. */
  const wordsOf = (pdf: Uint8Array) =>
    Buffer.from(pdf)
      .toString('latin1')
      .split('\n')
      .filter((line) => line.endsWith('TJ'))
      .map((line) => Buffer.from([...line.matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => hex).join(''), 'hex').toString('latin1'))
      .join('\n');

  test('is whole, dated by the dossier, and the same each time', () => {
    const pdf = renderReportPdf(modelOf(sampleInput(), 'RED'), SALT);
    const text = Buffer.from(pdf).toString('latin1');
    expect(text.startsWith('%PDF-1.')).toBe(true);
    expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
    expect(text.match(/D:\d+Z/g)).toEqual(['D:20261012093000Z', 'D:20261012093000Z']);
    expect(text).toContain(`salt ${SALT}`);
    expect(renderReportPdf(modelOf(sampleInput(), 'RED'), SALT)).toEqual(pdf);
  });

  test('says what the HTML says', () => {
    const words = wordsOf(renderReportPdf(modelOf(sampleInput(), 'RED'), SALT));
    for (const phrase of [
      'What it does not show',
      'No authorisation was found',
      'Payment instruments used across accounts',
      'Evidence in bits',
      'Windows and denominators',
      'How to verify',
    ]) {
      expect(words).toContain(phrase);
    }
    for (const account of sampleCampaign().accounts) expect(words).not.toContain(account);
  });

  test('writes out what its fonts do not have, and breaks on nothing', () => {
    const words = wordsOf(renderReportPdf(modelOf(spoilt(), 'RED'), SALT));
    expect(words).toContain('\\u{202E}gnp.exe');
    expect(words).toContain('\\u{65E5}');
  });
});
