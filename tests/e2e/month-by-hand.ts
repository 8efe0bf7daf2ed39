// The walk: sign in, readings by keyboard and clipboard, a messy sheet, the run, a second person's approval, bills and notices.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../../core/platform/paths.ts';
import type { Witness } from './browser.ts';
import { password } from './start-app.ts';

type Step = (name: string, run: () => Promise<void>) => Promise<void>;
const messySheet = join(root, 'samples/sunrise-riverside/chi-so-2026-11.xlsx');

export async function monthByHand(witness: Witness, address: string, step: Step): Promise<void> {
  const page = await witness.page(address);
  const cell = (row: number, field: string) => page.locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="${field}"]`);
  const saveButton = page.locator('.page-head .btn.primary');

  await step('a wrong password is refused in words', async () => {
    await page.goto('/');
    await page.locator('input[autocomplete=username]').waitFor();
    await witness.look(page, 'login-vi');
    await signIn(page, 'ke.toan', 'sai-mat-khau');
    await page.getByRole('alert').waitFor();
  });
  await step('the accountant signs in and sees where the month stands', async () => {
    await signIn(page, 'ke.toan', password);
    await page.getByRole('heading', { name: /Tổng quan/ }).waitFor();
    await page.locator('table progress').first().waitFor();
    await witness.look(page, 'overview-vi');
  });

  let typed = '';
  await step('a reading is typed, the next row follows with Enter, and Ctrl+Z takes it back', async () => {
    await page
      .getByRole('link', { name: /Nhập chỉ số/ })
      .first()
      .click();
    await cell(0, 'value').waitFor();
    await page.getByPlaceholder('Lọc nhanh').fill('A-10');
    await page.getByRole('button', { name: /chưa nhập/ }).click();
    await page.waitForTimeout(400);

    const previous = digits(await cell(0, 'previous').innerText());
    typed = vi(previous + 150);
    await cell(0, 'value').click();
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await expectText(cell(0, 'value'), (text) => text === shown(previous + 150));
    assert.equal(digits(await cell(0, 'consumption').innerText()), 150);
    await page.waitForFunction(
      () => document.querySelector('.ag-cell-focus')?.closest('.ag-row')?.getAttribute('row-index') === '1',
    );
    await page.keyboard.press('Control+z');
    await expectText(cell(0, 'value'), (text) => text.trim() === '');
    await page.keyboard.press('Control+y');
    await expectText(cell(0, 'value'), (text) => text === shown(previous + 150));
  });
  await step('a wrong text is kept and shown in red with the reason in words', async () => {
    await cell(1, 'value').click();
    await page.keyboard.type('12a');
    await page.keyboard.press('Enter');
    await cell(1, 'value').click();
    await page.locator('th-status-bar [role=status]', { hasText: '“12a” không phải là số' }).waitFor();
    assert.ok(await cell(1, 'value').evaluate((one) => one.classList.contains('is-error')));
    await page.keyboard.press('Delete');
  });
  await step('a block pasted from a spreadsheet fills down as one step', async () => {
    const previous = await Promise.all([1, 2, 3].map(async (row) => digits(await cell(row, 'previous').innerText())));
    await page.evaluate((text) => navigator.clipboard.writeText(text), previous.map((value) => vi(value + 120)).join('\n'));
    await cell(1, 'value').click();
    await page.keyboard.press('Control+v');
    await expectText(cell(3, 'value'), (text) => text === shown(previous[2]! + 120));
    await page.locator('th-status-bar', { hasText: 'Đã dán 3 ô' }).waitFor();
    await page.keyboard.press('Control+z');
    await expectText(cell(3, 'value'), (text) => text.trim() === '');
    await page.keyboard.press('Control+y');
    await witness.look(page, 'readings-dirty-vi');
  });
  await step('saving stores the rows and clears the marks', async () => {
    const [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === 'PATCH'), saveButton.click()]);
    const { rows, findings } = (await answer.json()) as { rows: unknown[]; findings: unknown[] };
    assert.deepEqual([rows.length, findings], [4, []]);
    await page.locator('.page-head .btn.primary[disabled]').waitFor();
  });
  await step('another person’s save is shown at the cell with a way out', async () => {
    const other = await witness.page(address);
    await other.goto('/');
    await signIn(other, 'truong.bql', password);
    await other.getByRole('heading', { name: /Tổng quan/ }).waitFor();
    const { row, query } = await other.evaluate(async () => {
      const at = new URL(location.href).searchParams;
      const query = `/api/v1/buildings/${at.get('b')}/readings?period=${at.get('p')}&service=electricity`;
      const { rows } = (await (await fetch(query)).json()) as {
        rows: { id: number; unit: string; value: string | null; revision: number; previous: string }[];
      };
      return { row: rows.find((one) => one.value !== null)!, query };
    });
    await page.getByRole('button', { name: /chưa nhập/ }).click();
    await page.getByPlaceholder('Lọc nhanh').fill(row.unit);
    await page.waitForTimeout(600);
    await cell(0, 'value').click();
    await page.keyboard.type(String(Number(row.value) + 2));
    await page.keyboard.press('Enter');
    await other.evaluate(
      ({ query, row }) =>
        fetch(query, {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ changes: [{ id: row.id, revision: row.revision, value: String(Number(row.value) + 1) }] }),
        }),
      { query, row },
    );
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Lấy số của họ' }).waitFor();
    await witness.look(page, 'readings-conflict-vi');
    await page.getByRole('button', { name: 'Giữ số của tôi' }).click();
    await page.locator('.page-head .btn.primary[disabled]').waitFor();
    await page.getByPlaceholder('Lọc nhanh').fill('');
    await other.context().close();
  });

  await step('a messy sheet is checked cell by cell before it is written', async () => {
    await page.getByRole('button', { name: 'Nhập Excel' }).click();
    await page.locator('input[type=file]').setInputFiles(messySheet);
    await page.locator('th-import-dialog .figures').waitFor();
    assert.ok((await page.locator('th-import-dialog tbody tr').count()) > 0, 'the messy sheet has findings');
    await page.waitForTimeout(400);
    await witness.look(page, 'import-vi');
    await page.locator('th-import-dialog .btn.primary').click();
    await page.locator('th-import-dialog').waitFor({ state: 'detached' });
    await cell(0, 'value').waitFor();
    await witness.look(page, 'readings-vi');
  });
  await step('a held reading is accepted with a reason', async () => {
    await page.getByRole('button', { name: /bất thường/ }).click();
    await page.waitForTimeout(500);
    const held = page.locator('.ag-row', { has: page.locator('[col-id=state] .chip.warn') }).first();
    await held.locator('[col-id=value]').click();
    await page.getByRole('button', { name: /Chấp nhận kèm lý do/ }).click();
    await page.locator('th-accept-dialog textarea').fill('Đã đọc lại đồng hồ cùng chủ hộ');
    await page.waitForTimeout(300);
    await witness.look(page, 'accept-vi');
    const [answer] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === 'PATCH'),
      page.locator('th-accept-dialog .btn.primary').click(),
    ]);
    const { rows, findings } = (await answer.json()) as { rows: { state: string }[]; findings: unknown[] };
    assert.deepEqual([rows[0]?.state, findings], ['accepted', []]);
  });
  await step('the words change without a reload and the grid keeps its place; dark mode follows', async () => {
    await page.getByRole('button', { name: 'EN – English' }).click();
    await page.getByRole('heading', { name: 'Meter readings' }).waitFor();
    await cell(0, 'value').waitFor();
    await page.waitForTimeout(500);
    await witness.look(page, 'readings-en');
    await page.getByRole('button', { name: 'Dark mode' }).click();
    await page.waitForTimeout(300);
    await witness.look(page, 'readings-en-dark');
    await page.getByRole('button', { name: 'VI – Tiếng Việt' }).click();
    await page.waitForTimeout(500);
    await witness.look(page, 'readings-vi-dark');
    await page.getByRole('button', { name: 'Giao diện sáng' }).click();
  });

  const boss = await witness.page(address);
  await step('who previewed the month may not approve it: the refusal is a sentence', async () => {
    await boss.goto('/');
    await signIn(boss, 'truong.bql', password);
    await boss.locator('nav a[href^="/run"]').click();
    await boss.getByRole('button', { name: 'Tính thử' }).click();
    await boss.getByRole('button', { name: 'Duyệt và ghi sổ' }).click({ timeout: 60_000 });
    await boss.locator('th-approve-dialog .btn.primary').click();
    const said = await boss.locator('.page [role=alert]').innerText();
    assert.match(said, /\p{L}+ \p{L}+ \p{L}+/u);
    assert.equal(await boss.locator('.chip', { hasText: 'Đã ghi sổ' }).count(), 0);
    await boss.waitForTimeout(400);
    await witness.look(boss, 'four-eyes-vi');
    await boss.getByRole('button', { name: 'Bỏ bản tính thử' }).click();
    await boss.getByRole('button', { name: 'Tính thử' }).waitFor();
  });
  await step('the month is previewed with its differences and parked units', async () => {
    await page.locator('nav a[href^="/run"]').click();
    await page.getByRole('button', { name: 'Tính thử' }).click();
    await page.locator('.chip', { hasText: 'Chờ duyệt' }).waitFor({ timeout: 60_000 });
    await cell(0, 'total').waitFor();
    await witness.look(page, 'run-vi');
    await page.getByRole('tab', { name: /Tạm gác/ }).click();
    await page.waitForTimeout(300);
    await witness.look(page, 'parked-vi');
  });
  await step('a second person approves; the month goes into the books once', async () => {
    assert.equal(await page.getByRole('button', { name: 'Duyệt và ghi sổ' }).count(), 0);
    await boss.locator('nav a[href^="/overview"].item').click();
    await boss.locator('nav a[href^="/run"]').click();
    await boss.getByRole('button', { name: 'Duyệt và ghi sổ' }).click();
    await boss.waitForTimeout(300);
    await witness.look(boss, 'approve-vi');
    await boss.locator('th-approve-dialog .btn.primary').click();
    await boss.locator('.chip', { hasText: 'Đã ghi sổ' }).waitFor({ timeout: 60_000 });
    await witness.look(boss, 'posted-vi');
  });
  await step('the bills are there, with their totals', async () => {
    await boss.getByRole('link', { name: 'Giấy báo phí', exact: true }).click();
    await boss.locator('.ag-row[row-index="0"] [col-id=number]').waitFor();
    await boss.waitForTimeout(500);
    await witness.look(boss, 'bills-vi');
  });
  await step('a bill shows its calculation and its notice in both languages', async () => {
    // the grid is made anew when a first page brings services it has no column for; a click into that moment only marks the cell
    for (let tries = 0; tries < 3 && !/bills\/\d/.test(boss.url()); tries++) {
      await boss.locator('.ag-row[row-index="0"] [col-id=number]').click();
      await boss.waitForURL(/bills\/\d/, { timeout: 4000 }).catch(() => {}); // told below if it never opens
    }
    await boss.locator('th-priced-lines').first().waitFor();
    await boss.locator('iframe').waitFor();
    await boss.locator('.chip', { hasText: 'Tính lại khớp đến đồng' }).first().waitFor();
    await boss.locator('details.why summary').first().click();
    await boss.waitForTimeout(1500);
    await witness.look(boss, 'bill-vi');
    const [english] = await Promise.all([
      boss.waitForResponse((one) => one.url().includes('notice.pdf') && one.url().includes('lang=en')),
      boss.locator('.segments button', { hasText: 'English' }).click(),
    ]);
    assert.deepEqual([english.status(), english.headers()['content-type']], [200, 'application/pdf']);
    const start = await boss.evaluate(async (url) => (await (await fetch(url)).text()).slice(0, 5), english.url());
    assert.equal(start, '%PDF-');
  });
  await step('a tariff is read and tried; a broken formula is shown at its character', async () => {
    await boss.getByRole('link', { name: /Biểu giá/ }).click();
    await boss.locator('th-tariff-trial .total').waitFor();
    const before = await boss.locator('th-tariff-trial .total .num').innerText();
    await boss.locator('th-tariff-trial .inputs input').first().fill('321');
    await expectText(boss.locator('th-tariff-trial .total .num'), (text) => text !== before);
    await witness.look(boss, 'tariffs-vi');
    await boss.locator('th-tariff-trial details summary').last().click();
    await boss.locator('.formula input').first().fill('consumption ** 2');
    await boss.locator('.formula mark').waitFor();
    await boss.waitForTimeout(600);
    await witness.look(boss, 'formula-vi');
  });
  await step('the installed plugins are listed, and signing out ends it', async () => {
    await boss.getByRole('link', { name: /Phần mở rộng/ }).click();
    await boss.locator('th-plugins li').first().waitFor();
    await witness.look(boss, 'plugins-vi');
    await boss.locator('.avatar').click();
    await boss.getByRole('menuitem', { name: 'Đăng xuất' }).click();
    await boss.locator('input[autocomplete=username]').waitFor();
  });
}

async function signIn(page: Page, user: string, secret: string): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(user);
  await page.locator('input[autocomplete=current-password]').fill(secret);
  await page.locator('button[type=submit]').click();
}
/** A number as the Vietnamese screen writes it. */
const digits = (text: string): number => Number(text.replace(/[.\s]/g, '').replace(',', '.') || Number.NaN);
const shown = (value: number): string => new Intl.NumberFormat('vi-VN').format(Math.round(value * 10) / 10);
const vi = (value: number): string => String(Math.round(value * 10) / 10).replace('.', ',');
async function expectText(at: { innerText(): Promise<string> }, holds: (text: string) => boolean): Promise<void> {
  let text = '';
  for (let tries = 0; tries < 40; tries++) {
    text = await at.innerText();
    if (holds(text)) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.fail(`the text stayed “${text}”`);
}
