// SPDX-License-Identifier: Apache-2.0
import { LEAVES, type Leaf } from './leaves.ts';

const HEAD = `# Configuration

A node reads one YAML file (\`--config\`, else \`STILLWATCH_CONFIG\`) and the environment, once, at its start. A variable wins over
the file. What is not set has the default below, and every default is safe to run with. Unknown keys are errors, with the place
and the nearest known name; \`stillwatch config check\` says so without starting anything, \`stillwatch config explain [KEY]\` shows
each value and where it comes from.

Durations have a unit (\`500ms\`, \`30s\`, \`15m\`, \`12h\`, \`7d\`), sizes too (\`512kB\`, \`64MB\`, \`1GiB\`; MB is a million bytes, MiB
2^20). Lists and mappings in a variable are written as YAML or JSON.

**Secrets** may stand in a file of their own: \`clientSecretFile: /run/secrets/oidc\` in place of \`clientSecret\`, or the variable
with \`_FILE\` behind it. They are never shown or logged; empty ones and placeholders (\`changeme\`, \`<…>\`) are refused.

**Listening beyond this machine.** A \`host\` that is not a loopback address is refused unless \`publicUrl\` begins with \`https://\`:
sign-in links, cookies and keys would cross the network readable. The node speaks no TLS itself; put a proxy in front, and let
nobody else reach the port. Requests whose \`Host\` is neither that of \`publicUrl\` nor a loopback name are refused, so that a
stranger's page cannot reach a node on your machine by renaming itself.

This page is written from the schema in \`packages/server/src/config\`; a test keeps them equal.
`;

/** Text of `docs/reference/configuration.md`. */
export function documentConfig(): string {
  const sections = new Map<string, Leaf[]>();
  for (const leaf of LEAVES) {
    const section = leaf.path.slice(0, -1).join('.');
    sections.set(section, [...(sections.get(section) ?? []), leaf]);
  }
  const parts = [...sections].map(([section, leaves]) => {
    const title = section === '' ? '## The node' : `## ${section}`;
    const rows = leaves.map(
      (leaf) =>
        `| \`${leaf.key}\` | \`${leaf.variable}\` | ${leaf.kind}${leaf.secret === true ? ', secret' : ''} | ${shown(leaf)} | ${leaf.about} |`,
    );
    return [title, '', '| Key | Variable | Value | Default | |', '|---|---|---|---|---|', ...rows].join('\n');
  });
  return `${[HEAD.trimEnd(), ...parts].join('\n\n')}\n`;
}

function shown(leaf: Leaf): string {
  if (leaf.fallback === null) return 'none';
  return `\`${typeof leaf.fallback === 'string' ? leaf.fallback : JSON.stringify(leaf.fallback)}\``;
}
