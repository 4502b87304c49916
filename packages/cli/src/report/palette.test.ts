// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { chooseInk, FAMILIES, measureContrast, toLinear } from './palette.ts';
import { buildStyle } from './style.ts';

type Vector = readonly [number, number, number];

/** Full colour blindness in linear RGB (Machado et al. 2009, severity 1.0). */
const EYES: Record<string, readonly [Vector, Vector, Vector]> = {
  ordinary: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'red-blind': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'green-blind': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'blue-blind': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function see(hex: string, eye: readonly [Vector, Vector, Vector]): Vector {
  const rgb = toLinear(hex);
  const [r, g, b] = eye.map((row) => Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))) as [
    number,
    number,
    number,
  ];
  // OKLab (Ottosson 2020).
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** The style sheet's own variables, per scheme. */
function readVariables(scheme: 'light' | 'dark'): Record<string, string> {
  const block = buildStyle().split('\n')[scheme === 'light' ? 0 : 1]!;
  return Object.fromEntries(Array.from(block.matchAll(/--([\w-]+):(#[0-9a-f]{6})/g), (match) => [match[1]!, match[2]!]));
}

for (const scheme of ['light', 'dark'] as const) {
  test(`${scheme}: every family stands out from paper and panel, and its label from it`, () => {
    const { paper, panel } = readVariables(scheme);
    for (const look of Object.values(FAMILIES)) {
      expect(measureContrast(look[scheme], paper!), look.label).toBeGreaterThanOrEqual(3);
      expect(measureContrast(chooseInk(look[scheme]), look[scheme]), look.label).toBeGreaterThanOrEqual(4.5);
    }
    expect(panel).toBeDefined();
  });

  test(`${scheme}: families of evidence stay apart for colour-blind eyes`, () => {
    const looks = Object.entries(FAMILIES).filter(([family]) => family !== 'benign');
    expect(looks).toHaveLength(8);
    for (const [eye, matrix] of Object.entries(EYES)) {
      for (const [i, [one, a]] of looks.entries()) {
        for (const [other, b] of looks.slice(i + 1)) {
          const [x, y] = [see(a[scheme], matrix), see(b[scheme], matrix)];
          const distance = Math.hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
          expect(distance, `${eye}: ${one} and ${other}`).toBeGreaterThan(0.09);
        }
      }
    }
  });

  test(`${scheme}: text reaches WCAG AA wherever it stands`, () => {
    const colours = readVariables(scheme);
    for (const [text, ground] of [
      ['ink', 'paper'],
      ['ink', 'panel'],
      ['quiet', 'paper'],
      ['quiet', 'panel'],
      ['quiet', 'rule'],
      ['accent', 'paper'],
      ['link', 'paper'],
    ] as const) {
      expect(measureContrast(colours[text]!, colours[ground]!), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(measureContrast(colours.front!, colours.behind!)).toBeGreaterThanOrEqual(3);
  });
}
