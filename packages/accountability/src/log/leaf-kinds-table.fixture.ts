// SPDX-License-Identifier: Apache-2.0
/** Prints the table of `docs/reference/log-leaves.md`: node packages/accountability/src/log/leaf-kinds-table.fixture.ts */
import { LEAF_KINDS, type LeafKind } from './leaf-kinds.ts';

export function leafKindsTable(): string[] {
  const rows = Object.entries<LeafKind>(LEAF_KINDS).map(([name, { records, subject, payload }]) => {
    return `| \`${name}\` | ${records} | ${subject ?? '–'} | ${payload.map((member) => `\`${member}\``).join(', ')} |`;
  });
  return ['| Kind | Records | Subject | Payload has |', '|---|---|---|---|', ...rows];
}

if (import.meta.main) process.stdout.write(`${leafKindsTable().join('\n')}\n`);
