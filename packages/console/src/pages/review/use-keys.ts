// SPDX-License-Identifier: Apache-2.0
import type { Decision } from '@stillwatch/core/api';
import { useEffect, useRef } from 'react';
import { type Press, readPress, type ReviewAction } from '../../lib/keys.ts';

type Plain = Exclude<ReviewAction['do'], 'choose'>;
export type Handlers = { readonly [K in Plain]?: () => void } & { readonly choose?: (decision: Decision) => void };

/** Listens to the keys of the review queue; a dialog on top has the keyboard to itself. */
export function useKeys(handlers: Handlers): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]') !== null) return;
      const action = readPress({ key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey, focus: readFocus() });
      if (action === null) return;
      const { current } = latest;
      if (action.do === 'choose') {
        if (current.choose === undefined) return;
        current.choose(action.decision);
      } else {
        const handle = current[action.do];
        if (handle === undefined) return;
        handle();
      }
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function readFocus(): Press['focus'] {
  const element = document.activeElement;
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return 'text';
  if (element instanceof HTMLInputElement) return element.type === 'radio' || element.type === 'checkbox' ? 'none' : 'text';
  return element instanceof HTMLButtonElement || element instanceof HTMLAnchorElement || element?.tagName === 'SUMMARY'
    ? 'control'
    : 'none';
}
