// Slows down guessing: failures per login and per address in a sliding quarter of an hour.
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '#kit';

const QUARTER = 15 * 60;
const perLogin = new RateLimiterMemory({ points: 10, duration: QUARTER });
const perAddress = new RateLimiterMemory({ points: 100, duration: QUARTER });

/** Refuses with 429 while there were too many failures. */
export async function refuseGuessing(login: string, address: string): Promise<void> {
  for (const [limiter, key] of [
    [perLogin, login],
    [perAddress, address],
  ] as const) {
    const state: RateLimiterRes | null = await limiter.get(key);
    if (state && state.consumedPoints >= limiter.points) {
      throw new Refusal('access.signIn.tooMany', { minutes: Math.ceil(state.msBeforeNext / 60_000) }, 429);
    }
  }
}

export async function countFailure(login: string, address: string): Promise<void> {
  await Promise.all([perLogin.penalty(login), perAddress.penalty(address)]);
}

export async function forgetFailures(login: string): Promise<void> {
  await perLogin.delete(login);
}
