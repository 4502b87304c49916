// SPDX-License-Identifier: Apache-2.0
import type { ReliabilityBin } from '@stillwatch/core/api';
import type { ReactElement } from 'react';
import { describeReliability } from '../../lib/reliability.ts';

const SIZE = 280;
const LEFT = 44;
const BOTTOM = 38;
const TOP = 10;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

const x = (share: number) => LEFT + share * SIZE;
const y = (share: number) => TOP + (1 - share) * SIZE;

/** Predicted against observed: on the diagonal somebody is as often right as they say. */
export function ReliabilityPlot({ bins }: { bins: readonly ReliabilityBin[] }): ReactElement {
  const most = Math.max(1, ...bins.map(({ count }) => count));
  return (
    <svg
      className="reliability-plot"
      viewBox={`0 0 ${LEFT + SIZE + 12} ${TOP + SIZE + BOTTOM}`}
      role="img"
      aria-label={`Reliability plot. ${describeReliability(bins)}`}
    >
      {TICKS.map((tick) => (
        <g key={tick} className="tick">
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
          <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} />
          <text x={x(0) - 6} y={y(tick) + 4} textAnchor="end">
            {tick * 100}
          </text>
          <text x={x(tick)} y={y(0) + 16} textAnchor="middle">
            {tick * 100}
          </text>
        </g>
      ))}
      <text x={x(0.5)} y={y(0) + 33} textAnchor="middle">
        said to be right, %
      </text>
      <text transform={`translate(12 ${y(0.5)}) rotate(-90)`} textAnchor="middle">
        were right, %
      </text>
      <line className="diagonal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      {bins.map(({ from, count, predicted, observed, low, high }) => (
        <g key={from} className="bin">
          <line x1={x(predicted)} x2={x(predicted)} y1={y(low)} y2={y(high)} />
          <circle cx={x(predicted)} cy={y(observed)} r={3.5 + 5 * Math.sqrt(count / most)} />
        </g>
      ))}
    </svg>
  );
}
