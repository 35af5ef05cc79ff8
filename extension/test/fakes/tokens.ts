import { randomBytes } from 'node:crypto';

/** The access tokens that a builder gave out, shaped like JWTs. */
export class Tokens {
  private readonly expiries = new Map<string, number>();

  issue(lifetimeSeconds: number): { token: string; expiresAt: number } {
    const expiresAt = Date.now() + lifetimeSeconds * 1000;
    const token = [
      part({ alg: 'RS256', typ: 'JWT' }),
      part({ sub: 'owner', exp: Math.floor(expiresAt / 1000) }),
      randomBytes(32).toString('base64url'),
    ].join('.');
    this.expiries.set(token, expiresAt);
    return { token, expiresAt };
  }

  accepts(token: string | null): boolean {
    return token !== null && (this.expiries.get(token) ?? 0) > Date.now();
  }

  /** As after an hour. */
  expireAll(): void {
    for (const token of this.expiries.keys()) this.expiries.set(token, 0);
  }

  /** Whether this text holds a token that was ever given out. */
  leakedIn(text: string): boolean {
    return [...this.expiries.keys()].some((token) => text.includes(token));
  }
}

function part(claims: object): string {
  return Buffer.from(JSON.stringify(claims)).toString('base64url');
}
