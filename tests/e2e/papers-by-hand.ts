// The walk through papers: invoices of a posted month made and read, then the reports.
import assert from 'node:assert/strict';
import type { Witness } from './browser.ts';
import { password } from './start-app.ts';

type Step = (name: string, run: () => Promise<void>) => Promise<void>;

export async function papersByHand(witness: Witness, address: string, step: Step): Promise<void> {
  const page = await witness.page(address);
  await page.addInitScript(() => localStorage.setItem('toanha.lang', 'vi')); // whatever the person chose in an earlier step
  await step('invoices of a posted month are looked at, made, and agree with the ledger', async () => {
    await page.goto('/');
    await page.locator('input[autocomplete=username]').fill('truong.bql');
    await page.locator('input[type=password]').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Tổng quan/ }).waitFor();
    await page.goto(`/invoices?b=${new URL(page.url()).searchParams.get('b')}&p=2026-10`);
    await page.getByRole('button', { name: 'Thiết lập hóa đơn' }).click();
    await page.locator('[data-field=symbol]').fill('1C26TAA');
    await page.getByRole('button', { name: 'Lưu' }).click();
    await page.locator('th-form-dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Lập hóa đơn', exact: true }).click();
    await page.locator('th-make-invoices tfoot').waitFor();
    await page.getByRole('button', { name: /^Lập \d+ hóa đơn/ }).click();
    await page.locator('.ag-row').first().waitFor();
    await page.locator('.check .chip.ok').waitFor();
    await witness.look(page, 'invoices-vi');
  });
  await step('an invoice is read like paper and leaves as XML', async () => {
    await page.locator('.ag-row .ag-cell[col-id=source]').first().dblclick();
    await page.locator('th-invoice-paper').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'XML' }).click()]);
    assert.match(file.suggestedFilename(), /^hoa-don-202610-\d+\.xml$/);
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await page.getByRole('heading', { name: 'VAT INVOICE' }).waitFor();
    await witness.look(page, 'invoice-paper-en');
  });
  await step('reports show charts with their figures below, and leave as workbooks', async () => {
    await page.goto(`/reports?b=${new URL(page.url()).searchParams.get('b')}&p=2026-10`);
    await page.locator('.flush tfoot').waitFor();
    await page.waitForFunction(() => {
      const canvas = document.querySelector('canvas');
      const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
      return pixels?.some((value) => value !== 0) === true;
    });
    await witness.look(page, 'report-collected-vi');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Excel' }).click()]);
    assert.equal(file.suggestedFilename(), 'collected-month-2026-05-2026-10.xlsx');
    await page.getByRole('tab', { name: 'Tiêu thụ' }).click();
    await page.getByRole('cell', { name: 'kWh' }).first().waitFor();
    await page.getByRole('tab', { name: 'Sổ quỹ' }).click();
    await page.getByRole('cell', { name: 'Số dư đầu kỳ' }).waitFor();
    await page.getByRole('tab', { name: 'Tuổi nợ' }).click();
    await page.getByText('Đến hôm nay').first().waitFor();
    await witness.look(page, 'report-ageing-vi');
  });
}
