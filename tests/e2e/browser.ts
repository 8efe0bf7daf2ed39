// Chromium with everything it complains about written down: console errors, CSP violations, failed requests, missing words, axe.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export class Witness {
  readonly browser: Browser;
  readonly shots: string;
  readonly complaints: string[] = [];
  private constructor(browser: Browser, shots: string) {
    this.browser = browser;
    this.shots = shots;
  }
  static async open(executablePath: string, shots: string): Promise<Witness> {
    return new Witness(await chromium.launch({ executablePath, args: flags, ignoreDefaultArgs: ['--hide-scrollbars'] }), shots);
  }

  /** A fresh person: own cookies, own storage. */
  async page(address: string): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      baseURL: address,
      acceptDownloads: true,
      locale: 'vi-VN',
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    page.setDefaultTimeout(12_000);
    page.on('pageerror', (error) => this.complaints.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      // refusals are part of the walk; the browser logs each one by itself
      if (['error', 'warning'].includes(message.type()) && !/status of (401|403|409|413|415|422)/.test(message.text()))
        this.complaints.push(`console ${message.type()}: ${message.text().slice(0, 400)}`);
    });
    page.on('response', (answer) => {
      if (answer.status() >= 500 || answer.status() === 404)
        this.complaints.push(`${answer.status()} ${answer.request().method()} ${answer.url()}`);
    });
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { cspViolations: seen });
      document.addEventListener('securitypolicyviolation', (event) =>
        seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
    });
    return page;
  }

  /** Screenshot, accessibility, policy and words of the page as it stands. */
  async look(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(this.shots, `${name}.png`) });
    const found = (await page.evaluate(
      `${axeSource};axe.run({exclude:['iframe']}).then((r)=>r.violations.map((v)=>v.id+': '+v.nodes.slice(0,3).map((n)=>n.target.join(' ')+' '+(n.any[0]?.message??'')).join(' | ')))`,
    )) as string[];
    this.complaints.push(...found.map((one) => `axe on ${name}: ${one}`));
    const { csp, words } = await page.evaluate(() => {
      const world = globalThis as unknown as { cspViolations: string[]; toanhaMissingWords(): string[] };
      return { csp: world.cspViolations.splice(0), words: world.toanhaMissingWords() };
    });
    this.complaints.push(...csp.map((one) => `CSP on ${name}: ${one}`), ...words.map((one) => `missing word on ${name}: ${one}`));
  }
}
