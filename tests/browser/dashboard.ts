import type { Browser, Page } from 'playwright-core';
import { directoryEntries } from '../../scripts/demo/directory';
import { makePeople } from '../../scripts/demo/people';
import { sampleEvents } from '../../scripts/demo/sample';
import { createApi } from '../support/api';
import type { Api } from '../support/api';
import { startBrowser } from '../support/chromium';
import { makeTempDir, mintToken, removeDir, startProcess } from '../support/service';
import type { ServiceProcess } from '../support/service';

export const TENANT = 'acme';
/** Of the sample's people, one in so many: enough for curves. */
const EVERY = 3;
const EVENTS_A_REQUEST = 5_000;

export interface Dashboard {
  readonly service: ServiceProcess;
  readonly api: Api;
  readonly token: string;
  /** A page in a browser profile of its own, at this address. */
  open(address: string, options?: OpenOptions): Promise<Page>;
  /** What the pages complained about: errors of scripts, refusals of the content security policy. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

export interface OpenOptions {
  /** Null for a page that is not signed in. */
  readonly token?: string | null;
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** The service as a process of its own, filled with a part of the demo's sample, and a real browser. */
export async function startDashboard({
  isFilled = true,
  every = EVERY,
  tenant = TENANT,
} = {}): Promise<Dashboard> {
  const dataDir = await makeTempDir();
  const [service, browser] = await Promise.all([startProcess({ dataDir }), startBrowser()]);
  const token = mintToken({ tenant });
  const api = createApi(service.url, token);
  if (isFilled) await fill(service.url, token, api, every);
  const complaints: string[] = [];
  return {
    service,
    api,
    token,
    complaints,
    open: (address, options) => open(browser, service.url, address, complaints, { token, ...options }),
    stop: async () => {
      await browser.close();
      await service.stop();
      await removeDir(dataDir);
    },
  };
}

async function open(
  browser: Browser,
  url: string,
  address: string,
  complaints: string[],
  { token, theme = 'light', width = 1360, height = 900 }: OpenOptions,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused call is for the page to show; the browser notes it too.
    const isRefusedCall = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusedCall) complaints.push(message.text());
  });
  if (token != null) {
    await page.addInitScript(`sessionStorage.setItem('headcount.token', '${token}')`);
  }
  await page.goto(`${url}/${address}`);
  return page;
}

async function fill(url: string, token: string, api: Api, every: number): Promise<void> {
  const people = makePeople().filter((_, index) => index % every === 0);
  const ids = new Set(people.map(({ user_id }) => user_id));
  const entries = [...directoryEntries(people)].map((entry) => `${JSON.stringify(entry)}\n`).join('');
  await fetch(`${url}/v1/directory`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: entries,
  });
  const events = [...sampleEvents(new Date())].filter(({ user_id }) => ids.has(user_id as string));
  for (let from = 0; from < events.length; from += EVENTS_A_REQUEST) {
    await api.postEvents(events.slice(from, from + EVENTS_A_REQUEST), 'ndjson-gzip');
  }
}
