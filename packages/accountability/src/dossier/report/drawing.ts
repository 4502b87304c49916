// SPDX-License-Identifier: Apache-2.0
/** A picture as plain shapes, which HTML writes as SVG and PDF as vectors. Units are CSS pixels at full width. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** What it shows, in words, for those who cannot see it. */
  readonly label: string;
  readonly shapes: readonly Shape[];
}

export type Shape =
  | {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Ink;
    }
  | {
      readonly kind: 'circle';
      readonly x: number;
      readonly y: number;
      readonly r: number;
      readonly fill: Ink;
      readonly stroke?: Ink;
    }
  | {
      readonly kind: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly stroke: Ink;
      readonly width?: number;
      readonly dash?: boolean;
      readonly faint?: boolean;
    }
  | { readonly kind: 'area'; readonly points: readonly (readonly [number, number])[]; readonly fill: Ink }
  | {
      readonly kind: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly fill: Ink;
      readonly anchor?: 'start' | 'middle' | 'end';
      readonly size?: number;
      readonly bold?: boolean;
    };

/** Colours of the report: black on white, and few others, each dark enough to be told apart when printed in grey. */
export const INKS = {
  ink: '#111111',
  quiet: '#5a5a5a',
  rule: '#cfcfcf',
  pale: '#dcdcdc',
  paper: '#ffffff',
  campaign: '#22406b',
  against: '#9a4a1c',
  identity: '#22406b',
  template: '#0f6b5c',
  synchrony: '#9a4a1c',
  partition: '#8a6a00',
  lifecycle: '#2b7f93',
  pivot: '#5b2a63',
  intent: '#77202f',
  harvest: '#6a55b8',
  benign: '#6b7280',
} as const;
export type Ink = keyof typeof INKS;

/** Coordinates with one decimal: more would only make files longer. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
