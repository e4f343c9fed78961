import { execFileSync } from 'node:child_process';
import type { Browser, Page } from 'playwright-core';
import { card, figure } from './seen';

/** What the demo printed says where it is and how to go on. */
export interface DemoPrinted {
  readonly url: string;
  readonly token: string;
  /** The line that posts an event. */
  readonly curl: string;
}

/** After each step, in their order: what is to be seen, and what was typed into a terminal and answered there since. */
export type OnStep = (
  name: 'sign-in' | 'curves' | 'event-arrived',
  page: Page,
  terminal: string,
) => Promise<void>;

export function readPrinted(output: string): DemoPrinted {
  return {
    url: /Open (\S+) in a browser/.exec(output)?.[1] ?? '',
    token: /^TOKEN=(\S+)$/m.exec(output)?.[1] ?? '',
    curl: output.split('\n').find((line) => line.includes('/v1/events')) ?? '',
  };
}

/** What a newcomer does once the demo serves: signs in, sees curves, posts an event by curl and sees it counted. */
export async function takeFirstSteps(
  browser: Browser,
  { url, token, curl }: DemoPrinted,
  onStep: OnStep,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1100, height: 720 } });
  await page.goto(url);
  await page.getByLabel('Token').fill(token);
  await onStep('sign-in', page, '');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await card(page, 'Daily, weekly and monthly active users').locator('canvas').waitFor();
  const before = Number(await figure(page, 'Last 30 days').textContent());
  await onStep('curves', page, '');
  await page.evaluate('window.wasHere = true');
  const answer = execFileSync('bash', ['-c', curl], {
    env: { PATH: process.env.PATH, TOKEN: token },
    encoding: 'utf8',
  });
  if ((JSON.parse(answer) as { accepted?: number }).accepted !== 1) throw new Error(answer);
  await figure(page, 'Last 30 days')
    .filter({ hasText: String(before + 1) })
    .waitFor();
  if (!(await page.evaluate('window.wasHere'))) throw new Error('the page was loaded again');
  await onStep('event-arrived', page, `$ ${curl}\n${answer}`);
}
