// The walk with meters: a master meter and who bears its loss, a picture, a billed reading put right, a meter's life.
import { join } from 'node:path';
import { root } from '../../core/platform/paths.ts';
import type { Witness } from './browser.ts';
import { password } from './start-app.ts';

type Step = (name: string, run: () => Promise<void>) => Promise<void>;
const picture = join(root, 'docs/start/first-month.md');

export async function metersByHand(witness: Witness, address: string, step: Step): Promise<void> {
  const page = await witness.page(address);
  const set = (field: string, value: string) => page.locator(`[data-field=${field}]`).fill(value);
  const choose = (field: string, value: string) => page.locator(`[data-field=${field}]`).selectOption(value);
  const go = (name: string) => page.getByRole('button', { name, exact: true }).click();

  await step('a group of units is put behind a master meter, and the building decides who bears the loss', async () => {
    await page.goto('/login');
    await page.locator('input[autocomplete=username]').fill('admin');
    await page.locator('input[autocomplete=current-password]').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^VI/ }).click(); // a walk before may have left the account in English
    await page.getByRole('heading', { name: /Tổng quan/ }).waitFor();
    await page.goto('/meters/balance');
    await go('Tạo nhóm');
    await choose('service', 'electricity');
    await set('code', 'TONG-1');
    await set('name', 'Công tơ tổng tầng 1');
    await set('units', 'A-0101, A-0102, A-0103');
    await go('Lưu nhóm');
    await page.getByRole('heading', { name: 'Công tơ tổng tầng 1' }).waitFor();
    await go('Quyết định hao hụt');
    await choose('service', 'electricity');
    await set('period', '2026-12');
    await set('reason', 'Nghị quyết hội nghị nhà chung cư');
    await go('Áp dụng');
    await page.getByText('Nghị quyết hội nghị').first().waitFor();
    await witness.look(page, 'meter-balance-vi');
  });
  await step('the master meter is hung with its factor and verification, and stands first in the registry', async () => {
    await page.goto('/meters?s=electricity');
    await page.locator('.ag-row').first().waitFor();
    await go('Lắp đồng hồ');
    await choose('place', 'group');
    await choose('group', 'TONG-1');
    for (const [field, value] of [
      ['serial', 'CT-TONG-1'],
      ['digits', '6'],
      ['multiplier', '40'],
      ['from', '2026-11-18'],
      ['readingStart', '1000'],
      ['verifiedUntil', '2026-12-20'],
    ] as const)
      await set(field, value);
    await go('Lắp');
    await page.locator('.ag-row[row-index="0"]', { hasText: 'CT-TONG-1' }).first().waitFor();
    await page.getByText('Sắp hết hạn').first().waitFor();
    await witness.look(page, 'meters-vi');
  });
  await step('a file that is no picture is refused in words', async () => {
    await page.goto('/readings?s=electricity');
    await page.locator('.ag-row[row-index="3"] .ag-cell[col-id=value]').click();
    await page.getByRole('button', { name: /^Ảnh/ }).click();
    await page.locator('th-photo-dialog input[type=file]').setInputFiles(picture);
    await page.locator('th-photo-dialog [role=alert]').waitFor();
    await go('Đóng');
  });
  await step('a reading of a billed month is put right and told in the meter’s life', async () => {
    await page.locator('.picker.period button').first().click();
    await page.getByText('tháng 10, 2026').first().waitFor();
    const cell = page.locator('.ag-row[row-index="9"] .ag-cell[col-id=value]');
    await cell.click();
    const shown = Number((await cell.innerText()).replaceAll('.', '').replace(',', '.'));
    await page.getByRole('button', { name: /Điều chỉnh/ }).click();
    await set('value', String(shown + 5));
    await set('reason', 'Đọc nhầm, đối chiếu ảnh');
    await go('Điều chỉnh');
    await page.locator('th-form-dialog').waitFor({ state: 'detached' });
    await page.waitForTimeout(800);
    await cell.click();
    await page.getByRole('button', { name: 'Lịch sử' }).click();
    await page.locator('th-history-dialog').getByText('Đọc nhầm, đối chiếu ảnh').first().waitFor();
    await witness.look(page, 'meter-history-vi');
    await go('Đóng');
  });
}
