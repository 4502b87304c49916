// SPDX-License-Identifier: Apache-2.0
import type { Overview } from '@stillwatch/core/api';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useApi } from '../../api/queries.ts';
import { formatCount, formatPlural } from '../../lib/format.ts';
import { useZone } from '../../lib/preferences.ts';
import { formatMoment } from '../../lib/time.ts';
import { Title } from '../../parts/title.tsx';
import { Empty, Fetched } from '../../parts/states.tsx';
import { Tier } from '../../parts/tier.tsx';
import { TimeChart } from '../../parts/time-chart.tsx';
import { Explained } from './explained.tsx';
import { Needs } from './needs.tsx';
import { Node } from './node-state.tsx';
import { TopCampaigns } from './top-campaigns.tsx';
import { Try } from './try.tsx';

/** What is happening now, and what needs somebody. */
export function OverviewPage(): ReactElement {
  const overview = useApi('overview', {}, { refetchInterval: 60_000 });
  return (
    <>
      <Title name="Overview">{overview.data === undefined ? null : <Window window={overview.data.window} />}</Title>
      <Fetched query={overview} lines={10}>
        {(data) => (data.traffic.exchanges === 0 && data.window === null ? <Nothing data={data} /> : <Body data={data} />)}
      </Fetched>
    </>
  );
}

function Window({ window }: { window: Overview['window'] }): ReactElement {
  const [zone] = useZone();
  if (window === null) return <p>No traffic yet.</p>;
  return (
    <p>
      Hunted: {formatMoment(window.from, zone)} to {formatMoment(window.to, zone)}
    </p>
  );
}

function Body({ data }: { data: Overview }): ReactElement {
  const { traffic, campaigns } = data;
  return (
    <>
      <div className="columns">
        <section className="card stack" aria-labelledby="traffic">
          <header className="row apart">
            <h2 id="traffic">Traffic and what campaigns take of it</h2>
            <span className="quiet small">
              {formatCount(traffic.exchanges)} exchanges · {formatCount(traffic.accounts)} accounts
            </span>
          </header>
          <TrafficChart series={traffic.series} />
        </section>
        <Needs data={data} />
      </div>
      <div className="columns">
        <section className="card" aria-labelledby="campaigns">
          <header>
            <h2 id="campaigns">Campaigns now</h2>
            <ul className="row">
              {(['confirmed', 'probable', 'watch'] as const).map((tier) => (
                <li key={tier} className="row">
                  <Link to="/campaigns" search={{ tier, current: 'true' }}>
                    <b className="number">{campaigns[tier]}</b> <Tier tier={tier} />
                  </Link>
                </li>
              ))}
            </ul>
          </header>
          <TopCampaigns campaigns={campaigns.top} />
        </section>
        <div className="stack">
          <Node data={data} />
          {data.demonstration ? <Try top={campaigns.top} /> : null}
        </div>
      </div>
      <Explained groups={data.explained} />
    </>
  );
}

function TrafficChart({ series }: { series: Overview['traffic']['series'] }): ReactElement {
  if (series.length === 0) return <Empty title="Nothing to draw yet" />;
  return (
    <TimeChart
      title="Exchanges per hour"
      height={230}
      times={series.map(({ at }) => Date.parse(at))}
      series={[
        { label: 'all', values: series.map(({ all }) => all), color: '--chart-all', fill: true },
        { label: 'of campaigns', values: series.map(({ campaigns }) => campaigns), color: '--chart-campaign', fill: true },
      ]}
    />
  );
}

function Nothing({ data }: { data: Overview }): ReactElement {
  return (
    <>
      <section className="card">
        <Empty title="This node has not seen any traffic yet">
          <p>
            Send exchanges to <code>POST /v1/intake</code>, point an OpenTelemetry exporter or LiteLLM’s callback at this node, or
            let it follow a folder of logs. The first hunt starts by itself soon after.
          </p>
          <p>
            <Link to="/settings/{-$section}" params={{ section: 'keys' }}>
              Make a key for intake
            </Link>
          </p>
        </Empty>
      </section>
      <Node data={data} />
      {data.waiting.reviews === 0 ? null : <p>{formatPlural(data.waiting.reviews, 'review')} waiting.</p>}
    </>
  );
}
