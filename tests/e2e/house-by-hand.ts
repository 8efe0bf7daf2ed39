// The walk of who sets the house up: company, building, user, the trail of it, finding things, what waits, the steps that are left.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Witness } from './browser.ts';
import { password } from './start-app.ts';

type Step = (name: string, run: () => Promise<void>) => Promise<void>;

export async function houseByHand(witness: Witness, address: string, step: Step): Promise<void> {
  const page = await witness.page(address);
  const field = (label: string) => page.locator('th-form-row', { hasText: label }).locator('input, select').first();
  const save = () => page.locator('form button[type=submit]').click();

  await step('the administrator changes the company; a wrong tax code is told at its field', async () => {
    await signIn(page, 'admin');
    await page.getByRole('link', { name: 'Thiết lập', exact: true }).click();
    await field('Mã số thuế').fill('0300588596');
    await save();
    await page.locator('.bad', { hasText: 'Mã số thuế không đúng' }).waitFor();
    await witness.look(page, 'company-vi');
    await field('Mã số thuế').fill('0300588569');
    await save();
    await page.getByText('Đã lưu').waitFor();
  });
  await step('a building is added with its own due day, and the steps that are left are shown', async () => {
    await page.getByRole('link', { name: 'Tòa nhà', exact: true }).click();
    await page.getByRole('button', { name: 'Tòa nhà mới' }).click();
    await field('Mã tòa nhà').fill('E2E');
    await field('Tên tòa nhà').fill('Tòa Khởi Đầu');
    await page.locator('[data-field=dueDay]').fill('15');
    await witness.look(page, 'building-vi');
    await save();
    await page.locator('.picker.building', { hasText: 'Tòa Khởi Đầu' }).waitFor();
    await page.getByRole('link', { name: 'Các bước thiết lập' }).click();
    await page.locator('li.next', { hasText: 'Mặt bằng' }).waitFor();
    await witness.look(page, 'setup-vi');
  });
  await step('a cashier is added: what the role may do is said before', async () => {
    await page.getByRole('link', { name: 'Thiết lập', exact: true }).click();
    await page.getByRole('link', { name: 'Người dùng' }).click();
    await page.getByRole('button', { name: 'Thêm người dùng' }).click();
    await focused(page, '.dialog [data-field=name]');
    await page.locator('.dialog [data-field=role]').selectOption('cashier');
    await page.locator('.dialog li', { hasText: 'Thu tiền và in phiếu thu' }).waitFor();
    await page.locator('.dialog [data-field=name]').fill('Phạm Thị Thu');
    await page.locator('.dialog [data-field=login]').fill('thu.ngan');
    await page.locator('.dialog [data-field=password]').fill(password);
    await witness.look(page, 'user-vi');
    await page.locator('.dialog button[type=submit]').click();
    await page.locator('td', { hasText: 'thu.ngan' }).waitFor();
  });
  await step('the trail tells all three in words, newest first', async () => {
    await page.getByRole('link', { name: 'Nhật ký' }).click();
    const what = page.locator('.ag-row .ag-cell[col-id=what]');
    await what.first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.ag-row .ag-cell[col-id=what]').length > 2);
    const rows = await Promise.all([0, 1, 2].map((row) => page.locator(`.ag-row[row-index="${row}"] [col-id=what]`).innerText()));
    assert.deepEqual(
      rows.map((text) => text.trim()),
      ['Thêm người dùng', 'Thêm tòa nhà', 'Sửa hồ sơ công ty'],
    );
    await page.locator('.ag-row[row-index="2"] [col-id=what]').click();
    await page.locator('aside td', { hasText: '0300588569' }).waitFor();
    await witness.look(page, 'audit-vi');
  });
  await step('Ctrl K finds a resident of the other building without diacritics; Enter opens the page there', async () => {
    const name = await firstResident(page);
    await page.keyboard.press('Control+k');
    await page.keyboard.type(bare(name));
    await page.locator('.hit', { hasText: name }).first().waitFor();
    await witness.look(page, 'search-vi');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/customers\/\d+/);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('a-0201');
    await page.locator('.hit[aria-selected=true]', { hasText: 'A-0201' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/units\/\d+/);
    await page.locator('.picker.building', { hasText: 'Sunrise' }).waitFor();
  });
  await step('the bell lists what waits and leads there, in English and dark too', async () => {
    await page.getByRole('button', { name: 'EN – English' }).click();
    await page.getByRole('button', { name: 'Dark mode' }).click();
    await page.locator('th-bell button').click();
    await page.locator('.mat-mdc-menu-panel .mark').first().waitFor();
    await page.waitForTimeout(300);
    // a menu hangs outside the page's landmarks by its nature, which axe would complain of: the picture only
    await page.screenshot({ path: join(witness.shots, 'bell-en-dark.png') });
    await page.locator('.mat-mdc-menu-panel button:not([disabled])', { hasText: /overdue/ }).click();
    await page.waitForURL(/\/debts/);
    await page.goto('/settings/users');
    await page.locator('table').waitFor();
    await witness.look(page, 'users-en-dark');
  });
  await step('the cashier changes her password and sees neither trail nor users', async () => {
    const hers = await witness.page(address);
    await signIn(hers, 'thu.ngan');
    assert.equal(await hers.getByRole('link', { name: 'Nhật ký' }).count(), 0);
    await hers.locator('.avatar').click();
    await hers.getByText('Đổi mật khẩu').click();
    await focused(hers, '.dialog input');
    const [current, fresh, again] = [0, 1, 2].map((n) => hers.locator('.dialog input').nth(n));
    await current!.fill('không đúng');
    await fresh!.fill('Mat-khau-moi-1');
    await again!.fill('Mat-khau-moi-1');
    await hers.locator('.dialog button[type=submit]').click();
    await hers.locator('.bad', { hasText: 'Mật khẩu hiện tại không đúng' }).waitFor();
    await current!.fill(password);
    await hers.locator('.dialog button[type=submit]').click();
    await hers.getByText('Đã đổi mật khẩu').waitFor();
  });
}

async function signIn(page: Page, user: string): Promise<void> {
  await page.goto('/login');
  await page.locator('input[autocomplete=username]').fill(user);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('.picker.building').waitFor();
}

/** A dialog takes the focus when it has opened: what is typed before goes into its first field. */
async function focused(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
}

/** Somebody with a name of three words at least: short names have many namesakes. */
function firstResident(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { rows } = (await (await fetch('/api/v1/customers?pageSize=100')).json()) as { rows: { name: string }[] };
    const count = (name: string) => rows.filter((row) => row.name === name).length;
    return rows.find(({ name }) => name.split(' ').length >= 3 && count(name) === 1)!.name;
  });
}
const bare = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
