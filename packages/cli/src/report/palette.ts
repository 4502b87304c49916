// SPDX-License-Identifier: Apache-2.0
import type { EvidenceFamily } from '@stillwatch/core';

export interface FamilyLook {
  readonly label: string;
  /** What the family looks at, for the legend. */
  readonly about: string;
  readonly light: string;
  readonly dark: string;
}

/** Backgrounds that every colour below must stand out from. */
export const PAPER = { light: '#fbfbf9', dark: '#14171c' } as const;

/**
 * One colour per evidence family: at least 3:1 against the paper and apart from each other for red-, green-
 * and blue-blind eyes (`palette.test.ts` measures both).
 */
export const FAMILIES: Record<EvidenceFamily, FamilyLook> = {
  identity: { label: 'identity', about: 'payment, device, network', light: '#203fb5', dark: '#6a95fb' },
  template: { label: 'template', about: 'shared rare prompts', light: '#067b69', dark: '#aeedca' },
  synchrony: { label: 'synchrony', about: 'acting in step', light: '#ad4a04', dark: '#fc733b' },
  partition: { label: 'partition', about: 'one corpus dealt out', light: '#b78704', dark: '#fddd38' },
  lifecycle: { label: 'lifecycle', about: 'created and active together', light: '#1d9db2', dark: '#43d1fd' },
  pivot: { label: 'pivot', about: 'moving with a release', light: '#612569', dark: '#ba85a5' },
  intent: { label: 'intent', about: 'what is asked for', light: '#7b0c26', dark: '#b84a56' },
  harvest: { label: 'harvest', about: 'the shape of what is taken', light: '#8365e7', dark: '#755bcc' },
  benign: { label: 'benign', about: 'benign explanations', light: '#6b7280', dark: '#9aa3af' },
};

/** Relative luminance of `#rrggbb` (WCAG 2.2, 0 to 1). */
export function measureLuminance(hex: string): number {
  const [r, g, b] = toLinear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours (WCAG 2.2, 1 to 21). */
export function measureContrast(a: string, b: string): number {
  const [light, dark] = [measureLuminance(a), measureLuminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Linear sRGB of `#rrggbb`, each 0 to 1. */
export function toLinear(hex: string): [number, number, number] {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** Black or white, whichever reads better on the colour. */
export function chooseInk(hex: string): '#000000' | '#ffffff' {
  return measureContrast(hex, '#000000') >= measureContrast(hex, '#ffffff') ? '#000000' : '#ffffff';
}
