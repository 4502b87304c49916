// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bindUnits, escapeHtml, html } from './html.ts';
import { showUnseen } from './visible.ts';

const DECODED: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#96;': '`' };

/** What matters turns up seldom in random text. */
const SPICE = ['<', '>', '"', "'", '`', '&', '&lt;', '/', '\u202e', '\u001b'];

test('escaped text holds no markup and reads back as what is shown', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(fc.constantFrom(...SPICE), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })) }),
      (text) => {
        const escaped = escapeHtml(text);
        expect(escaped).not.toMatch(/[<>"'`]/);
        expect(escaped.replaceAll(/&(?:amp|lt|gt|quot|#39|#96);/g, (entity) => DECODED[entity]!)).toBe(showUnseen(text));
      },
    ),
  );
});

test('values are escaped, markup is not, lists are joined and null is nothing', () => {
  expect(html`<p title="${'"'}">${'<b>'}${null}${[html`<i>${1}</i>`, ' & ']}</p>`.markup).toBe(
    '<p title="&quot;">&lt;b&gt;<i>1</i> &amp; </p>',
  );
});

test('a number keeps its unit', () => {
  expect(bindUnits('0.28 % in 60 separate hours, 30 s, 18 bits')).toBe(
    '0.28\u00a0% in 60 separate hours, 30\u00a0s, 18\u00a0bits',
  );
});
