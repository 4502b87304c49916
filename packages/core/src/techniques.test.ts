// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TECHNIQUE_IDS, techniqueBit, TECHNIQUES, techniquesOf } from './techniques.ts';

describe('technique masks', () => {
  it('hold any set of techniques and give it back in table order', () => {
    fc.assert(
      fc.property(fc.subarray([...TECHNIQUE_IDS]), (chosen) => {
        const mask = chosen.reduce((bits, id) => bits | techniqueBit(id), 0);
        expect(techniquesOf(mask)).toEqual(TECHNIQUE_IDS.filter((id) => chosen.includes(id)));
      }),
    );
  });

  it('fit the 16 bits of the store, and ignore bits that no technique has', () => {
    for (const id of TECHNIQUE_IDS) expect(techniqueBit(id)).toBeLessThan(1 << 16);
    expect(techniquesOf(0xffff)).toEqual(TECHNIQUE_IDS);
    expect(techniquesOf(0)).toEqual([]);
  });

  it('keep the bits that are in stores already: the table only grows at its end', () => {
    expect(TECHNIQUE_IDS.slice(0, 9)).toEqual([
      'reasoning-elicitation',
      'rubric-grading',
      'instruction-generation',
      'tool-trajectory',
      'safe-rewriting',
      'jailbreak',
      'system-prompt-extraction',
      'classifier-evasion',
      'handle-replay',
    ]);
  });
});

describe('the table of techniques', () => {
  it('has unique ids, and for each a title, an ATLAS technique and a capability', () => {
    expect(new Set(TECHNIQUE_IDS).size).toBe(TECHNIQUES.length);
    for (const { id, title, atlas, capability, about } of TECHNIQUES) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      for (const technique of atlas) expect(technique).toMatch(/^AML\.T\d{4}(\.\d{3})?$/);
      expect([title, capability, about].every((words) => words.length > 3)).toBe(true);
      expect(atlas.length).toBeGreaterThan(0);
    }
  });
});
