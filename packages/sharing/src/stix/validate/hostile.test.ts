// SPDX-License-Identifier: Apache-2.0
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleObjects } from '../sample-objects.fixture.ts';
import { validateStix } from './validate.ts';

const samples = [...sampleObjects().values()];

describe('validateStix with hostile input', () => {
  it('never throws, whatever a value is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof validateStix(value).valid).toBe('boolean');
      }),
    );
  });

  it('never throws, whatever stands in a property of an object', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.nat(30), fc.jsonValue(), (sample, at, value) => {
        const name = Object.keys(sample)[at % Object.keys(sample).length]!;
        expect(typeof validateStix({ ...sample, [name]: value }).valid).toBe('boolean');
        expect(typeof validateStix({ type: 'bundle', [name]: value, objects: [{ ...sample, [name]: value }] }).valid).toBe(
          'boolean',
        );
      }),
      { numRuns: 500 },
    );
  });

  it('tells findings of a bundle apart by their place', () => {
    const { findings } = validateStix({ type: 'bundle', id: 'x', objects: [{ type: 'url', id: 7, 'a/b~c': 1 }] });
    expect(findings.map(({ path }) => path)).toContain('/objects/0/a~1b~0c');
    expect(findings.map(({ path }) => path)).toContain('/id');
  });

  it('takes names of JavaScript for names like any others', () => {
    const object = JSON.parse('{"type":"__proto__","id":"constructor--1","__proto__":{"a":1},"toString":null}') as unknown;
    expect(validateStix(object).valid).toBe(false);
    expect(validateStix({ ...(samples[0] as object), extensions: { constructor: { a: 1 } } }).valid).toBe(false);
  });

  it('stops listing after a thousand findings', () => {
    const result = validateStix(Array.from({ length: 2_000 }, () => ({ type: 'url' })));
    expect(result).toMatchObject({ valid: false, objects: 2_000, truncated: true });
    expect(result.findings).toHaveLength(1_000);
  });

  it('does not let warnings hide an error', () => {
    const tool = samples.find(({ type }) => type === 'tool')!;
    const objects: unknown[] = Array.from({ length: 1_500 }, () => ({ ...tool, tool_types: ['hammer'] }));
    expect(validateStix(objects)).toMatchObject({ valid: true, truncated: true });
    expect(validateStix([...objects, { ...tool, name: 7 }]).findings.at(-1)).toMatchObject({
      rule: 'json-type',
      severity: 'must',
    });
  });

  it('looks at objects that nest deeply without falling over', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as unknown;
    expect(validateStix({ type: 'x-deep', deep }).findings.map(({ rule }) => rule)).toEqual(['json-nesting']);
  });
});
