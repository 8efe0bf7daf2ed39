// Which of the schema's rules about meters an input broke; only the database knows where each meter hung before.
import { Refusal } from '#kit';

const BROKEN = new Map([
  ['23P01', 'metering.meter.overlap'], // exclusion: the meter hangs somewhere on those days
  ['23514', 'metering.meter.invalid'], // check: a negative start, a closing value without a day
  ['22000', 'metering.meter.invalid'], // range that ends before it begins
  ['22003', 'metering.meter.invalid'], // more digits than a meter can have
]);

/** For `.catch`: a refusal where the input is at fault, else the error itself. */
export function refuseMeter(error: { code?: string; detail?: string }): never {
  const code = BROKEN.get(error.code ?? '');
  if (!code) throw error;
  throw new Refusal(code, { detail: error.detail ?? '' }, code === 'metering.meter.overlap' ? 409 : 422);
}
