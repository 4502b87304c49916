// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { showUnseen } from './visible.ts';

/** Markup that is safe to write as it is. Only `html` and `trustMarkup` make it. */
export interface Html {
  readonly markup: string;
}

type HtmlValue = Html | string | number | null | readonly HtmlValue[];

/** A template whose values are escaped unless they are markup already; null renders nothing, lists are joined. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = strings[0]!;
  for (const [i, value] of values.entries()) markup += render(value) + strings[i + 1]!;
  return { markup };
}

/** For this program's own constants (style, script); never for anything that was read. */
export function trustMarkup(markup: string): Html {
  return { markup };
}

function render(value: HtmlValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  if (isList(value)) return value.map(render).join('');
  return value.markup;
}

function isList(value: Html | readonly HtmlValue[]): value is readonly HtmlValue[] {
  return Array.isArray(value);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '`': '&#96;' };

/** Text for element content and quoted attributes; characters that nobody can see are written out. */
export function escapeHtml(text: string): string {
  return showUnseen(text).replace(/[&<>"'`]/g, (char) => ENTITIES[char]!);
}

/** Keeps a number and its unit on one line. */
export function bindUnits(text: string): string {
  return text.replaceAll(/(\d) (?=%|×|(?:bits?|s|min|h|d)\b)/g, '$1\u00a0');
}

/** How a Content-Security-Policy names a style or script that stands in the page. */
export function hashSource(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
