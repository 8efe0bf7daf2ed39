// What a stored letter should say, read anew from the books: its recipient, everyone else, what is owed now.
import type { Knex } from 'knex';
import { type Lang, Refusal, sumVnd } from '#kit';
import { call } from '#platform/call';
import type { Ctx } from '#platform/context';
import { inScope } from '#platform/scope';
import type { LetterData } from '../reminder.contract.ts';
import { everyoneOf, type LetterFacts, type Person } from './check-letter.ts';

export interface StoredLetter {
  id: number;
  buildingId: number;
  unitId: number;
  customerId: number;
  itemIds: number[];
  amount: number;
  lang: Lang;
  content: LetterData;
}

export async function storedLetters(trx: Knex.Transaction, reminderIds: readonly number[]): Promise<StoredLetter[]> {
  return trx('reminder')
    .whereRaw('id = any (?)', [[...reminderIds]])
    .orderBy('id')
    .select('id', 'amount', 'lang', 'content', {
      ...{ buildingId: 'building_id', unitId: 'unit_id', customerId: 'customer_id', itemIds: 'item_ids' },
    });
}
export async function storedLetter(trx: Knex.Transaction, reminderId: number): Promise<StoredLetter> {
  const [letter] = await storedLetters(trx, [reminderId]);
  if (!letter) throw new Refusal('reminder.unknown', { reminder: reminderId }, 404);
  return letter;
}

export interface FactsOfLetter {
  facts: LetterFacts;
  /** What is open now of the debts the letter names. */
  owed: number;
  email: string | null;
}
interface PersonHere extends Person {
  unitId: number;
  customerId: number;
  email: string | null;
}

/** By letter, read set-wise for letters of one building. */
export async function letterFacts(
  ctx: Ctx,
  buildingId: number,
  letters: readonly StoredLetter[],
): Promise<Map<number, FactsOfLetter>> {
  const alone = letters.length === 1 ? { unitId: letters[0]!.unitId, customerId: letters[0]!.customerId } : {};
  const owing = new Map((await call(ctx, 'ledger.listOwing', { buildingId, ...alone })).map((item) => [item.id, item]));
  return inScope(ctx, async (trx) => {
    const { rows } = await trx.raw(
      `select u.id as "unitId", u.code as unit, c.id as "customerId", c.code, c.name, c.email from (
         select unit_id, customer_id from occupancy where building_id = :buildingId
         union select unit_id, customer_id from receivable_balance where building_id = :buildingId) p
       join unit u on u.id = p.unit_id join customer c on c.id = p.customer_id`,
      { buildingId },
    );
    const people = new Map((rows as PersonHere[]).map((one) => [`${one.unitId} ${one.customerId}`, one]));
    const building = await trx('building').where({ id: buildingId }).first('code', 'name', 'address');
    const company = await trx('company').first('name', 'address', 'bank_account', 'bank_account_name');
    const anyones = [company.name, company.address, company.bank_account_name, building.name, building.address].filter(Boolean);
    const everyone = everyoneOf([...people.values()]);
    return new Map(
      letters.map(({ id, unitId, customerId, itemIds }): [number, FactsOfLetter] => {
        const recipient = people.get(`${unitId} ${customerId}`);
        if (!recipient) throw new Refusal('reminder.recipientGone', { reminder: id }, 409);
        const owed = sumVnd(itemIds.map((item) => owing.get(item)?.open ?? 0));
        const facts = { recipient, everyone, anyones, total: owed, building: building.code, account: company.bank_account };
        return [id, { facts, owed, email: recipient.email?.trim() || null }];
      }),
    );
  });
}
