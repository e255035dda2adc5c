import type { Database } from '../../src/ports.js';
import { IS_SHARED_OUT } from '../fixtures/shared-out.js';

/** Which is to fail, one after the other, without end: every one of them, or of four one on each of two databases. */
export function* faultsOn({ isShared }: Pick<Database, 'isShared'>): Generator<number> {
  for (let at = IS_SHARED_OUT && isShared ? 3 : 1; ; at += IS_SHARED_OUT ? 4 : 1) yield at;
}

/** What a part throws that was reached once too often. */
export class Outage extends Error {}

/**
 * Fails the n-th call that comes by, and lets all others through. A call fails before it is made: that its answer is
 * lost instead is the same as the next call failing, when one follows the other.
 */
export class Fault {
  private calls = 0;

  constructor(private readonly at: number) {}

  get hasStruck(): boolean {
    return this.calls >= this.at;
  }

  passing(name: string): void {
    this.calls += 1;
    if (this.calls === this.at) throw new Outage(`${name} failed`);
  }

  /** The same part, every method of which may fail. */
  within<Part extends object>(part: Part, label: string): Part {
    return new Proxy(part, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]): unknown => {
          this.passing(`${label}.${String(name)}`);
          return Reflect.apply(method, target, args);
        };
      },
    });
  }
}
