// SPDX-License-Identifier: Apache-2.0
import type { PeopleStore } from '../parts.ts';
import { apiKeyStore } from './api-keys.store.ts';
import type { StoreContext } from './database.ts';
import { sessionStore } from './sessions.store.ts';
import { userStore } from './users.store.ts';

/** Who may come in: people, how they sign in, and API keys. */
export function peopleStore(context: StoreContext): PeopleStore {
  return { ...userStore(context), ...sessionStore(context), ...apiKeyStore(context) };
}
