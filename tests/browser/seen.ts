import { readFile } from 'node:fs/promises';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';

/** Rules of accessibility that the page breaks, each with where. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** A part of a view, by its heading. */
export function card(page: Page, title: string): Locator {
  return page
    .locator('section.card')
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) });
}

/** The path of the first call behind a card, as the card itself shows it. */
export async function callOf(page: Page, title: string): Promise<string> {
  const button = page.getByRole('button', { name: `API: ${title}`, exact: true });
  await button.click();
  const text = (await card(page, title).locator('.api-call code').first().textContent()) ?? '';
  await button.click();
  return text.replace(/^GET\s*/, '');
}

/** The rows of a card's figures in its table form, without the header. */
export async function tableOf(page: Page, title: string): Promise<string[][]> {
  const button = page.getByRole('button', { name: `Table: ${title}`, exact: true });
  await button.click();
  const rows = await rowsIn(card(page, title));
  await button.click();
  return rows;
}

export async function rowsIn(place: Locator): Promise<string[][]> {
  await place.locator('tbody tr').first().waitFor();
  const rows = await place.locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
}

/** The figure of a tile. */
export function figure(page: Page, label: string): Locator {
  return page.locator(`[data-figure="${label}"]`);
}

/** What a card's button saves. */
export async function saved(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFile(await download.path());
}

export const whole = (value: number): string => value.toLocaleString('en');
