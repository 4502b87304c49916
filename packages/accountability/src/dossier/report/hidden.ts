// SPDX-License-Identifier: Apache-2.0
import { formatPlural } from '@stillwatch/core/format';
import type { Block } from './blocks.ts';
import type { Shown } from './model.ts';

/** Says what a section does not print, so that nobody takes it for all there is. */
export function hiddenNote({ entries, above, elsewhere }: Shown<unknown>): Block[] {
  const parts = [
    ...(entries.length + above + elsewhere.length === 0 ? ['None.'] : []),
    ...(above === 0 ? [] : [`${formatPlural(above, 'entry', 'entries')} marked above the level of this report.`]),
    ...(elsewhere.length === 0 ? [] : [`With data of persons, in files of their own: ${elsewhere.join(', ')}.`]),
  ];
  return parts.length === 0 ? [] : [{ kind: 'text', text: parts.join(' '), quiet: true }];
}
