// SPDX-License-Identifier: Apache-2.0
import { createNodeKey } from '@stillwatch/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptySketch, type Sketch } from './sketch.ts';
import { bandsOf, createSketcher, estimateJaccard, hammingDistance } from './sketcher.ts';
import { createTokeniser } from './tokens.ts';

const sketcher = createSketcher(createNodeKey(new Uint8Array(32).fill(7)));
const other = createSketcher(createNodeKey(new Uint8Array(32).fill(8)));
const tokenise = createTokeniser();

function sketchOf(text: string, by = sketcher): Sketch {
  const sketch = emptySketch();
  by.sketch(text, sketch);
  return sketch;
}
const sameSlot = (a: Sketch, b: Sketch): boolean => a.slotLow === b.slotLow && a.slotHigh === b.slotHigh;
const distance = (a: Sketch, b: Sketch): number => hammingDistance(a.simhashLow, a.simhashHigh, b.simhashLow, b.simhashHigh);
const shared = (a: Sketch, b: Sketch, from: number, to: number): number => {
  let same = 0;
  for (let i = from; i < to; i++) if (a.signature[i] !== 0 && a.signature[i] === b.signature[i]) same++;
  return same;
};

const WORDS =
  'river garden letter window market engine winter copper silver lantern bridge captain harbour orchard candle mirror forest valley station blanket chapter village painter doctor teacher sailor kitchen ladder pepper cotton violin marble anchor basket button carpet desert feather'.split(
    ' ',
  );
const word = fc.constantFrom(...WORDS);
const words = (least: number, most: number) =>
  fc.array(word, { minLength: least, maxLength: most, size: 'max' }).map((list) => list.join(' '));
const HAN = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((unit) => String.fromCharCode(unit));
const KANA = fc.integer({ min: 0x3041, max: 0x3096 }).map((unit) => String.fromCharCode(unit));
const THAI = fc.integer({ min: 0x0e01, max: 0x0e2e }).map((unit) => String.fromCharCode(unit));
const run = (unit: fc.Arbitrary<string>, least: number, most: number) =>
  fc.array(unit, { minLength: least, maxLength: most, size: 'max' }).map((list) => list.join(''));

const WRAPPER_HEAD =
  'Please read the following report with great care and then answer the question of the customer in a friendly and formal tone, keep every number and every name, do not add anything that is not in the report, and say clearly what is missing, before the list begins:';
const WRAPPER_TAIL =
  'End of the report. Now write the answer in three short paragraphs for a reader who knows nothing about the subject, name the page of each fact that you use, and finish with one open question that the customer should ask us next week in the meeting about the project plan.';

describe('two different texts', () => {
  const kinds: [string, fc.Arbitrary<string>][] = [
    ['of three words', words(3, 3)],
    ['of one word', words(1, 1)],
    ['in Chinese', run(HAN, 4, 60)],
    ['in Japanese', run(fc.oneof(HAN, KANA), 4, 60)],
    ['in Thai', run(THAI, 4, 60)],
    ['of base64', fc.base64String({ minLength: 40, maxLength: 400 })],
    ['of one image', fc.stringMatching(/^[0-9a-f]{16}$/).map((hash) => `⟨image ${hash}⟩`)],
    ['of numbers', fc.array(fc.nat(), { minLength: 1, maxLength: 20 }).map((list) => list.join(' '))],
    [
      'of code',
      fc.array(word, { minLength: 2, maxLength: 9 }).map((list) => `function ${list.join('_')}(x) { return x.${list[0]}; }`),
    ],
    ['of one quotation', words(8, 30).map((text) => `"${text}"`)],
    ['of one code block', words(8, 30).map((text) => `\`\`\`\n${text}\n\`\`\``)],
  ];
  it.each(kinds)('%s have different slot hashes', (_, texts) => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        fc.pre(a !== b);
        expect(sameSlot(sketchOf(a), sketchOf(b))).toBe(false);
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it.each(kinds.slice(0, 5))('%s share few samples', (_, texts) => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        fc.pre(exactJaccard(a, b) === 0);
        const [x, y] = [sketchOf(a), sketchOf(b)];
        expect(estimateJaccard(x.signature, y.signature)).toBe(0);
        expect(shared(x, y, 0, 16)).toBe(0);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  it('in Chinese that have nothing to do with each other are estimated at less than 0.2', () => {
    const texts = [
      '请用三句话总结这篇关于新能源汽车市场的报告，并指出三个主要风险。',
      '我的猫最近总是半夜叫，我应该带它去看兽医吗？',
      '写一个函数，把列表里的数字按从小到大的顺序排好。',
      '帮我给房东写一封信，说明厨房的水管漏水已经两个星期了。',
      '唐朝的诗人为什么喜欢写月亮？请举两个例子。',
    ].map((text) => sketchOf(text));
    texts.forEach((a, i) => {
      for (const b of texts.slice(i + 1)) expect(estimateJaccard(a.signature, b.signature)).toBeLessThan(0.2);
    });
  });
});

describe('what fills a slot', () => {
  const slots: [string, fc.Arbitrary<string>][] = [
    [
      'a number',
      fc.oneof(
        fc.nat().map(String),
        fc.double({ noNaN: true, min: 0, max: 1e6 }).map((x) => x.toFixed(2)),
      ),
    ],
    [
      'a date and time',
      fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }).map((date) => date.toISOString()),
    ],
    ['an identifier', fc.uuid()],
    ['a long quotation', words(6, 20).map((text) => `"${text}"`)],
    ['a block of code', words(3, 20).map((text) => `\`\`\`\n${text}\n\`\`\``)],
    ['a link', fc.webUrl({ withQueryParameters: true })],
    ['an e-mail address', fc.stringMatching(/^[a-z]{1,9}([.+_-][a-z0-9]{1,9}){0,3}@[a-z]{2,9}(-[a-z]{2,5})?\.(org|co\.uk)$/)],
    ['encoded data', fc.tuple(fc.nat(), fc.integer({ min: 60, max: 400 })).map(([seed, size]) => encodeNoise(seed, size))],
  ];
  it.each(slots)('leaves the skeleton alone when it is %s', (_, slot) => {
    fc.assert(
      fc.property(slot, slot, (a, b) => {
        const [x, y] = [a, b].map((text) => sketchOf(`${WRAPPER_HEAD} ${text} ${WRAPPER_TAIL}`)) as [Sketch, Sketch];
        expect([...x.signature]).toEqual([...y.signature]);
        expect(distance(x, y)).toBe(0);
        expect(sameSlot(x, y)).toBe(a === b);
      }),
      { numRuns: 100, seed: 3 },
    );
  });

  it('keeps the samples of head and tail when it is free text of any length', () => {
    fc.assert(
      fc.property(words(1, 400), words(1, 400), (a, b) => {
        const [x, y] = [a, b].map((text) => sketchOf(`${WRAPPER_HEAD} ${text} ${WRAPPER_TAIL}`)) as [Sketch, Sketch];
        expect(shared(x, y, 8, 16)).toBe(8);
      }),
      { numRuns: 100, seed: 4 },
    );
  });

  it('cannot push the template out by padding', () => {
    const random = (n: number): string =>
      Array.from({ length: n }, (_, i) => `${WORDS[(i * 7 + n) % WORDS.length]}${i}`).join(' ');
    const plain = sketchOf(`${WRAPPER_HEAD} ${WRAPPER_TAIL}`);
    for (const padding of [300, 5_000, 40_000, 120_000]) {
      const text = random(padding);
      expect(shared(plain, sketchOf(`${WRAPPER_HEAD} ${WRAPPER_TAIL} ${text}`), 8, 12)).toBe(4);
      expect(shared(plain, sketchOf(`${text} ${WRAPPER_HEAD} ${WRAPPER_TAIL}`), 12, 16)).toBe(4);
      expect(shared(plain, sketchOf(`${WRAPPER_HEAD} ${text} ${WRAPPER_TAIL}`), 8, 16)).toBe(8);
    }
  });
});

describe('a sketch', () => {
  it('is the same under one key and another under another key', () => {
    fc.assert(
      fc.property(words(4, 80), (text) => {
        const again = createSketcher(createNodeKey(new Uint8Array(32).fill(7)));
        expect(sketchOf(text, again)).toEqual(sketchOf(text));
        const foreign = sketchOf(text, other);
        expect(shared(sketchOf(text), foreign, 0, 16)).toBe(0);
        expect(sameSlot(sketchOf(text), foreign)).toBe(false);
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  it('does not depend on what was sketched before', () => {
    fc.assert(
      fc.property(words(1, 60), fc.string({ unit: 'binary', maxLength: 400, size: 'max' }), (text, before) => {
        const alone = sketchOf(text);
        sketchOf(before);
        expect(sketchOf(text)).toEqual(alone);
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  it('is not changed by invisible characters, look-alike letters, case or white space', () => {
    const disguises: ((text: string, at: number) => string)[] = [
      (text, at) => `${text.slice(0, at)}\u200b${text.slice(at)}`,
      (text, at) => `${text.slice(0, at)}\u2060${text.slice(at)}\ufeff`,
      (text) => text.replaceAll('e', 'е').replaceAll('o', 'о'),
      (text) => text.replaceAll('a', 'а').replaceAll('c', 'с').replaceAll('p', 'р'),
      (text) => text.toUpperCase(),
      (text) => text.replaceAll(' ', ' \n\t'),
      (text) => text.replaceAll(' ', '\u00a0'),
      (text) => text.replaceAll('e', 'é'),
    ];
    fc.assert(
      fc.property(words(4, 60), fc.nat(), fc.constantFrom(...disguises), (text, at, disguise) => {
        const [x, y] = [sketchOf(text), sketchOf(disguise(text, at % text.length))];
        expect([...y.signature]).toEqual([...x.signature]);
        expect(distance(x, y)).toBe(0);
        expect(sameSlot(x, y)).toBe(true);
        expect(y.words).toBe(x.words);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  it('of no text is empty', () => {
    expect(sketchOf('')).toEqual(emptySketch());
    for (const text of [' ', '\n\n', '\u200b']) expect([...sketchOf(text).signature]).toEqual([...emptySketch().signature]);
  });

  it('survives any string, and its counts stay within 16 bits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000, size: 'max' }), (text) => {
        const sketch = sketchOf(text);
        expect(sketch.words).toBeLessThanOrEqual(65_535);
        expect(sketch.lines).toBeLessThanOrEqual(65_535);
        for (const half of [sketch.simhashLow, sketch.simhashHigh, sketch.slotLow, sketch.slotHigh]) {
          expect(half).toBeGreaterThanOrEqual(0);
          expect(half).toBeLessThanOrEqual(0xffff_ffff);
        }
      }),
      { numRuns: 300, seed: 8 },
    );
    const long = [
      '\ud800\udfff\ud800',
      '\0'.repeat(200_000),
      'x'.repeat(200_000),
      '字'.repeat(200_000),
      '\ud800'.repeat(200_000),
      '"'.repeat(200_000),
    ];
    for (const text of [
      ...long,
      '```'.repeat(70_000),
      'a b '.repeat(50_000),
      '1,'.repeat(100_000),
      '\n'.repeat(200_000),
      'а'.repeat(200_000),
    ]) {
      const sketch = sketchOf(text);
      expect(sketch.words).toBeLessThanOrEqual(16_384);
    }
  });
});

describe('SimHash', () => {
  it('is near for near-duplicates and about 32 bits away for unrelated texts', () => {
    const near: number[] = [];
    const far: number[] = [];
    fc.assert(
      fc.property(words(120, 160), words(120, 160), fc.nat(), word, (a, b, at, swap) => {
        const list = a.split(' ');
        list[at % list.length] = swap;
        near.push(distance(sketchOf(a), sketchOf(list.join(' '))));
        far.push(distance(sketchOf(a), sketchOf(b)));
      }),
      { numRuns: 200, seed: 9 },
    );
    expect(mean(near)).toBeLessThan(6);
    expect(mean(far)).toBeGreaterThan(26);
    expect(mean(far)).toBeLessThan(38);
    expect(Math.min(...far)).toBeGreaterThan(Math.max(3, mean(near)));
  });
});

describe('MinHash', () => {
  it.each([0.1, 0.3, 0.5, 0.8])('estimates a Jaccard similarity of about %d without bias', (share) => {
    let state = 12;
    const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const fresh = (n: number): string =>
      Array.from(
        { length: n },
        () => WORDS[Math.floor(next() * WORDS.length)] + String.fromCharCode(97 + Math.floor(next() * 26)),
      ).join(' ');
    const errors: number[] = [];
    for (let i = 0; i < 400; i++) {
      const common = fresh(Math.round(200 * share));
      const [a, b] = [`${common} ${fresh(Math.round(100 * (1 - share)))}`, `${common} ${fresh(Math.round(100 * (1 - share)))}`];
      errors.push(estimateJaccard(sketchOf(a).signature, sketchOf(b).signature) - exactJaccard(a, b));
    }
    // Standard error of 400 means of 8 samples is below 0.009.
    expect(Math.abs(mean(errors))).toBeLessThan(0.03);
  });

  it('estimates 0 where a text has no samples', () => {
    expect(estimateJaccard(emptySketch().signature, emptySketch().signature)).toBe(0);
    expect(estimateJaccard(sketchOf(WRAPPER_HEAD).signature, emptySketch().signature)).toBe(0);
  });

  it.each([1, 2, 4, 8] as const)('makes %d bands that agree where their rows agree', (bands) => {
    const [a, b] = [sketchOf(WRAPPER_HEAD), sketchOf(`${WRAPPER_HEAD} ${WORDS.slice(0, 6).join(' ')}`)];
    expect(bandsOf(a.signature, bands)).toEqual(bandsOf(a.signature, bands));
    const [x, y] = [bandsOf(a.signature, bands), bandsOf(b.signature, bands)];
    const rows = 8 / bands;
    for (let band = 0; band < bands; band++) {
      expect(x[band] === y[band]).toBe(shared(a, b, band * rows, (band + 1) * rows) === rows);
      expect(x[band]).toBeLessThan(2n ** 64n);
    }
    expect(new Set(x).size).toBe(bands);
  });
});

/** Of the sets of token trigrams, as the sketcher sees them. */
function exactJaccard(a: string, b: string): number {
  const shingles = (text: string): Set<string> => {
    const { hash, count } = tokenise(text);
    const list = [...hash.subarray(0, count)];
    return new Set(list.length < 3 ? [list.join()] : list.slice(2).map((c, i) => [list[i], list[i + 1], c].join()));
  };
  const [x, y] = [shingles(a), shingles(b)];
  const both = [...x].filter((shingle) => y.has(shingle)).length;
  return both / (x.size + y.size - both);
}

/** Base64 of bytes without a pattern, as images and keys have them. */
function encodeNoise(seed: number, size: number): string {
  const bytes = new Uint8Array(size);
  let state = seed | 1;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return Buffer.from(bytes).toString('base64');
}

function mean(list: readonly number[]): number {
  return list.reduce((a, b) => a + b, 0) / list.length;
}
