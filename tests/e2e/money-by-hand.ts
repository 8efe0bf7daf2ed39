// The cashier's walk: a unit typed, its debt collected by Enter alone, a colleague too late, the receipt looked at and taken back, the
// debts and the close. On the sample building.
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Witness } from './browser.ts';
import { password } from './start-app.ts';

type Step = (name: string, run: () => Promise<void>) => Promise<void>;
const money = (text: string): number => Number(text.replace(/\D/g, ''));

export async function moneyByHand(witness: Witness, address: string, step: Step): Promise<void> {
  const cashier = await witness.page(address);
  const other = await witness.page(address);
  // a browser without a screen has no printer: that printing was asked for is written down instead
  await cashier.addInitScript(() => {
    window.print = () => {
      window.top!.name = 'printed';
    };
  });
  let unit = '';
  let owed = 0;
  let number = '';

  await step('a cashier types a unit and sees everything it owes', async () => {
    await cashier.goto('/');
    await signIn(cashier, 'truong.bql');
    unit = await firstDebtor(cashier);
    await cashier.getByRole('link', { name: 'Thu tiền' }).click();
    await cashier.locator('th-today-list').waitFor();
    await witness.look(cashier, 'collect-empty-vi');
    await cashier.keyboard.type(unit.replace('-', '').toLowerCase());
    await cashier.locator('[role=option]').first().waitFor();
    await cashier.keyboard.press('Enter');
    await cashier.locator('th-open-table tbody tr').first().waitFor();
    owed = money(await cashier.locator('.sums .big').innerText());
    assert.ok(owed > 0);
    await witness.look(cashier, 'collect-vi');
  });
  await step('an unknown unit is told and taken for nothing', async () => {
    await cashier.keyboard.type('khong-co-can-nay');
    await cashier.keyboard.press('Enter');
    await cashier.getByRole('alert').filter({ hasText: 'không có căn' }).waitFor();
    await cashier.keyboard.press('Escape');
  });
  await step('a colleague has the same unit open', async () => {
    await other.goto('/');
    await signIn(other, 'truong.bql');
    await other.goto(`/collect?units=${unit}`);
    await other.locator('th-open-table tbody tr').first().waitFor();
  });
  await step('Enter leads from the unit to the amount to the receipt, whose paper is made at once', async () => {
    await cashier.keyboard.press('Enter');
    await cashier.waitForFunction(() => (document.activeElement as HTMLElement).dataset.field === 'amount');
    await cashier.keyboard.press('Enter');
    const paper = cashier.waitForResponse((answer) => answer.url().includes('/print.pdf'));
    await cashier.keyboard.press('Enter');
    await cashier.locator('th-done-receipt .number').waitFor();
    number = await cashier.locator('th-done-receipt .number').innerText();
    assert.match(number, /^PT\d{4}\/\d{6}$/);
    assert.equal(money(await cashier.locator('th-done-receipt .amount').innerText()), owed);
    assert.equal((await paper).status(), 200);
    await cashier.waitForFunction(() => window.name === 'printed');
    await witness.look(cashier, 'collected-vi');
  });
  await step('the colleague who collects too is told by whom and by which receipt, and nothing is paid twice', async () => {
    await other.locator('th-pay-panel button[type=submit]').click();
    const told = other.locator('th-pay-panel [role=alert]');
    await told.waitFor();
    assert.ok((await told.innerText()).includes(number));
    await other.locator('th-open-table .none').waitFor();
    await witness.look(other, 'collect-late-vi');
  });
  await step('the next payer begins with Enter, and the day’s list has the receipt', async () => {
    await cashier.locator('th-done-receipt .primary').focus();
    await cashier.keyboard.press('Enter');
    await cashier.locator('th-today-list td', { hasText: number }).waitFor();
    await cashier.waitForFunction(() => (document.activeElement as HTMLElement).dataset.field === 'unit');
  });
  await step('the receipt is opened among the documents with its postings and its paper', async () => {
    await cashier.getByRole('link', { name: 'Chứng từ' }).click();
    await cashier.locator('.ag-cell[col-id=number]', { hasText: number }).click();
    await cashier.locator('th-posting-list td', { hasText: '1111' }).waitFor();
    await cashier.locator('iframe.paper').waitFor();
    await witness.look(cashier, 'document-vi');
  });
  await step('it is taken back on its day with a reason; the debt is there again', async () => {
    await cashier.getByRole('button', { name: 'Hủy phiếu' }).click();
    await cashier.locator('th-void-dialog th-posting-list').waitFor();
    await cashier.locator('th-void-dialog [data-field=reason]').fill('Khách trả bằng chuyển khoản');
    await cashier.locator('th-void-dialog button[type=submit]').click(); // keys may go to the paper's own viewer
    await cashier.locator('.chip.error', { hasText: 'Đã hủy' }).waitFor();
    await witness.look(cashier, 'document-void-vi');
    await cashier.getByRole('link', { name: 'Công nợ' }).click();
    await cashier.locator('th-debtors input[type=search]').fill(unit);
    await cashier.waitForFunction(
      (sum) => document.querySelector('.ag-row[row-index="0"] .ag-cell[col-id=open]')?.textContent?.replace(/\D/g, '') === sum,
      String(owed),
    );
    await cashier.locator('th-status-bar', { hasText: /^\D*1 dòng|1 dòng$/ }).waitFor();
    await witness.look(cashier, 'debts-vi');
  });
  await step('a reduction shows what it will post before it is made', async () => {
    await cashier.getByRole('link', { name: 'Chứng từ' }).click();
    await cashier.getByRole('button', { name: 'Lập chứng từ' }).click();
    await cashier.getByRole('menuitem', { name: 'Giảm trừ' }).click();
    await cashier.locator('th-money-dialog th-lookup input').fill(unit);
    await cashier.locator('th-money-dialog [role=option]').first().waitFor();
    await cashier.keyboard.press('Enter');
    await cashier.locator('th-money-dialog [data-field=item] option').nth(1).waitFor({ state: 'attached' });
    await cashier.locator('th-money-dialog [data-field=item]').selectOption({ index: 1 });
    await cashier.locator('th-money-dialog [data-field=amount]').fill('10000');
    await cashier.locator('th-money-dialog [data-field=reason]').fill('Sự cố mất nước hai ngày');
    await cashier.locator('th-money-dialog .would td', { hasText: '5213' }).waitFor();
    await witness.look(cashier, 'reduction-vi');
    await cashier.getByRole('button', { name: 'Hủy', exact: true }).click();
  });
  await step(
    'the close says what is still in the month’s way; the journal and the accounts are there, in English too',
    async () => {
      await cashier.getByRole('link', { name: 'Khóa sổ' }).click();
      await cashier.locator('th-close-month li').first().waitFor();
      await witness.look(cashier, 'close-vi');
      await cashier.getByRole('button', { name: /EN – English/ }).click();
      await cashier.getByRole('button', { name: 'Accounts, trial balance' }).click();
      await cashier.locator('.ag-cell[col-id=account]', { hasText: '1111' }).waitFor();
      await witness.look(cashier, 'accounts-en');
      await cashier.getByRole('button', { name: 'Journal', exact: true }).click();
      await cashier.locator('.ag-cell[col-id=number]').first().waitFor();
      await cashier.getByRole('link', { name: 'Collect', exact: true }).click();
      await cashier.locator('th-today-list td', { hasText: number }).waitFor();
      await cashier.getByRole('button', { name: 'Dark mode' }).click();
      await cashier.waitForTimeout(300);
      await witness.look(cashier, 'collect-en-dark');
    },
  );
}

/** The unit that owes most, as the server knows it. */
async function firstDebtor(page: Page): Promise<string> {
  await page.getByRole('heading', { name: /Tổng quan/ }).waitFor();
  return page.evaluate(async () => {
    const building = new URL(location.href).searchParams.get('b');
    const answer = await fetch(`/api/v1/debts?building=${building}&pageSize=1`);
    return ((await answer.json()) as { rows: { unit: string }[] }).rows[0]!.unit;
  });
}
async function signIn(page: Page, user: string): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(user);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.getByRole('heading', { name: /Tổng quan/ }).waitFor();
}
