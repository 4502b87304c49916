// SPDX-License-Identifier: Apache-2.0
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { readSearch, type TrafficSearch } from './lib/filters.ts';
import { pickText } from './lib/search.ts';
import { Frame } from './frame/frame.tsx';
import { Crash, NotFound } from './frame/crash.tsx';
import { OverviewPage } from './pages/overview/overview-page.tsx';

const root = createRootRoute({ notFoundComponent: NotFound });
const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: Frame });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search) => pickText(search, ['token', 'next', 'problem']),
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.tsx'), 'SignInPage'),
});
const overview = createRoute({ getParentRoute: () => framed, path: '/', component: OverviewPage });
const campaigns = createRoute({
  getParentRoute: () => framed,
  path: '/campaigns',
  validateSearch: (search) => pickText(search, ['tier', 'status', 'current', 'q']),
  component: lazyRouteComponent(() => import('./pages/campaigns/campaigns-page.tsx'), 'CampaignsPage'),
});
const campaign = createRoute({
  getParentRoute: () => framed,
  path: '/campaigns/$id',
  validateSearch: (search) => pickText(search, ['tab', 'without', 'account', 'item']),
  component: lazyRouteComponent(() => import('./pages/campaign/campaign-page.tsx'), 'CampaignPage'),
});
const review = createRoute({
  getParentRoute: () => framed,
  path: '/review',
  validateSearch: (search) => pickText(search, ['id', 'status', 'next']),
  component: lazyRouteComponent(() => import('./pages/review/review-page.tsx'), 'ReviewPage'),
});
const traffic = createRoute({
  getParentRoute: () => framed,
  path: '/traffic',
  validateSearch: (search): TrafficSearch => readSearch(search),
  component: lazyRouteComponent(() => import('./pages/traffic/traffic-page.tsx'), 'TrafficPage'),
});
const accounts = createRoute({
  getParentRoute: () => framed,
  path: '/accounts',
  validateSearch: (search) => pickText(search, ['q', 'plan', 'campaign']),
  component: lazyRouteComponent(() => import('./pages/accounts/accounts-page.tsx'), 'AccountsPage'),
});
const account = createRoute({
  getParentRoute: () => framed,
  path: '/accounts/$account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
});
const templates = createRoute({
  getParentRoute: () => framed,
  path: '/templates',
  validateSearch: (search) => pickText(search, ['campaign']),
  component: lazyRouteComponent(() => import('./pages/templates/templates-page.tsx'), 'TemplatesPage'),
});
const proof = createRoute({
  getParentRoute: () => framed,
  path: '/proof',
  component: lazyRouteComponent(() => import('./pages/proof/proof-page.tsx'), 'ProofPage'),
});
const leaves = createRoute({
  getParentRoute: () => framed,
  path: '/proof/leaves',
  validateSearch: (search) => pickText(search, ['kind']),
  component: lazyRouteComponent(() => import('./pages/proof/leaves-page.tsx'), 'LeavesPage'),
});
const leaf = createRoute({
  getParentRoute: () => framed,
  path: '/proof/leaves/$index',
  validateSearch: (search) => pickText(search, ['step']),
  component: lazyRouteComponent(() => import('./pages/proof/leaf-page.tsx'), 'LeafPage'),
});
const dossiers = createRoute({
  getParentRoute: () => framed,
  path: '/dossiers',
  validateSearch: (search) => pickText(search, ['campaign']),
  component: lazyRouteComponent(() => import('./pages/dossiers/dossiers-page.tsx'), 'DossiersPage'),
});
const builder = createRoute({
  getParentRoute: () => framed,
  path: '/dossiers/new',
  validateSearch: (search) => pickText(search, ['campaign', 'audience', 'tlp']),
  component: lazyRouteComponent(() => import('./pages/dossiers/builder-page.tsx'), 'BuilderPage'),
});
const dossier = createRoute({
  getParentRoute: () => framed,
  path: '/dossiers/$id',
  validateSearch: (search) => pickText(search, ['tab', 'part']),
  component: lazyRouteComponent(() => import('./pages/dossiers/dossier-page.tsx'), 'DossierPage'),
});
const inbox = createRoute({
  getParentRoute: () => framed,
  path: '/sharing',
  validateSearch: (search) => pickText(search, ['state', 'source', 'type', 'impact']),
  component: lazyRouteComponent(() => import('./pages/sharing/inbox-page.tsx'), 'InboxPage'),
});
const inboxItem = createRoute({
  getParentRoute: () => framed,
  path: '/sharing/inbox/$id',
  validateSearch: (search) => pickText(search, ['tab']),
  component: lazyRouteComponent(() => import('./pages/sharing/inbox-item-page.tsx'), 'InboxItemPage'),
});
const outbox = createRoute({
  getParentRoute: () => framed,
  path: '/sharing/outbox',
  validateSearch: (search) => pickText(search, ['state', 'campaign']),
  component: lazyRouteComponent(() => import('./pages/sharing/outbox-page.tsx'), 'OutboxPage'),
});
const draft = createRoute({
  getParentRoute: () => framed,
  path: '/sharing/outbox/new',
  validateSearch: (search) => pickText(search, ['campaign', 'release']),
  component: lazyRouteComponent(() => import('./pages/sharing/draft-page.tsx'), 'DraftPage'),
});
const release = createRoute({
  getParentRoute: () => framed,
  path: '/sharing/outbox/$id',
  validateSearch: (search) => pickText(search, ['tab']),
  component: lazyRouteComponent(() => import('./pages/sharing/release-page.tsx'), 'ReleasePage'),
});
const peers = createRoute({
  getParentRoute: () => framed,
  path: '/sharing/peers',
  component: lazyRouteComponent(() => import('./pages/sharing/peers-page.tsx'), 'PeersPage'),
});
const peer = createRoute({
  getParentRoute: () => framed,
  path: '/sharing/peers/$id',
  component: lazyRouteComponent(() => import('./pages/sharing/peer-page.tsx'), 'PeerPage'),
});
const matching = createRoute({
  getParentRoute: () => framed,
  path: '/sharing/matching',
  component: lazyRouteComponent(() => import('./pages/sharing/matching-page.tsx'), 'MatchingPage'),
});
const thisNode = createRoute({
  getParentRoute: () => framed,
  path: '/sharing/node',
  component: lazyRouteComponent(() => import('./pages/sharing/node-page.tsx'), 'NodePage'),
});
const settings = createRoute({
  getParentRoute: () => framed,
  path: '/settings/{-$section}',
  validateSearch: (search) => pickText(search, ['by', 'action', 'show', 'kind', 'id']),
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    framed.addChildren([
      overview,
      campaigns,
      campaign,
      review,
      traffic,
      accounts,
      account,
      templates,
      proof,
      leaves,
      leaf,
      dossiers,
      builder,
      dossier,
      inbox,
      inboxItem,
      outbox,
      draft,
      release,
      peers,
      peer,
      matching,
      thisNode,
      settings,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: false,
  defaultErrorComponent: Crash,
  defaultNotFoundComponent: NotFound,
  // Plain `name=value`, as people read and write addresses.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const kept = Object.entries(search).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
    );
    const text = new URLSearchParams(kept).toString();
    return text === '' ? '' : `?${text}`;
  },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
