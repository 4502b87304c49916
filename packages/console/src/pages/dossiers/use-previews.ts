// SPDX-License-Identifier: Apache-2.0
import type { Audience, DossierPreview, Tlp } from '@stillwatch/core/api';
import { AUDIENCE_TLP } from '@stillwatch/core/tlp';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../api/client.ts';
import type { ApiError } from '../../api/problem.ts';

type Preview = UseQueryResult<DossierPreview, ApiError>;

/** What a dossier for an audience would hold. */
function usePreview(campaign: string, audience: Audience, tlp: Tlp, enabled: boolean): Preview {
  return useQuery<DossierPreview, ApiError>({
    queryKey: ['previewDossier', { campaign, audience, tlp }],
    queryFn: ({ signal }) => call('previewDossier', { body: { campaign, audience, tlp }, signal }),
    enabled: enabled && campaign !== '',
    staleTime: 60_000,
    // Each is as much work as building one.
    refetchOnWindowFocus: false,
  });
}

/**
 * The preview for the chosen audience first, then one after another those for the rest, each with the most that it may see: a
 * node makes the whole dossier for each.
 */
export function usePreviews(
  campaign: string,
  audience: Audience,
  tlp: Tlp,
  compare: boolean,
): { chosen: Preview; all: Record<Audience, Preview> } {
  const chosen = usePreview(campaign, audience, tlp, true);
  const most = (other: Audience): Tlp => (other === audience ? tlp : AUDIENCE_TLP[other]);
  const ready = compare && chosen.isSuccess;
  const recipients = usePreview(campaign, 'recipients', most('recipients'), ready);
  const organisation = usePreview(campaign, 'organisation', most('organisation'), ready && !recipients.isPending);
  const clients = usePreview(campaign, 'clients', most('clients'), ready && !organisation.isPending);
  const community = usePreview(campaign, 'community', most('community'), ready && !clients.isPending);
  const everybody = usePreview(campaign, 'public', most('public'), ready && !community.isPending);
  return { chosen, all: { recipients, organisation, clients, community, public: everybody } };
}
