// SPDX-License-Identifier: Apache-2.0
import { SHARING_OPERATIONS } from '@stillwatch/core/api';
import { expect, it } from 'vitest';
import { FILE_FORMATS, guessFormat } from './file-formats.ts';

it('guesses a format by a name that speaks for one, and keeps quiet else', () => {
  expect(['a.CSV', 'bundle.stix', 'x.stix.json', 'misp-event.json', 'a.json', ''].map(guessFormat)).toEqual([
    'csv',
    'stix',
    'stix',
    'misp',
    null,
    null,
  ]);
});

it('sends each format as a media type that the contract takes', () => {
  const { accepts, query } = SHARING_OPERATIONS.importIntelligence;
  for (const [format, { media }] of Object.entries(FILE_FORMATS)) {
    expect(accepts).toContain(media);
    expect(query.safeParse({ format, source: 'x' }).success).toBe(true);
  }
});
