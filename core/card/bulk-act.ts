// One action on many cards: each is tried by itself, the refused ones are told with their reason, the others are done together.
import { Refusal, sumVnd } from '#kit';
import type { ParamsOf, ResultOf } from '#platform/actions';
import type { Ctx } from '#platform/context';
import { sentence } from '#platform/i18n';
import { unitOfWork } from '#platform/scope';
import { frameOf, newLater, tell } from './act-frame.ts';
import { act, refusalOf } from './act-on-card.ts';
import type { BulkRow } from './card.contract.ts';
import { lockCards } from './card-locks.ts';
import { debtsOf } from './debt-of.ts';
import { inSavepoint } from './savepoint.ts';

const PREVIEW = Symbol('preview');

export async function bulkAct(ctx: Ctx, given: ParamsOf<'card.bulk'>): Promise<ResultOf<'card.bulk'>> {
  const { buildingId, cards, dryRun = false, ...input } = given;
  let rows: BulkRow[] = [];
  try {
    await unitOfWork(ctx, async (trx, unit) => {
      rows = []; // a serialisation failure starts again
      const targets = input.unitId === undefined ? [] : [input.unitId];
      const held = await lockCards(
        trx,
        buildingId,
        cards.map(({ id }) => id),
        targets,
      );
      const there = new Set(held.map(({ id }) => id));
      const later = newLater();
      // read once for all: what is overdue does not change while cards are renewed or locked
      const frame = { ...frameOf(ctx), later, debts: await debtsOf(ctx, trx, unit, buildingId, held) };
      // in one order, whoever asks: two clerks with the same cards wait for each other instead of locking up
      for (const { id, revision, number } of [...cards].sort((a, b) => a.id - b.id)) {
        const one = { ...input, id, revision, ...(number === undefined ? {} : { number }) };
        const inBuilding = async () => {
          if (!there.has(id)) throw new Refusal('card.card.unknown', { id }, 404);
          return act(ctx, trx, unit, one, frame);
        };
        const { result, refusal } = await inSavepoint(trx, inBuilding, (error) => refusalOf(error, one));
        if (result) {
          const { card, due } = result;
          rows.push({
            id,
            ok: true,
            number: card.number,
            unit: card.unit,
            state: card.state,
            validTo: card.validTo,
            due,
            finding: null,
          });
        } else {
          const { code, params } = refusal!;
          const message = sentence(ctx.meta.lang ?? 'vi', { code, params });
          rows.push({
            id,
            ok: false,
            number: null,
            unit: null,
            state: null,
            validTo: null,
            due: null,
            finding: { code, params, message },
          });
        }
      }
      await tell(ctx, trx, unit, buildingId, later);
      if (dryRun) throw PREVIEW;
    });
  } catch (error) {
    if (error !== PREVIEW) throw error;
  }
  const done = rows.filter(({ ok }) => ok);
  return {
    rows,
    done: done.length,
    refused: rows.length - done.length,
    total: sumVnd(done.map(({ due }) => due?.total ?? 0)),
  };
}
