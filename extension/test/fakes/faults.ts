import { json, type Answer, type Asked } from './http.ts';

interface Fault {
  readonly path: RegExp;
  readonly answer: Answer;
  left: number;
}

/** What a test scripted to go wrong. */
export class Faults {
  private readonly planned: Fault[] = [];

  /** The next `times` requests whose path matches are refused as too many. */
  tooManyRequests(path: RegExp, options: { times: number; retryAfterSeconds: number }): void {
    this.fail(path, options.times, {
      ...json(429, { message: 'Too many requests' }),
      headers: {
        'Content-Type': 'application/json',
        'Retry-After': String(options.retryAfterSeconds),
      },
    });
  }

  fail(path: RegExp, times: number, answer: Answer): void {
    this.planned.push({ path, answer, left: times });
  }

  clear(): void {
    this.planned.length = 0;
  }

  take(asked: Asked): Answer | null {
    const fault = this.planned.find((each) => each.left > 0 && each.path.test(asked.path));
    if (!fault) return null;
    fault.left -= 1;
    return fault.answer;
  }
}
