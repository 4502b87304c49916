// SPDX-License-Identifier: Apache-2.0
import { detect, type DetectedCampaign, type Detection, type LoadedWindow, loadWindow } from '@stillwatch/detection';
import type { TrafficStore } from '@stillwatch/traffic';
import { assembleHunt, type ReadTexts, recogniseCampaigns } from '../hunt/index.ts';
import { traceOf } from '../hunt/trace.ts';
import type { HuntJob, HuntOutcome } from './job.ts';
import { noteOfLabels, type Relabelled, setLabelledApart } from './labels.ts';

/** A detection whose campaigns can be asked about by id. */
export interface Held {
  readonly detection: Detection;
  readonly campaigns: ReadonlyMap<string, DetectedCampaign>;
  /** Seconds that detection took. */
  readonly seconds: number;
}

interface Detected {
  readonly loaded: LoadedWindow;
  readonly relabelled: Relabelled;
  /** Benign-labelled accounts that are in the window. */
  readonly seenBenign: number;
  readonly timings: Record<string, number>;
}

/** Loads a window, detects, describes; the outcome holds no text but masked examples. */
export async function huntWindow(
  store: TrafficStore,
  job: HuntJob,
  readTexts: ReadTexts,
  onStage: (stage: string) => void,
): Promise<{ outcome: HuntOutcome; held: Held }> {
  const { loaded, relabelled, seenBenign, timings } = await detectWindow(store, job, onStage);
  const { detection, wholes, labelled, falsePositives } = relabelled;
  onStage('explain');
  let known = job.known;
  const { report, campaigns } = await assembleHunt({
    nodeKey: store.nodeKey,
    loaded,
    detection,
    traced: wholes,
    // Traffic reached the store by itself: no files were read for this hunt.
    read: {
      files: 0,
      exchanges: loaded.table.exchanges.count,
      rejected: 0,
      duplicates: 0,
      formats: {},
      problems: [],
      absent: {},
    },
    memory: {
      recognise(found) {
        const result = recogniseCampaigns(known, found);
        known = result.known;
        return result.recognised;
      },
    },
    readTexts,
    timings,
  });
  const traces = new Map(known.map((trace) => [trace.id, trace]));
  const labelledOf = new Map(detection.campaigns.map((found, i) => [found, labelled[i]!]));
  const { benign, malicious } = job.labels;
  const note = noteOfLabels({ benign: benign.length, malicious, seen: seenBenign, falsePositives });
  const { campaigns: _, ...rest } = report;
  const outcome: HuntOutcome = {
    report: { ...rest, calibration: { ...report.calibration, note: `${report.calibration.note} ${note}` } },
    campaigns: campaigns.map(({ campaign, members, trace, found }) => ({
      campaign,
      members,
      trace,
      wholeTrace: traces.get(campaign.id)!,
      labelled: labelledOf.get(found)!,
    })),
    exchanges: loaded.table.exchanges.count,
  };
  const byId = new Map(campaigns.map(({ campaign, found }) => [campaign.id, found]));
  return { outcome, held: { detection, campaigns: byId, seconds: timings.detect! } };
}

/** The same without describing anything: for questions about a hunt that another thread or node has run. */
export async function holdWindow(store: TrafficStore, job: HuntJob): Promise<Held> {
  const { loaded, relabelled, timings } = await detectWindow(store, job, () => {});
  const { detection, wholes } = relabelled;
  const traces = wholes.map((found) => traceOf(detection.context, found, loaded));
  const { recognised } = recogniseCampaigns(job.known, traces);
  const campaigns = new Map(recognised.map(({ id }, i) => [id, detection.campaigns[i]!]));
  return { detection, campaigns, seconds: timings.detect! };
}

async function detectWindow(store: TrafficStore, job: HuntJob, onStage: (stage: string) => void): Promise<Detected> {
  const timings: Record<string, number> = {};
  let last = performance.now();
  const lap = (step: string): void => {
    const now = performance.now();
    timings[step] = Math.round(now - last) / 1000;
    last = now;
  };
  onStage('load');
  const loaded = await loadWindow(store, job.window, job.authorisations);
  lap('load');
  const whole = detect(loaded.table, onStage);
  lap('detect');
  const benign = new Set(job.labels.benign.map((account) => store.nodeKey.pseudonym('account', account)));
  let seenBenign = 0;
  for (let a = 0; a < loaded.table.accounts.count; a++) if (benign.has(loaded.accountHash(a))) seenBenign++;
  const relabelled = setLabelledApart(whole, (account) => benign.has(loaded.accountHash(account)));
  return { loaded, relabelled, seenBenign, timings };
}
