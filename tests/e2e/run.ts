// One month by hand in Chromium on the real application: `npm run test:e2e`. Screenshots go to a temporary folder.
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bankByHand } from './bank-by-hand.ts';
import { Witness } from './browser.ts';
import { cardsByHand } from './cards-by-hand.ts';
import { houseByHand } from './house-by-hand.ts';
import { metersByHand } from './meters-by-hand.ts';
import { moneyByHand } from './money-by-hand.ts';
import { monthByHand } from './month-by-hand.ts';
import { papersByHand } from './papers-by-hand.ts';
import { startApp } from './start-app.ts';
import { tariffByHand } from './tariff-by-hand.ts';

const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/opt/google/chrome/chrome'].find(
  (path) => existsSync(path),
);
if (!chromium) {
  console.log('SKIPPED: no Chromium found, so no screen was tested. On Debian: apt-get install chromium');
  console.log('0 passed, 0 failed');
} else {
  const shots = mkdtempSync(join(tmpdir(), 'toanha-shots-'));
  const app = await startApp();
  const witness = await Witness.open(chromium, shots);
  let passed = 0;
  let failed = 0;
  const step = async (name: string, run: () => Promise<void>): Promise<void> => {
    const before = witness.complaints.length;
    try {
      await run();
      const new_ = [...new Set(witness.complaints.slice(before))];
      if (new_.length > 0) throw new Error(new_.join('\n      '));
      passed++;
      console.log(`  ok    ${name}`);
    } catch (error) {
      failed++;
      console.log(`  FAIL  ${name}\n      ${(error as Error).message}`);
      for (const [n, page] of witness.browser
        .contexts()
        .flatMap((one) => one.pages())
        .entries())
        await page.screenshot({ path: join(shots, `fail-${failed}-${n}.png`) });
    }
  };
  try {
    await monthByHand(witness, app.address, step);
    await tariffByHand(witness, app.address, step);
    await houseByHand(witness, app.address, step);
    await cardsByHand(witness, app.address, step);
    await papersByHand(witness, app.address, step);
    await bankByHand(witness, app.address, step);
    await moneyByHand(witness, app.address, step);
    await metersByHand(witness, app.address, step);
  } finally {
    await witness.browser.close();
    await app.stop();
  }
  console.log(`screenshots: ${readdirSync(shots).length} in ${shots}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
