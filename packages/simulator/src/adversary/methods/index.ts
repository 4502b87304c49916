// SPDX-License-Identifier: Apache-2.0
import type { MethodSpec } from '../campaign.ts';
import type { Method } from '../method.ts';
import { inLanguages } from './in-languages.ts';
import { ownOutput } from './own-output.ts';
import { probing } from './probing.ts';
import { replay } from './replay.ts';
import { wrapped } from './wrapped.ts';

/** The method that a campaign names; absent: tasks in its wrappers. */
export function findMethod(spec: MethodSpec = { name: 'wrapped' }): Method {
  switch (spec.name) {
    case 'wrapped':
      return wrapped;
    case 'in-languages':
      return inLanguages;
    case 'own-output':
      return ownOutput(spec.share);
    case 'probing':
      return probing;
    case 'replay':
      return replay(spec.strangers);
    default:
      return spec satisfies never;
  }
}
