// SPDX-License-Identifier: Apache-2.0
import type { EventBus, NodeEvent } from './parts.ts';

/** Tells every listener of what changed. A listener that throws does not keep the others from hearing it. */
export function createEventBus(onError: (error: unknown) => void): EventBus {
  const listeners = new Set<(event: NodeEvent) => void>();
  return {
    publish(event) {
      for (const listener of listeners) {
        try {
          listener(event);
        } catch (error) {
          onError(error);
        }
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
