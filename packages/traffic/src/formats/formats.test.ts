// SPDX-License-Identifier: Apache-2.0
import { absentFields, type AppError, IDENTITY_FIELDS } from '@stillwatch/core';
import { describe, expect, it } from 'vitest';
import { ADAPTERS, findAdapter, sniffFormat } from './index.ts';
import { apimGatewaySample, apimLlmSample, readOne, SAMPLES } from './samples.fixture.ts';

describe('sniffFormat', () => {
  for (const [name, sample] of Object.entries(SAMPLES)) {
    it(`recognises ${name} and nothing else`, () => {
      expect(sniffFormat([sample, sample, sample])?.name).toBe(name);
      for (const adapter of ADAPTERS) {
        const score = adapter.sniff(sample);
        if (adapter.name === name) expect(score).toBeGreaterThanOrEqual(0.8);
        else expect(score, adapter.name).toBeLessThan(0.5);
      }
    });
    it(`recognises arrays of ${name}`, () => {
      expect(sniffFormat([[sample, sample]])?.name).toBe(name);
    });
  }

  it('recognises a mix of both API Management tables', () => {
    expect(sniffFormat([apimGatewaySample, apimLlmSample, apimGatewaySample])?.name).toBe('azure-apim');
    expect(sniffFormat([{ records: [{ category: 'GatewayLlmLogs', correlationId: 'c' }] }])?.name).toBe('azure-apim');
  });

  it('bears a few foreign records, not half of them', () => {
    const sample = SAMPLES.litellm;
    expect(sniffFormat([sample, sample, {}, sample])?.name).toBe('litellm');
    expect(sniffFormat([sample, {}, {}, 5])).toBeNull();
  });

  it('is silent about what it does not know, and about a tie', () => {
    expect(sniffFormat([])).toBeNull();
    expect(sniffFormat([{ prompt: 'x', account_id: 'y', timestamp: 'z' }])).toBeNull();
    expect(sniffFormat([null, 1, 'x', [], {}])).toBeNull();
    expect(sniffFormat([SAMPLES.litellm, SAMPLES.native])).toBeNull();
  });
});

describe('findAdapter', () => {
  it('names the closest format', () => {
    expect(findAdapter('native').name).toBe('native');
    try {
      findAdapter('litelm');
      expect.unreachable();
    } catch (error) {
      expect((error as AppError).code).toBe('FORMAT_UNSUPPORTED');
      expect((error as AppError).hint).toContain('litellm');
    }
    for (const name of ['', '__proto__', 'toString', 'x'.repeat(200)]) {
      expect(() => findAdapter(name)).toThrowError(expect.objectContaining({ code: 'FORMAT_UNSUPPORTED' }) as Error);
    }
  });

  it('has one adapter a name, each with a description', () => {
    expect(new Set(ADAPTERS.map((adapter) => adapter.name)).size).toBe(ADAPTERS.length);
    for (const adapter of ADAPTERS) expect(adapter.about.length).toBeGreaterThan(40);
  });
});

describe('identity fields that a format cannot tell', () => {
  const ABSENT: Record<string, string[]> = {
    native: [],
    litellm: ['tls'],
    'litellm-spend': ['payment', 'device', 'asn', 'tls', 'userAgent', 'emailDomain', 'createdAt'],
    'otlp-json': ['org', 'payment', 'device', 'asn', 'tls', 'userAgent', 'emailDomain', 'createdAt'],
    bedrock: ['endUser', 'payment', 'device', 'ip', 'asn', 'tls', 'userAgent', 'emailDomain', 'createdAt', 'plan'],
    kong: ['endUser', 'session', 'payment', 'device', 'asn', 'tls', 'emailDomain', 'createdAt', 'plan'],
  };
  for (const [name, absent] of Object.entries(ABSENT)) {
    it(name, () => {
      const mask = absentFields(readOne(name, SAMPLES[name]));
      expect(IDENTITY_FIELDS.filter((_, i) => (mask >> i) & 1)).toEqual(absent);
    });
  }
});
