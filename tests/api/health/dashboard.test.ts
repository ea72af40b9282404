import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { castMessages } from '../../support/cast-messages.js';
import { openRaw } from '../../support/room/raw-client.js';
import { connect, connectWand, nextMessage, startTestServer, tokenOf } from '../../support/test-server.js';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly fieldConfig: { readonly defaults: { readonly unit: string } };
    readonly targets: readonly { readonly expr: string }[];
  }[];
}
const dashboard = JSON.parse(read('deploy/monitoring/grafana/wandcast.json')) as Dashboard;
const queries = dashboard.panels.flatMap(({ title, targets }) => targets.map(({ expr }) => [title, expr] as const));

/** Labels that Prometheus itself adds, and its own metric. */
const ADDED = { job: 'wandcast', instance: 'app:3000' };
const UP = 'up';

type Series = Readonly<Record<string, string>>;
/** The series of each metric. */
let scraped: Map<string, Series[]>;

beforeAll(async () => {
  const server = await startTestServer();
  const wand = connectWand(server);
  await nextMessage(wand, 'wand:welcomed');
  const stage = connect(server, '/stage', { token: tokenOf(server.links.stage) });
  await nextMessage(stage, 'stage:welcomed');
  await wand.emitWithAck('cast:replay', castMessages().replay);
  await wand.emitWithAck('room:lock', {}); // is refused
  const silent = await openRaw(server, '203.0.113.5');
  await silent.closed; // by the server, because it joins nothing
  scraped = readMetrics(await (await fetch(`${server.url}/metrics`)).text());
  wand.disconnect();
  stage.disconnect();
  await server.remove();
});

function readMetrics(text: string): Map<string, Series[]> {
  const metrics = new Map<string, Series[]>([[UP, [ADDED]]]);
  for (const [, name = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const own = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [label, value] as const);
    metrics.set(name, [...(metrics.get(name) ?? []), { ...Object.fromEntries(own), ...ADDED }]);
  }
  return metrics;
}

/** Nodes of a query by name. */
function nodesOf(query: string, ...names: string[]): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  parser.parse(query).iterate({
    enter({ node }) {
      if (names.includes(node.name) || (node.type.isError && names.includes('error'))) found.push(node);
    },
  });
  return found;
}

/** The series that a selector such as `casts{outcome="stored"}` finds. */
function found(query: string, selector: SyntaxNode): Series[] {
  const text = ({ from, to }: { from: number; to: number }): string => query.slice(from, to);
  const name = selector.getChild('Identifier');
  const matchers = selector.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
  return (scraped.get(name === null ? '' : text(name)) ?? []).filter((series) =>
    matchers.every((matcher) => {
      const [, label = '', value] = /^(\w+)="([^"]*)"$/.exec(text(matcher)) ?? [];
      return series[label] === value;
    }),
  );
}

describe('each query of the dashboard', () => {
  test.each(queries)('%s: %s', (_title, query) => {
    expect(nodesOf(query, 'error')).toEqual([]);
    const selectors = nodesOf(query, 'VectorSelector');
    expect(selectors.length).toBeGreaterThan(0);
    for (const selector of selectors) expect([query, found(query, selector)]).not.toEqual([query, []]);
    for (const aggregate of nodesOf(query, 'AggregateExpr')) {
      const labels =
        aggregate.getChild('AggregateModifier')?.getChild('GroupingLabels')?.getChildren('LabelName') ?? [];
      const within = selectors.filter(({ from, to }) => from >= aggregate.from && to <= aggregate.to);
      const series = within.flatMap((selector) => found(query, selector));
      for (const { from, to } of labels)
        expect(series.map((one) => Object.keys(one))).toContainEqual(expect.arrayContaining([query.slice(from, to)]));
    }
  });

  test.each([
    [/histogram_quantile.*_seconds_bucket/, 's'],
    [/_bytes/, 'bytes'],
  ])('that matches %s is shown with its unit', (pattern, unit) => {
    const units = dashboard.panels
      .filter(({ targets }) => targets.some(({ expr }) => pattern.test(expr)))
      .map(({ fieldConfig }) => fieldConfig.defaults.unit);
    expect([...new Set(units)]).toEqual([unit]);
  });
});

describe('docker-compose.yml', () => {
  const { services } = parse(read('docker-compose.yml')) as {
    services: Record<string, { volumes?: string[]; profiles?: string[]; ports?: string[] }>;
  };

  test('mounts only files that exist', () => {
    const files = Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.filter((volume) => volume.startsWith('.')),
    );
    expect(files.length).toBeGreaterThanOrEqual(5);
    expect(files.filter((volume) => !existsSync(path.join(root, volume.split(':')[0] ?? '')))).toEqual([]);
  });

  test('shows metrics only to those on the host, and only if asked to', () => {
    for (const name of ['prometheus', 'grafana']) {
      expect(services[name]?.profiles).toEqual(['monitoring']);
      for (const port of services[name]?.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });

  test('Prometheus reads the metrics of every container of the app', () => {
    const config = parse(read('deploy/monitoring/prometheus.yml')) as {
      scrape_configs: { job_name: string; dns_sd_configs: { names: string[] }[] }[];
    };
    expect(config.scrape_configs.map(({ job_name }) => job_name)).toEqual([ADDED.job]);
    expect(config.scrape_configs[0]?.dns_sd_configs[0]?.names.every((name) => name in services)).toBe(true);
  });
});
