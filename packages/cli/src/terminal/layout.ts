// SPDX-License-Identifier: Apache-2.0
import { styleText } from 'node:util';
import stringWidth from 'string-width';

/** How a face writes: with or without colour, in lines of at most `width` columns. */
export interface Pen {
  readonly width: number;
  bold(text: string): string;
  dim(text: string): string;
  tint(text: string, colour: 'red' | 'yellow' | 'cyan'): string;
}

export function createPen(colour: boolean, width: number): Pen {
  const style = (format: Parameters<typeof styleText>[0], text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  return {
    width: Math.max(40, width),
    bold: (text) => style('bold', text),
    dim: (text) => style('dim', text),
    tint: (text, name) => style(name, text),
  };
}

/** Columns a text takes: East Asian wide characters two, colour codes none. */
export function measureColumns(text: string): number {
  return stringWidth(text);
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - measureColumns(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - measureColumns(text))) + text;
}

/** Breaks plain text at spaces into lines of at most `columns`; a longer word is cut. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((part) => cutWord(part, columns))) {
    if (line === '') line = word;
    else if (measureColumns(line) + 1 + measureColumns(word) <= columns) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line].map((part) => part.trimEnd());
}

function cutWord(word: string, columns: number): string[] {
  if (measureColumns(word) <= columns) return [word];
  const parts: string[] = [];
  let part = '';
  for (const char of word) {
    if (part !== '' && measureColumns(part + char) > columns) {
      parts.push(part);
      part = '';
    }
    part += char;
  }
  return [...parts, part];
}

/** A label and its text, wrapped so that the text keeps its own column. `label` may be coloured. */
export function writeItem(pen: Pen, indent: number, label: string, labelColumns: number, text: string): string[] {
  const left = indent + labelColumns;
  const lines = wrap(text, pen.width - left);
  if (measureColumns(label) <= labelColumns)
    return lines.map((line, i) => `${' '.repeat(indent)}${padEnd(i === 0 ? label : '', labelColumns)}${line}`.trimEnd());
  return [
    ...wrap(label, pen.width - indent).map((line) => ' '.repeat(indent) + line),
    ...lines.map((line) => ' '.repeat(left) + line),
  ];
}

/** Values as one line of bars, `columns` wide at most; '' where there is nothing to show. */
export function drawBars(values: readonly number[], columns: number): string {
  const bars = '▁▂▃▄▅▆▇█';
  const per = Math.max(1, Math.ceil(values.length / columns));
  const sums: number[] = [];
  for (let i = 0; i < values.length; i += per) sums.push(values.slice(i, i + per).reduce((sum, value) => sum + value, 0));
  const top = Math.max(0, ...sums);
  if (top === 0) return '';
  return sums.map((sum) => (sum === 0 ? ' ' : bars[Math.min(7, Math.floor((sum / top) * 8))]!)).join('');
}
