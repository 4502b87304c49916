// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useEffect, useRef } from 'react';
import UPlot from 'uplot';
import { formatCompact } from '../lib/format.ts';
import { useTheme, useZone } from '../lib/preferences.ts';
import { formatClock, formatDay, formatMoment } from '../lib/time.ts';
import { useDarkness } from './use-darkness.ts';

export interface PlotProps {
  /** Milliseconds since 1970 UTC, ascending. */
  readonly times: readonly number[];
  /** `color` is a custom property of the style sheet. */
  readonly series: readonly { label: string; values: readonly number[]; color: string; fill?: boolean }[];
  readonly height: number;
  /** Charts of one name move their cursors together. */
  readonly sync?: string;
  /** Moments to mark, milliseconds since 1970 UTC. */
  readonly marks?: readonly { at: number; label: string }[];
  /** Called with a stretch of time that was dragged over. */
  readonly onRange?: (from: number, to: number) => void;
}

/** Draws anew when the data, the theme or the zone change, and fits its width to its place. */
export default function Plot(props: PlotProps): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const dark = useDarkness(useTheme()[0]);
  const [zone] = useZone();
  const range = useRef(props.onRange);
  range.current = props.onRange;
  const { times, series, height, sync, marks } = props;

  useEffect(() => {
    const element = place.current!;
    const style = getComputedStyle(element);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const axis = { stroke: color('--quiet'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false } };
    const font = `12px ${style.fontFamily}`;
    const options: UPlot.Options = {
      width: Math.max(200, element.clientWidth),
      height,
      ms: 1,
      padding: [8, 12, 0, 0],
      legend: { live: true },
      cursor: {
        y: false,
        points: { size: 6 },
        drag: { x: props.onRange !== undefined, y: false, setScale: false },
        ...(sync === undefined ? {} : { sync: { key: sync } }),
      },
      scales: { x: { time: true }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.08)] } },
      axes: [
        {
          ...axis,
          font,
          space: 70,
          size: 26,
          values: (_, ticks) => ticks.map((tick) => nameTick(tick, ticks, zone)),
        },
        {
          ...axis,
          font,
          size: 52,
          space: 32,
          values: (_, ticks) => ticks.map((tick) => (Number.isInteger(tick) ? formatCompact(tick) : '')),
        },
      ],
      series: [
        { label: 'Time', value: (_, time) => (time === null ? '–' : formatMoment(time, zone)) },
        ...series.map(({ label, color: name, fill }): UPlot.Series => {
          const ink = color(name);
          return {
            label,
            stroke: ink,
            width: 1.5,
            points: { show: false },
            value: (_, value) => (value === null ? '–' : formatCompact(value)),
            ...(fill === true ? { fill: `${ink}33` } : {}),
          };
        }),
      ],
      hooks: {
        draw: [(plot) => drawMarks(plot, marks ?? [], color('--ink'), font)],
        setSelect: [
          (plot) => {
            if (plot.select.width < 4) return;
            range.current?.(plot.posToVal(plot.select.left, 'x'), plot.posToVal(plot.select.left + plot.select.width, 'x'));
          },
        ],
      },
    };
    const plot = new UPlot(options, [[...times], ...series.map(({ values }) => [...values])], element);
    const observer = new ResizeObserver(() => plot.setSize({ width: Math.max(200, element.clientWidth), height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [times, series, height, sync, marks, dark, zone, props.onRange === undefined]);

  return <div className="chart" ref={place} />;
}

/** The day where a day begins or ticks are days apart, else the time of day. */
function nameTick(tick: number, ticks: readonly number[], zone: 'local' | 'utc'): string {
  const clock = formatClock(tick, zone);
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : 0;
  return clock === '00:00' || step >= 86_400_000 ? formatDay(tick, zone) : clock;
}

function drawMarks(plot: UPlot, marks: readonly { at: number; label: string }[], ink: string, font: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = ink;
  ctx.fillStyle = ink;
  ctx.font = font.replace('12px', `${12 * devicePixelRatio}px`);
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  for (const { at, label } of marks) {
    const x = plot.valToPos(at, 'x', true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    const right = x > bbox.left + bbox.width * 0.7;
    ctx.textAlign = right ? 'right' : 'left';
    ctx.fillText(label, x + (right ? -6 : 6) * devicePixelRatio, bbox.top + 12 * devicePixelRatio);
  }
  ctx.restore();
}
