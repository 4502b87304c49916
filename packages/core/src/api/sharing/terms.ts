// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Name of an organisation, a group or a person as partners know it: printable, at most 200 characters. */
export const Name = z
  .string()
  .trim()
  .regex(/^[^\p{C}]{1,200}$/u);

/** Permissible Actions Protocol, from what forbids most. */
export const PAPS = ['RED', 'AMBER', 'GREEN', 'CLEAR'] as const;
export const Pap = z.enum(PAPS);
export type Pap = z.infer<typeof Pap>;

/** An Ed25519 public key: 32 bytes in base64url. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
