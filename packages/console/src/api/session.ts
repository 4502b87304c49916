// SPDX-License-Identifier: Apache-2.0
import type { Permission, Session } from '@stillwatch/core/api';
import { createContext, useContext } from 'react';

/** Who is signed in; there is always somebody below the frame. */
export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('nobody is signed in here');
  return session;
}

export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}
