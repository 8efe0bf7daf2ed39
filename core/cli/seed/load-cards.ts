// The sample's cards: tariffs adopted, cards taken over with what is paid, and what happened to some of them since.
import type { ServiceBroker } from 'moleculer';
import { Refusal } from '#kit';
import { call } from '#platform/call';
import type { SessionUser } from '#platform/context';
import type { SampleCards } from '../../../samples/cards.ts';

const MINUTES_5 = 300_000;

/** Answers how many cards are new; called again it finds them there. */
export async function loadCards(
  broker: ServiceBroker,
  { buildingId, user, sample }: { buildingId: number; user: SessionUser; sample: SampleCards },
): Promise<number> {
  const as = { meta: { user }, timeoutMs: MINUTES_5 };
  const { rows: tariffs } = await call(broker, 'billing.listTariffs', { buildingId, status: 'published' }, as);
  const priced = new Set(tariffs.map(({ service }) => service));
  for (const tariff of sample.tariffs) {
    if (!priced.has(tariff.service)) await call(broker, 'billing.adoptPreset', { buildingId, ...tariff, publish: true }, as);
  }
  let made = 0;
  for (const [service, cards] of Object.entries(sample.cards)) {
    if (cards.length === 0) continue;
    const { takenOver, findings } = await call(broker, 'card.importCards', { buildingId, service, cards }, as);
    const [first] = findings;
    // the sample is ours: a finding in it is a mistake of ours
    if (first) throw new Refusal(first.code, first.params, 422, findings);
    made += takenOver;
  }
  if (made > 0) for (const event of sample.events) await happen(broker, { buildingId, ...event }, as);
  return made;
}

async function happen(
  broker: ServiceBroker,
  { buildingId, service, action, numbers, reason, document }: { buildingId: number } & SampleCards['events'][number],
  as: { meta: { user: SessionUser }; timeoutMs: number },
): Promise<void> {
  const { rows } = await call(broker, 'card.listCards', { buildingId, service, pageSize: 5000 }, as);
  const cards = rows
    .filter(({ number }) => number !== null && numbers.includes(number))
    .map(({ id, revision }) => ({ id, revision }));
  if (cards.length === 0) return;
  await call(broker, 'card.bulk', { buildingId, action, cards, reason, document }, as);
}
