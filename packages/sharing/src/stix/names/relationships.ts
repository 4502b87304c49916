// SPDX-License-Identifier: Apache-2.0
/** Relationships that STIX 2.1 defines (appendix B): source, type, targets. `sco` stands for every observable. */
const TABLE = `
attack-pattern: delivers malware; targets identity location vulnerability; uses malware tool
campaign: attributed-to intrusion-set threat-actor; compromises infrastructure; originates-from location;
  targets identity location vulnerability; uses attack-pattern infrastructure malware tool
course-of-action: investigates indicator; mitigates attack-pattern indicator malware tool vulnerability;
  remediates malware vulnerability
identity: located-at location
indicator: based-on observed-data; indicates attack-pattern campaign infrastructure intrusion-set malware threat-actor tool
infrastructure: communicates-with infrastructure ipv4-addr ipv6-addr domain-name url; consists-of infrastructure observed-data sco;
  controls infrastructure malware; delivers malware; has vulnerability; hosts tool malware; located-at location;
  uses infrastructure
intrusion-set: attributed-to threat-actor; compromises infrastructure; hosts infrastructure; owns infrastructure;
  originates-from location; targets identity location vulnerability; uses attack-pattern infrastructure malware tool
malware: authored-by threat-actor intrusion-set; beacons-to infrastructure; exfiltrates-to infrastructure;
  communicates-with ipv4-addr ipv6-addr domain-name url; controls malware; downloads malware tool file;
  drops malware tool file; exploits vulnerability; originates-from location;
  targets identity infrastructure location vulnerability; uses attack-pattern infrastructure malware tool; variant-of malware
malware-analysis: analysis-of malware; characterizes malware; dynamic-analysis-of malware; static-analysis-of malware
threat-actor: attributed-to identity; compromises infrastructure; hosts infrastructure; owns infrastructure;
  impersonates identity; located-at location; targets identity location vulnerability;
  uses attack-pattern infrastructure malware tool
tool: delivers malware; drops malware; has vulnerability; targets identity infrastructure location vulnerability; uses infrastructure
domain-name: resolves-to domain-name ipv4-addr ipv6-addr
ipv4-addr: belongs-to autonomous-system; resolves-to mac-addr
ipv6-addr: belongs-to autonomous-system; resolves-to mac-addr
`;

/** Source type → relationship type → target types. */
export const RELATIONSHIPS: ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>> = new Map(
  TABLE.trim()
    .split(/\n(?! )/)
    .map((line) => {
      const [source, rest] = line.split(':') as [string, string];
      const types = rest.split(';').map((part) => {
        const [type, ...targets] = part.trim().split(/\s+/) as [string, ...string[]];
        return [type, new Set(targets)] as const;
      });
      return [source, new Map(types)] as const;
    }),
);

/** Relationships between any two objects (section 5.1.1); `duplicate-of` and `derived-from` between two of one type. */
export const COMMON_RELATIONSHIPS: ReadonlySet<string> = new Set(['derived-from', 'duplicate-of', 'related-to']);
