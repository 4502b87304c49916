// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { createEventBus } from './events.ts';
import type { NodeEvent } from './parts.ts';

it('tells every listener, also after one of them threw, until it has had enough', () => {
  const errors: unknown[] = [];
  const bus = createEventBus((error) => errors.push(error));
  const heard: NodeEvent[] = [];
  bus.subscribe(() => {
    throw new Error('no');
  });
  const stop = bus.subscribe((event) => heard.push(event));
  bus.publish({ kind: 'hunt', id: '1' });
  stop();
  bus.publish({ kind: 'parts' });
  expect(heard).toEqual([{ kind: 'hunt', id: '1' }]);
  expect(errors).toHaveLength(2);
});
