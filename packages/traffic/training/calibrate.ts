// SPDX-License-Identifier: Apache-2.0
/** One margin seen in calibration. */
export interface Scored {
  readonly margin: number;
  readonly positive: boolean;
  readonly weight: number;
}

export interface Platt {
  /** bits = slope · margin + offset. */
  readonly slope: number;
  readonly offset: number;
}

/** A text's best window, as it counts for the 3-bit mark. */
export interface Alarm {
  /** Margin that the text's likeliest window would need alone: its prior is taken off. */
  readonly margin: number;
  readonly source: string;
}

/**
 * Lowers the offset until at most `share` of ordinary texts reach `bits`, every source counting alike: a
 * likelihood ratio that is right on average may still be wrong for the kind of text that is most like the
 * technique, and there bits should be too few rather than too many.
 */
export function holdBack({ slope, offset }: Platt, alarms: readonly Alarm[], bits: number, share: number): Platt {
  const sizes = new Map<string, number>();
  for (const { source } of alarms) sizes.set(source, (sizes.get(source) ?? 0) + 1);
  const sorted = [...alarms].sort((a, b) => b.margin - a.margin);
  let alarmed = 0;
  for (const { margin, source } of sorted) {
    alarmed += 1 / sizes.get(source)! / sizes.size;
    if (alarmed > share) return { slope, offset: Math.min(offset, bits - 1e-4 - slope * margin) };
  }
  return { slope, offset };
}

/**
 * Turns margins into log2 likelihood ratios: logistic regression of the label on the margin (Platt 1999,
 * with his smoothed targets), both classes weighted alike, so that the log-odds are the log-ratio of the
 * two likelihoods. Newton's method on two parameters.
 */
export function fitPlatt(scored: readonly Scored[]): Platt {
  let positives = 0;
  let negatives = 0;
  let countPositive = 0;
  let countNegative = 0;
  for (const { positive, weight } of scored) {
    if (positive) {
      positives += weight;
      countPositive++;
    } else {
      negatives += weight;
      countNegative++;
    }
  }
  const high = (countPositive + 1) / (countPositive + 2);
  const low = 1 / (countNegative + 2);
  let a = 1;
  let b = 0;
  for (let round = 0; round < 60; round++) {
    let ga = 0;
    let gb = 0;
    let haa = 1e-6;
    let hab = 0;
    let hbb = 1e-6;
    for (const { margin, positive, weight } of scored) {
      const w = weight / (positive ? positives : negatives);
      const p = 1 / (1 + Math.exp(-(a * margin + b)));
      const error = p - (positive ? high : low);
      const curve = p * (1 - p) * w;
      ga += w * error * margin;
      gb += w * error;
      haa += curve * margin * margin;
      hab += curve * margin;
      hbb += curve;
    }
    const determinant = haa * hbb - hab * hab;
    const da = (hbb * ga - hab * gb) / determinant;
    const db = (haa * gb - hab * ga) / determinant;
    // A bounded step: far from the optimum Newton overshoots.
    const shrink = Math.min(1, 2 / Math.max(Math.abs(da), Math.abs(db), 1e-9));
    a -= shrink * da;
    b -= shrink * db;
    if (Math.abs(da) + Math.abs(db) < 1e-9) break;
  }
  return { slope: a / Math.LN2, offset: b / Math.LN2 };
}
