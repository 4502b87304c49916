// SPDX-License-Identifier: Apache-2.0
import type { Drawing } from './drawing.ts';

/** Parts of a report, which HTML and PDF each write in their own way. */
export type Block =
  | { readonly kind: 'heading'; readonly number: number; readonly text: string }
  | { readonly kind: 'subheading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly quiet?: boolean }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly lines: readonly string[] }
  | {
      readonly kind: 'figures';
      readonly items: readonly { readonly label: string; readonly value: string; readonly note: string }[];
    }
  | { readonly kind: 'pair'; readonly columns: readonly [Column, Column] }
  | { readonly kind: 'table'; readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] }
  | {
      readonly kind: 'entry';
      readonly label: string;
      readonly title: string;
      readonly text: string;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'picture'; readonly title: string; readonly drawing: Drawing }
  | { readonly kind: 'break' };

interface Column {
  readonly title: string;
  readonly items: readonly string[];
}

export interface TableColumn {
  readonly title: string;
  /** Share of the width, 0 to 1. */
  readonly width: number;
  readonly right?: boolean;
}
