// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ERROR_CODES } from '@stillwatch/core';
import { API } from '@stillwatch/core/api';
import { describe, expect, it } from 'vitest';
import { AUDIT_ACTIONS, documentAudit } from './audit-actions.ts';
import { documentLogEvents, LOG_EVENTS } from './log.ts';
import { describeApi } from './openapi.ts';
import { STATUS_OF } from './problems.ts';

const update = process.env['UPDATE_GOLDENS'] === '1';
const REFERENCE = new URL('../../../../docs/reference/', import.meta.url);
const referenceOf = (name: string) => new URL(name, REFERENCE);

describe.each([
  ['audit.md', documentAudit],
  ['log-events.md', documentLogEvents],
  ['openapi.json', () => `${JSON.stringify(describeApi(), null, 2)}\n`],
])('docs/reference/%s', (name, write) => {
  it('is what the program does', () => {
    if (update) writeFileSync(referenceOf(name), write());
    expect(readFileSync(referenceOf(name), 'utf8')).toBe(write());
  });
});

/** Sources of the node, without tests. */
const root = new URL('../', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(name))
  .map((name) => ({ name, text: readFileSync(new URL(name, root), 'utf8') }));

describe('names', () => {
  it.each(Object.keys(AUDIT_ACTIONS))('of actions are written somewhere: %s', (action) => {
    expect(sources.some(({ name, text }) => name !== 'http/audit-actions.ts' && text.includes(`'${action}'`))).toBe(true);
  });

  it.each(Object.keys(LOG_EVENTS))('of events are written somewhere: %s', (event) => {
    expect(sources.some(({ name, text }) => name !== 'http/log.ts' && text.includes(`'${event}'`))).toBe(true);
  });

  it('of events are listed wherever they are written', () => {
    const written = sources.flatMap(({ text }) =>
      [
        ...text.matchAll(/\blog\.(?:debug|info|warn|error)\([^;]*?'([a-z-]+\.[a-z-]+)'/g),
        ...text.matchAll(/\blog\.write\([^,]+, '([^']+)'/g),
      ].map(([, event]) => event!),
    );
    expect(new Set(written)).toEqual(new Set(Object.keys(LOG_EVENTS)));
  });

  it('of codes have a status each, an error’s', () => {
    expect(Object.keys(STATUS_OF).sort()).toEqual(Object.keys(ERROR_CODES).sort());
    for (const status of Object.values(STATUS_OF)) expect(status).toSatisfy((value: number) => value >= 400 && value < 600);
  });
});

describe('the description of the API', () => {
  it('has every operation with its permission and its answer', () => {
    const { paths } = describeApi() as { paths: Record<string, Record<string, Record<string, unknown>>> };
    const described = Object.values(paths).flatMap((methods) => Object.values(methods));
    expect(described.map(({ operationId }) => String(operationId)).sort()).toEqual(Object.keys(API).sort());
    for (const [id, { access, status }] of Object.entries(API)) {
      const found = described.find(({ operationId }) => operationId === id)!;
      expect(found['x-permission']).toBe(access);
      expect(Object.keys(found['responses'] as object)).toEqual([String(status), 'default']);
    }
  });
});
