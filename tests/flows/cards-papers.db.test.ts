// Cards on paper: the form a resident signs and the note of each hand-over, in both languages.
import { beforeAll, expect, test } from '@jest/globals';
import { freezeClock } from '../../core/platform/clock.ts';
import { pdfText } from '../support/pdf-text.ts';
import { startTestApp } from '../support/test-app.ts';
import { type Card, type CardBuilding, cardBuilding } from './card-building.ts';

const app = await startTestApp();
let house: CardBuilding;
let card: Card;
const paper = async (path: string) => {
  const { status, body } = await app.fetch<Buffer>('GET', `/cards/${card.id}/${path}`);
  expect([path, status]).toEqual([path, 200]);
  return pdfText(body).replace(/\s+/g, ' ');
};
beforeAll(async () => {
  freezeClock('2026-01-10T05:00:00Z');
  house = await cardBuilding(app, { code: 'PAPER', units: ['A-0801'], tariffs: [['vehicle-card', 'monthly']] });
  card = await house.register('vehicle-card', 'A-0801', { plate: '59A1-234.56', electric: true, slot: 'B2-17' });
});

test('the registration form names holder, unit and every field, and is signed by two', async () => {
  const text = await paper('registration.pdf?lang=vi');
  for (const said of ['PHIẾU ĐĂNG KÝ THẺ', 'Thẻ xe', 'Nguyễn Thị A-0801', 'A-0801', 'Biển số', '59A1-234.56', 'Xe điện', 'Có'])
    expect(text).toContain(said);
  for (const said of ['Vị trí đỗ', 'B2-17', 'Ngày 10 tháng 01 năm 2026', 'Người đăng ký', 'Ban quản lý'])
    expect(text).toContain(said);
});

test('without a hand-over there is no note', async () => {
  const { status, body } = await app.fetch('GET', `/cards/${card.id}/handover.pdf?lang=en`);
  expect([status, body.code]).toEqual([409, 'card.paper.nothingHanded']);
});

test('the note of an issue tells number and deposit, that of a reissue the number it replaces', async () => {
  ({ card } = await house.done(card, 'issue', { number: 'T-001', document: 'PĐK-01' }));
  const issued = await paper('handover.pdf?lang=vi');
  for (const said of [
    'BIÊN BẢN GIAO NHẬN THẺ',
    'T-001',
    'Cấp thẻ',
    'Tiền cọc',
    'không thay cho phiếu thu', // nobody has paid yet
    '100.000 đ',
    'Một trăm nghìn đồng',
    'PĐK-01',
  ])
    expect(issued).toContain(said);
  ({ card } = await house.done(card, 'reissue', { number: 'T-002', reason: 'Thẻ gãy' }));
  const again = await paper('handover.pdf?lang=en');
  for (const said of [
    'CARD HAND-OVER NOTE',
    'Vehicle card',
    'T-002',
    'In place of card',
    'T-001',
    'Fee (before VAT)',
    '50,000',
    'Thẻ gãy',
  ])
    expect(again).toContain(said);
  expect(await paper('handover.pdf?lang=vi&revision=2')).toContain('T-001');
});

test('a form put right is printed as it is now', async () => {
  const fields = { plate: '51K-999.99', car: true };
  const { body } = await app.fetch('POST', `/cards/${card.id}/form`, { revision: card.revision, fields });
  card = body;
  const text = await paper('registration.pdf?lang=vi');
  expect(text).toContain('51K-999.99');
  expect(text).not.toContain('59A1-234.56');
});

test('the note of a return says that the building took the card', async () => {
  ({ card } = await house.done(card, 'return', { on: '2026-01-20' }));
  const text = await paper('handover.pdf?lang=vi');
  for (const said of ['BIÊN BẢN NHẬN LẠI THẺ', 'T-002', 'Tiền cọc của thẻ', '100.000 đ', 'theo chứng từ của kế toán'])
    expect(text).toContain(said);
});
