import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Logger } from '../log.ts';
import { ok, rateLimited, refuse, type RateLimited, type Result } from '../result.ts';

/** How often something may be tried; null for any number. */
export type Rate = { readonly tries: number; readonly seconds: number } | null;

/**
 * Counts a try, and refuses it when there were too many.
 * @param key - who tries; undefined is not counted
 */
export type RateLimit = (key: string | undefined) => Promise<Result<void, RateLimited>>;

/** Lets tries through at once, then with a pause that doubles with each. */
export type GrowingDelay = {
  /** Counts a try as a wrong one until it is forgotten: as many at once get no further than one after the other. */
  readonly take: RateLimit;
  /** The try was right, and the ones before it are forgiven. */
  readonly forget: (key: string) => Promise<void>;
};

/** How a delay grows. */
type DelayRules = {
  /** How many tries wait for nothing. */
  readonly freeTries: number;
  readonly maxSeconds: number;
};

/** Where tries are counted: in this process, or in Redis for many. */
export type RateLimits = {
  readonly limit: (name: string, rate: Rate) => RateLimit;
  /** Null rules stand for no delay. */
  readonly growingDelay: (name: string, rules: DelayRules | null) => GrowingDelay;
  readonly close: () => void;
};

const DAY_SECONDS = 86_400;
const MAX_DOUBLINGS = 30;
const REDIS_TIMEOUT_MS = 500;

/**
 * Counts tries. While Redis does not answer, each process counts for itself, which is said once.
 * @param options.redisUrl - undefined counts in this process
 */
export function createRateLimits({
  redisUrl,
  log,
}: {
  readonly redisUrl: string | undefined;
  readonly log: Logger;
}): RateLimits {
  const redis = redisUrl === undefined ? null : connect(redisUrl, log);
  const counter = (name: string, points: number, duration: number): RateLimiterAbstract => {
    const options = { keyPrefix: `limit:${name}`, points, duration };
    const memory = new RateLimiterMemory(options);
    return redis === null
      ? memory
      : new RateLimiterRedis({ ...options, storeClient: redis, rejectIfRedisNotReady: true, insuranceLimiter: memory });
  };

  return {
    close: () => redis?.disconnect(),
    limit: (name, rate) => {
      if (rate === null) return async () => ok(undefined);
      const tries = counter(name, rate.tries, rate.seconds);
      return async (key) => (key === undefined ? ok(undefined) : judge(await count(tries, nameless(key)), rate.tries));
    },
    growingDelay: (name, rules) => {
      if (rules === null) return { take: async () => ok(undefined), forget: async () => {} };
      const wrong = counter(`${name}:wrong`, Number.MAX_SAFE_INTEGER, DAY_SECONDS);
      const pause = counter(`${name}:pause`, 1, 1);
      return {
        take: async (given) => {
          if (given === undefined) return ok(undefined);
          const key = nameless(given);
          const { consumedPoints } = await count(wrong, key);
          const doublings = consumedPoints - rules.freeTries - 1;
          if (doublings < 0) return ok(undefined);
          // One try for each pause: of many at once, the first.
          const turn = judge(await count(pause, key), 1);
          if (turn.ok) await pause.set(key, 1, Math.min(rules.maxSeconds, 2 ** Math.min(doublings, MAX_DOUBLINGS)));
          else await wrong.reward(key);
          return turn;
        },
        forget: async (given) => {
          const key = nameless(given);
          await Promise.all([wrong.delete(key), pause.delete(key)]);
        },
      };
    },
  };
}

async function count(limiter: RateLimiterAbstract, key: string): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key);
  } catch (outcome) {
    if (outcome instanceof RateLimiterRes) return outcome;
    throw outcome;
  }
}

const judge = ({ consumedPoints, msBeforeNext }: RateLimiterRes, points: number): Result<void, RateLimited> =>
  consumedPoints > points ? refuse(rateLimited(msBeforeNext / 1_000)) : ok(undefined);

// Keys may name people, and Redis is no place for that.
const nameless = (key: string): string => createHash('sha256').update(key).digest('base64url');

function connect(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: REDIS_TIMEOUT_MS,
    retryStrategy: (times) => Math.min(times * 200, 5_000),
  });
  let isWarned = false;
  redis.on('error', (error: Error) => {
    if (!isWarned) log.warn({ err: error }, 'Redis does not answer: each process counts tries for itself');
    isWarned = true;
  });
  redis.on('ready', () => {
    if (isWarned) log.info('Redis answers again');
    isWarned = false;
  });
  return redis;
}
