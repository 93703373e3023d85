// For `node --import 'file:///…/shift-date.ts?seconds=86400'`: this process believes that it is so much later, while its
// timers keep their pace. The seconds stand in the address because `NODE_OPTIONS` alone reaches every process of a shop.
const shiftMs = Number(new URL(import.meta.url).searchParams.get('seconds')) * 1_000;
const RealDate = Date;
const realNow = Date.now;

RealDate.now = () => realNow() + shiftMs;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [target.now()] : args, newTarget),
  apply: (target) => new target(target.now()).toString(),
});
RealDate.prototype.constructor = Date;
