// SPDX-License-Identifier: Apache-2.0
import { DECISIONS } from '@stillwatch/core/api';
import { describe, expect, it } from 'vitest';
import { DECISION_KEYS, readPress } from './keys.ts';

const press = (key: string, more: Partial<Parameters<typeof readPress>[0]> = {}) =>
  readPress({ key, ctrl: false, alt: false, focus: 'none', ...more });

describe('readPress', () => {
  it('knows every decision of the contract by a digit', () => {
    expect(Object.values(DECISION_KEYS).toSorted()).toEqual([...DECISIONS].toSorted());
    expect(press('1')).toEqual({ do: 'choose', decision: 'confirm' });
  });

  it.each([
    ['j', 'next'],
    ['k', 'previous'],
    ['c', 'claim'],
    ['r', 'reason'],
    ['o', 'open'],
    ['?', 'help'],
    ['Enter', 'submit'],
  ])('%s: %s', (key, does) => {
    expect(press(key)).toEqual({ do: does });
  });

  it('leaves letters and digits to somebody who types', () => {
    for (const key of ['j', 'c', '1', '?', 'Enter']) expect(press(key, { focus: 'text' })).toBeNull();
  });

  it('submits from within a text by Ctrl and Enter only', () => {
    expect(press('Enter', { focus: 'text', ctrl: true })).toEqual({ do: 'submit' });
  });

  it('leaves Enter to a button or link, and what the browser does with Ctrl or Alt to the browser', () => {
    expect(press('Enter', { focus: 'control' })).toBeNull();
    expect(press('j', { focus: 'control' })).toEqual({ do: 'next' });
    expect(press('r', { ctrl: true })).toBeNull();
    expect(press('1', { alt: true })).toBeNull();
  });
});
