// A bank statement and a round of reminders by hand: columns confirmed, sure rows posted, one parked; a plan saved, letters made.
import assert from 'node:assert/strict';
import { transferMemo } from '../../core/kit/transfer-memo.ts';
import type { Witness } from './browser.ts';
import { password } from './start-app.ts';

export async function bankByHand(
  witness: Witness,
  address: string,
  step: (name: string, run: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const page = await witness.page(address);
  const get = async (path: string) => (await page.request.get(`/api/v1${path}`)).json();

  await step('a bank account is added and its first statement asks for its columns', async () => {
    await page.goto('/login');
    await page.getByLabel('Tên đăng nhập').fill('admin');
    await page.locator('input[type=password]').fill(password);
    await page.keyboard.press('Enter');
    await page.waitForURL(/overview/);
    await page.getByRole('button', { name: /^VI/ }).click(); // a walk before may have left the account in English
    const [building] = (await get('/buildings')).rows;
    const [{ unit, open }] = (await get(`/debts?building=${building.id}&pageSize=1`)).rows;
    const memo = transferMemo({ building: building.code, unit, period: '2026-10' });
    const lines = [
      'Ngày;Số tham chiếu;Ghi nợ;Ghi có;Nội dung',
      `20/11/2026;FT1;;${open};${memo}`,
      '20/11/2026;FT2;;77000;khong ro',
      '20/11/2026;FT3;11000;;Phi SMS',
    ];
    await page.goto('/bank');
    await page.getByRole('button', { name: 'Thêm tài khoản' }).click();
    await page.locator('th-account-dialog select').selectOption('970436');
    await page.getByLabel('Số tài khoản').fill('0011004567890');
    await page.getByRole('button', { name: 'Lưu tài khoản' }).click();
    await page.getByRole('button', { name: 'Tải sao kê' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'sao-ke.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });
    await page.getByRole('button', { name: 'Đúng, đọc tệp' }).waitFor();
    await witness.look(page, 'bank-columns-vi');
    await page.getByRole('button', { name: 'Đúng, đọc tệp' }).click();
    await page.getByText('3 dòng mới').waitFor();
    await page.getByRole('button', { name: 'Đóng' }).last().click();
  });
  await step('sure rows are posted in one go, the rest is parked as unidentified', async () => {
    await page.getByRole('button', { name: 'Ghi thu 1 dòng chắc chắn' }).click();
    await page.getByText('Đã ghi thu 1 dòng.').waitFor();
    await page.locator('.ag-row').filter({ hasText: 'khong ro' }).locator('[col-id=memo]').click();
    await page.getByRole('button', { name: 'Để chưa xác định' }).click();
    await page.locator('.ag-row').filter({ hasText: 'Chưa xác định' }).waitFor();
    await witness.look(page, 'bank-posted-vi');
    const { counts } = await get('/bank-statements?accountId=1');
    assert.deepEqual([counts.settled, counts.parked, counts.out], [1, 1, 1]);
  });
  await step('a reminder plan is saved, and letters are made for those chosen', async () => {
    await page.goto('/reminders');
    await page.getByRole('button', { name: 'Lập kế hoạch' }).click();
    await page.getByRole('button', { name: 'Lưu kế hoạch' }).click();
    const due = page.locator('.ag-row').filter({ hasText: 'gửi nhắc' }).first(); // others' turn has not come
    await due.locator('.ag-checkbox-input').click();
    await witness.look(page, 'reminders-due-vi');
    await page.getByRole('button', { name: 'Lập 1 thư' }).click();
    await page.locator('.ag-row').filter({ hasText: 'Chờ gửi' }).waitFor();
    await witness.look(page, 'reminders-letters-vi');
  });
  await page.context().close();
}
