// A tariff's way through the screens: copied, a line added, a formula mended, tried on a posted month, approved, published, billed.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Witness } from './browser.ts';
import { password } from './start-app.ts';

type Step = (name: string, run: () => Promise<void>) => Promise<void>;
const service = 'management-fee';
const areas = ['50', '80', '100'];
const lamp = 10_000; // đ a unit and month, without VAT

export async function tariffByHand(witness: Witness, address: string, step: Step): Promise<void> {
  const clerk = await witness.page(address);
  const boss = await witness.page(address);
  let at = '';
  let before = 0;
  let without = 0; // the trial's total before the draft is changed
  const alone = (page: Page) => page.locator('th-tariff-desk');
  const formula = (page: Page) => page.locator('section.line').nth(1).locator('th-formula-field').first();

  await step('a building with one posted month and two people at its tariffs', async () => {
    at = await prepare(clerk);
    await signIn(clerk, 'lap.gia', at);
    await signIn(boss, 'duyet.gia', at);
    before = await previewed(clerk, at);
    assert.ok(before > 0);
  });
  await step('the accountant copies the tariff in force to a draft', async () => {
    await clerk.goto(`/tariffs?${at}&s=${service}`);
    await clerk.getByRole('button', { name: 'Chép thành bản mới' }).click();
    await clerk.waitForTimeout(300);
    await witness.look(clerk, 'tariff-copy-vi');
    await clerk.getByRole('button', { name: 'Tạo bản nháp' }).last().click();
    await alone(clerk).waitFor();
    without = digits(await clerk.locator('th-tariff-trial .total .num').innerText());
  });
  await step('a new line is offered its names; a broken formula is marked at its character and cannot be saved', async () => {
    await clerk.getByRole('button', { name: 'Thêm khoản số tiền' }).click();
    const line = clerk.locator('section.line').nth(1);
    await line.getByLabel('Mã khoản').fill('lamp');
    await line.getByLabel('Tên in tiếng Việt').fill('Điện chiếu sáng chung');
    await line.getByLabel('Tên in tiếng Anh').fill('Common lighting');
    await line.getByLabel('Loại thuế').selectOption('none');
    const field = formula(clerk).locator('textarea');
    await field.click();
    await field.pressSequentially('are');
    await formula(clerk).locator('[role=option]', { hasText: 'area' }).waitFor();
    await clerk.keyboard.press('Enter');
    assert.equal(await field.inputValue(), 'area');
    await field.pressSequentially(' * prise');
    await clerk.keyboard.press('Escape');
    assert.equal(await formula(clerk).locator('mark').innerText(), 'p');
    assert.ok(await clerk.getByRole('button', { name: 'Lưu nháp' }).isDisabled());
    await witness.look(clerk, 'tariff-formula-vi');
  });
  await step('the line as it is mended is in the live lines at once, and is saved', async () => {
    const total = clerk.locator('th-tariff-trial .total .num');
    await formula(clerk).locator('textarea').fill(String(lamp));
    await clerk.keyboard.press('Escape');
    await until(async () => digits(await total.innerText()) === without + lamp);
    await clerk.getByRole('button', { name: 'Giữ làm ví dụ' }).click();
    await clerk.locator('.examples .chip.ok').waitFor();
    await clerk.keyboard.press('Control+s');
    await clerk.getByRole('button', { name: 'Lưu nháp', disabled: true }).waitFor();
    await clerk.waitForTimeout(600);
    await witness.look(clerk, 'tariff-desk-vi');
  });
  await step('two people at one draft: the second is told who was first and loads theirs', async () => {
    await boss.goto(`/tariffs?${at}&s=${service}&t=${idOf(clerk)}`);
    await boss.locator('.head .wide input').first().fill('Phí quản lý và chiếu sáng');
    await boss.getByRole('button', { name: 'Lưu nháp' }).click();
    await boss.getByRole('button', { name: 'Lưu nháp', disabled: true }).waitFor();
    await clerk.locator('.head .wide input').first().fill('Tên khác');
    await clerk.keyboard.press('Control+s');
    const said = await clerk.locator('.head [role=alert]').innerText();
    assert.match(said, /Người duyệt giá đã sửa bản nháp/);
    await clerk.getByRole('button', { name: 'Tải bản mới' }).click();
    await until(async () => (await clerk.locator('.head .wide input').first().inputValue()) === 'Phí quản lý và chiếu sáng');
    // the accountant is the last to change it, so that the manager may approve
    await clerk.locator('.head .wide input').nth(1).fill('Nghị quyết hội nghị nhà chung cư 11/2026');
    await clerk.keyboard.press('Control+s');
    await clerk.getByRole('button', { name: 'Lưu nháp', disabled: true }).waitFor();
  });
  await step('publishing waits for the laboratory, and says so', async () => {
    await boss.reload();
    await alone(boss).waitFor();
    await boss.getByRole('button', { name: 'Ban hành' }).click();
    await boss.locator('th-publish-dialog .btn.primary').click();
    assert.match(await boss.locator('.head [role=alert]').innerText(), /chưa có báo cáo thử nghiệm được duyệt/);
  });
  await step('the laboratory prices the posted month again: every bill is dearer by the lamps', async () => {
    await clerk.getByRole('link', { name: 'Thử nghiệm' }).click();
    await clerk.getByRole('button', { name: 'Chạy thử' }).click();
    await clerk.locator('.ag-row[row-index="0"] [col-id=delta]').waitFor();
    const [bills, posted, draft, delta] = await clerk.locator('.by-month tbody tr').first().locator('td.num').allInnerTexts();
    assert.deepEqual(
      [digits(bills!), digits(draft!) - digits(posted!), digits(delta!.replace('+', ''))],
      [3, 3 * lamp, 3 * lamp],
    );
    await until(async () => digits(await clerk.locator('.ag-row[row-index="0"] [col-id=delta]').innerText()) === lamp);
    assert.equal(await clerk.getByRole('button', { name: 'Duyệt báo cáo' }).count(), 0);
    await clerk.waitForTimeout(500);
    await witness.look(clerk, 'laboratory-vi');
    const [sheet] = await Promise.all([clerk.waitForEvent('download'), clerk.getByRole('button', { name: 'Tải .xlsx' }).click()]);
    assert.match(sheet.suggestedFilename(), /\.xlsx$/);
  });
  await step('the manager approves the report and publishes the tariff', async () => {
    await boss.getByRole('link', { name: 'Thử nghiệm' }).click();
    await boss.getByRole('button', { name: 'Duyệt báo cáo' }).click();
    await boss.locator('.note.ok').waitFor();
    await boss.waitForTimeout(400);
    await witness.look(boss, 'laboratory-approved-vi');
    await boss.getByRole('link', { name: 'Về biểu giá' }).click();
    await alone(boss).waitFor();
    await boss.getByRole('button', { name: 'Ban hành' }).click();
    await boss.locator('th-publish-dialog .btn.primary').waitFor();
    await boss.waitForTimeout(300);
    await witness.look(boss, 'tariff-publish-vi');
    await boss.locator('th-publish-dialog .btn.primary').click();
    await alone(boss).waitFor({ state: 'detached' });
    await boss.locator('[aria-selected=true] .chip.ok', { hasText: 'Đang áp dụng' }).waitFor();
  });
  await step('the next preview charges the new line to every unit', async () => {
    assert.equal(await previewed(clerk, at), before + areas.length * lamp);
  });
  await step('VAT by date can be read, and the desk stands in English and in the dark', async () => {
    await boss.getByRole('button', { name: 'Thuế suất GTGT' }).click();
    await boss.locator('th-vat-dialog tbody tr').first().waitFor();
    await boss.waitForTimeout(300);
    await witness.look(boss, 'vat-vi');
    await boss.getByRole('button', { name: 'Đóng' }).click();
    await boss.getByRole('button', { name: 'EN – English' }).click();
    await boss.getByRole('button', { name: 'Copy to a new version' }).click();
    await boss.getByRole('button', { name: 'Make the draft' }).click();
    await alone(boss).waitFor();
    await boss.locator('th-tariff-trial .total').waitFor();
    await boss.waitForTimeout(600);
    await witness.look(boss, 'tariff-desk-en');
    await boss.getByRole('button', { name: 'Dark mode' }).click();
    await boss.waitForTimeout(300);
    await witness.look(boss, 'tariff-desk-en-dark');
    await boss.getByRole('link', { name: 'Laboratory' }).click();
    await boss.getByRole('button', { name: 'Try it' }).click();
    await boss.locator('.ag-row[row-index="0"] [col-id=delta]').waitFor();
    await boss.waitForTimeout(500);
    await witness.look(boss, 'laboratory-en-dark');
    await boss.getByRole('link', { name: 'Back to the tariff' }).click();
    await boss.getByRole('button', { name: 'Discard draft' }).click();
    await alone(boss).waitFor({ state: 'detached' });
  });
  await clerk.context().close();
  await boss.context().close();
}

/** By the administrator's own session, through the API; answers the place as the address carries it. */
async function prepare(page: Page): Promise<string> {
  await page.goto('/login');
  const at = await page.evaluate(
    async ({ password, service, areas }) => {
      const send = async (method: string, path: string, body?: object) => {
        const answer = await fetch(`/api/v1${path}`, {
          method,
          headers: { 'content-type': 'application/json' },
          body: body ? JSON.stringify(body) : undefined,
        });
        const told = await answer.json();
        if (!answer.ok) throw new Error(`${method} ${path}: ${told.message}`);
        return told;
      };
      await send('POST', '/session', { user: 'admin', password });
      const { id } = await send('POST', '/buildings', { code: 'GIA', name: 'Tòa Thử Giá', settings: { fourEyes: true } });
      const units = areas.map((areaM2: string, n: number) => ({ code: `G-0${n + 1}`, areaM2 }));
      await send('POST', `/buildings/${id}/units`, { units });
      await send('POST', `/buildings/${id}/people`, {
        customers: [{ code: 'GIA-1', name: 'Nguyễn Thị Giá' }],
        occupancies: units.map(({ code }) => ({ unit: code, customer: 'GIA-1', role: 'owner', from: '2025-01-01' })),
      });
      await send('POST', `/buildings/${id}/tariffs`, { service, preset: 'agreed-9500', publish: true });
      for (const [login, name, role] of [
        ['lap.gia', 'Người lập giá', 'accountant'],
        ['duyet.gia', 'Người duyệt giá', 'manager'],
      ])
        await send('POST', '/users', { login, name, role, password, buildingIds: [id] });
      const period = (await send('GET', `/buildings/${id}/periods`)).rows[0].period as string;
      const [year, month] = period.split('-').map(Number) as [number, number];
      const last = month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
      const run = await send('POST', '/runs', { buildingId: id, period: last, wait: true });
      await send('DELETE', '/session');
      await send('POST', '/session', { user: 'duyet.gia', password });
      await send('POST', `/runs/${run.id}/approve`, {});
      await send('DELETE', '/session');
      return `b=${id}&p=${period}`;
    },
    { password, service, areas },
  );
  return at;
}

async function signIn(page: Page, user: string, at: string): Promise<void> {
  await page.goto(`/login?to=${encodeURIComponent(`/overview?${at}`)}`);
  await page.locator('input[autocomplete=username]').fill(user);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.getByRole('heading', { name: /Tổng quan/ }).waitFor();
}

/** Previews the open month on its screen; answers the total shown. */
async function previewed(page: Page, at: string): Promise<number> {
  await page.goto(`/run?${at}`);
  const [answer] = await Promise.all([
    page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith('/runs')),
    page.getByRole('button', { name: /^Tính (thử|lại)/ }).click(),
  ]);
  const { id } = (await answer.json()) as { id: number };
  await until(() => page.evaluate(async (run) => (await (await fetch(`/api/v1/runs/${run}`)).json()).status === 'previewed', id));
  await page.reload();
  await page.locator('.ag-row[row-index="0"] [col-id=total]').waitFor();
  return digits(await page.locator('.figures b.big').innerText());
}

const idOf = (page: Page): string => new URL(page.url()).searchParams.get('t')!;
const digits = (text: string): number => Number(text.replace(/[^\d-]/g, '') || Number.NaN);
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    if (await holds()) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail('what was waited for did not come');
}
