// Cards by hand: registered, issued, locked, lost, given anew, handed on; many at once; out to a sheet and back; gate, customer, price.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import type { Witness } from './browser.ts';
import { preparedCards } from './prepared-cards.ts';
import { password } from './start-app.ts';

type Step = (name: string, run: () => Promise<void>) => Promise<void>;

export async function cardsByHand(witness: Witness, address: string, step: Step): Promise<void> {
  const page = await witness.page(address);
  const dialog = page.locator('mat-dialog-container');
  const field = (name: string) => dialog.locator(`[data-field=${name}]`);
  const state = page.locator('.page-head .chip');
  const cell = (row: number, column: string) => page.locator(`.ag-row[row-index="${row}"] [col-id="${column}"]`);
  let at = '';
  const act = async (label: string, given: Record<string, string> = {}): Promise<void> => {
    await page.locator('.bar').getByRole('button', { name: label, exact: true }).click();
    for (const [name, value] of Object.entries(given)) await field(name).fill(value);
    await dialog.getByRole('button', { name: 'Xem trước' }).click();
    await dialog.locator('.would').waitFor();
    await dialog.locator('.btn.primary').click();
    await dialog.waitFor({ state: 'detached' });
  };

  await step('a building with people, card prices and three gym cards', async () => {
    at = await preparedCards(page);
    await page.goto(`/login?to=${encodeURIComponent(`/cards?${at}&s=vehicle-card`)}`);
    await page.locator('input[autocomplete=username]').fill('truong.the');
    await page.locator('input[autocomplete=current-password]').fill(password);
    await page.locator('button[type=submit]').click();
    await page.getByRole('heading', { name: 'Thẻ', exact: true }).waitFor();
  });
  await step('a vehicle is registered; what is wrong on the form is told at its field', async () => {
    await page.getByRole('button', { name: 'Đăng ký thẻ' }).click();
    await field('plate').fill('12');
    assert.ok(await field('basement').isChecked(), 'a box says what the card is priced by');
    await dialog.getByRole('combobox', { name: 'Căn hộ' }).fill('T-01');
    await page.getByRole('option').first().click();
    await dialog.getByRole('button', { name: 'Đăng ký' }).click();
    await dialog.getByText('“Biển số” phải có ít nhất 4 ký tự').waitFor();
    await witness.look(page, 'card-register-vi');
    await field('plate').fill('59A1-234.56');
    await dialog.getByRole('button', { name: 'Đăng ký' }).click();
    await page.locator('.life').waitFor();
  });
  await step('it is issued, and says before what it will cost', async () => {
    await page.getByRole('button', { name: 'Cấp thẻ' }).click();
    await field('number').fill('X-001');
    await dialog.getByRole('button', { name: 'Xem trước' }).click();
    await dialog.getByText('100.000 ₫').waitFor();
    await page.waitForTimeout(300);
    await witness.look(page, 'card-issue-vi');
    await dialog.locator('.btn.primary').click();
    await state.filter({ hasText: 'Đang dùng' }).waitFor();
  });
  await step('locked, opened, lost, given anew, handed on, put right and renewed: its page tells all of it', async () => {
    await act('Khóa thẻ', { reason: 'Biển số không khớp' });
    await state.filter({ hasText: 'Đã khóa' }).waitFor();
    await act('Mở khóa');
    await act('Báo mất');
    await state.filter({ hasText: 'Báo mất' }).waitFor();
    await act('Cấp lại', { number: 'X-002' });
    await page.locator('.bar').getByRole('button', { name: 'Sang tên' }).click();
    await dialog.getByRole('combobox', { name: 'Chủ thẻ mới' }).fill('Trần Thị Hai');
    await page.getByRole('option').first().click();
    await dialog.getByRole('button', { name: 'Xem trước' }).click();
    await dialog.locator('.btn.primary:not([disabled])').click();
    await page.locator('h1 + p', { hasText: 'Trần Thị Hai' }).waitFor();
    await page.getByRole('button', { name: 'Sửa phiếu đăng ký' }).click();
    await field('slot').fill('B1-07');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await dialog.waitFor({ state: 'detached' });
    await act('Gia hạn', { months: '1' });
    await page.locator('.life > li').nth(8).waitFor();
    assert.deepEqual(await page.locator('.life header b').allInnerTexts(), [
      'Gia hạn',
      'Sửa phiếu đăng ký',
      'Sang tên',
      'Cấp lại',
      'Báo mất',
      'Mở khóa',
      'Khóa thẻ',
      'Cấp thẻ',
      'Đăng ký thẻ',
    ]);
    await page.getByText('Cấp lại: phí').waitFor();
    await page.waitForTimeout(300);
    await witness.look(page, 'card-vi');
  });
  await step('what a guard refuses is told with its reason, and the dialog stays', async () => {
    await page.locator('.bar').getByRole('button', { name: 'Hết hạn' }).click();
    await dialog.getByRole('button', { name: 'Xem trước' }).click();
    await dialog.getByText('Thẻ chưa hết hạn nên chưa thể ghi hết hạn').waitFor();
    await page.keyboard.press('Escape');
  });
  await step('two clerks at one card: the second is told', async () => {
    await page.locator('.bar').getByRole('button', { name: 'Khóa thẻ' }).click();
    await page.evaluate(async () => {
      const card = await (await fetch(`/api/v1${location.pathname}`)).json();
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ revision: card.revision });
      await fetch(`/api/v1/cards/${card.id}/actions/reportLost`, { method: 'POST', headers, body });
    });
    await dialog.getByRole('button', { name: 'Xem trước' }).click();
    await dialog.getByText('vừa được người khác thay đổi, nay ở trạng thái “Báo mất”').waitFor();
    await page.keyboard.press('Escape');
  });
  await step('the customer’s cards and debts are two clicks away', async () => {
    await page.locator('dd a').first().click();
    await page.getByRole('heading', { name: 'Trần Thị Hai' }).waitFor();
    await page.getByRole('link', { name: 'X-002' }).waitFor();
    await page.waitForTimeout(300);
    await witness.look(page, 'card-customer-vi');
  });
  await step('three passes are renewed at once after a preview; what is refused says why and stays', async () => {
    await page.goto(`/cards?${at}&s=gym-card`);
    await cell(2, 'number').waitFor();
    await page.locator('.ag-header-select-all input').click();
    await page.locator('.acting').getByRole('button', { name: 'Gia hạn' }).click();
    await field('months').fill('3');
    await dialog.getByRole('button', { name: 'Xem trước' }).click();
    await dialog.locator('tr.bad', { hasText: 'Thẻ đang ở trạng thái “Đã khóa” nên không thể “Gia hạn”' }).waitFor();
    assert.match(await dialog.locator('.figures').innerText(), /2 thẻ làm được[\s\S]*1 thẻ bị từ chối[\s\S]*2\.916\.000 ₫/); // 2 × 1.350.000 + 8 %
    await page.waitForTimeout(300);
    await witness.look(page, 'cards-bulk-vi');
    await dialog.locator('.btn.primary').click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.acting').waitFor({ state: 'detached' });
    await page.waitForTimeout(500);
    await witness.look(page, 'cards-vi');
  });
  await step('the sheet goes out, is edited and comes in again: forms change, the rest is told at its cell', async () => {
    await page.goto(`/cards?${at}&s=vehicle-card`);
    await cell(0, 'number').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Xuất Excel' }).click()]);
    const { rows } = (await readXlsx(readFileSync(await file.path()))).sheets[0]!;
    const column = (name: string) => rows[0]!.indexOf(name);
    rows[1]![column('Biển số')] = '59A1-777.77';
    const fresh = rows[1]!.map(() => null) as (string | null)[];
    for (const [name, value] of [
      ['Số thẻ', 'X-003'],
      ['Căn hộ', 'T-02'],
      ['Mã khách hàng', 'KTHE2'],
      ['Biển số', '59B1-333.33'],
    ] as const)
      fresh[column(name)] = value;
    const wrong = [...fresh];
    wrong[column('Căn hộ')] = 'T-99';
    wrong[column('Số thẻ')] = 'X-004';
    const bytes = await writeXlsx({ sheets: [{ name: 'Thẻ', rows: [...rows, fresh, wrong] }] });
    await page.getByRole('button', { name: 'Nhập Excel' }).click();
    const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'the.xlsx', mimeType, buffer: Buffer.from(bytes as Uint8Array) });
    await dialog.getByText('Tòa nhà không có căn “T-99”').waitFor();
    assert.match(await dialog.locator('.figures').innerText(), /1 cấp số[\s\S]*1 sửa phiếu[\s\S]*1 vấn đề/);
    await page.waitForTimeout(300);
    await witness.look(page, 'cards-import-vi');
    await dialog.locator('.btn.primary').click();
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.ag-row', { hasText: 'X-003' }).first().waitFor();
  });
  await step('the gate’s list is compared: who is let in without a right comes first', async () => {
    await page.goto(`/gate?${at}`);
    await page.locator('select').first().selectOption('vehicle-card');
    await page.locator('textarea').fill('Số thẻ\tTrạng thái\nX-002\tmở\nX-003\tkhóa');
    await page.getByRole('button', { name: /Đối chiếu 2 dòng/ }).click();
    await page.locator('tbody tr', { hasText: 'X-002' }).getByText('Thẻ đã khóa, cổng đang mở').waitFor();
    await page.locator('tbody tr', { hasText: 'X-003' }).getByText('Thẻ đang dùng, cổng đang khóa').waitFor();
    await witness.look(page, 'gate-vi');
  });
  await step('papers are printed in the language of the screen', async () => {
    await page.goto(`/cards?${at}&s=vehicle-card`);
    await cell(0, 'number').click();
    await page.locator('.life').waitFor();
    for (const name of ['Phiếu đăng ký', 'Biên bản giao nhận']) {
      const [paper] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
      assert.equal(
        readFileSync(await paper.path())
          .subarray(0, 5)
          .toString(),
        '%PDF-',
      );
    }
  });
  await step('a dearer parking price at the tariff desk is in the next preview', async () => {
    assert.equal(await previewed(page, at), 216_000); // X-002, lost but not given back, and X-003: 100.000 + 8 % each
    await page.goto(`/tariffs?${at}&s=vehicle-card`);
    await page.getByRole('button', { name: 'Chép thành bản mới' }).click();
    await page.getByRole('button', { name: 'Tạo bản nháp' }).last().click();
    const price = page.getByRole('textbox', { name: 'bikePrice', exact: true });
    await price.fill('120000');
    await page.keyboard.press('Control+s');
    await page.getByRole('button', { name: 'Lưu nháp', disabled: true }).waitFor();
    await page.getByRole('button', { name: 'Ban hành' }).click();
    await page.locator('th-publish-dialog .btn.primary').click();
    await page.locator('[aria-selected=true] .chip.ok', { hasText: 'Đang áp dụng' }).waitFor();
    assert.equal(await previewed(page, at), 259_200); // 120.000 + 8 % each
  });
  await step('cards stand in English and in the dark, on a small screen', async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.goto(`/cards?${at}&s=gym-card`);
    await cell(0, 'number').waitFor();
    await page.getByRole('button', { name: 'EN – English' }).click();
    await page.getByRole('button', { name: 'Dark mode' }).click();
    await page.waitForTimeout(500);
    await witness.look(page, 'cards-en-dark');
    await cell(0, 'number').click();
    await page.locator('.life').waitFor();
    await page.waitForTimeout(300);
    await witness.look(page, 'card-en-dark');
  });
  await page.context().close();
}

/** Previews the open month on its screen; answers the total shown. */
async function previewed(page: Page, at: string): Promise<number> {
  await page.goto(`/run?${at}`);
  const asked = (path: string) => page.waitForResponse((one) => one.request().method() === 'POST' && one.url().endsWith(path));
  const [answer] = await Promise.all([asked('/runs'), page.getByRole('button', { name: /^Tính (thử|lại)/ }).click()]);
  const { id } = (await answer.json()) as { id: number };
  for (let tries = 0; tries < 60; tries++) {
    const status = await page.evaluate(async (run) => (await (await fetch(`/api/v1/runs/${run}`)).json()).status, id);
    if (status === 'previewed') break;
    await page.waitForTimeout(100);
  }
  await page.reload();
  await page.locator('.ag-row[row-index="0"] [col-id=total]').waitFor();
  return Number((await page.locator('.figures b.big').innerText()).replace(/[^\d-]/g, ''));
}
