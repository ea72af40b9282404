/** Who has opened a connection, as far as its request tells. */
export interface Caller {
  readonly clientAddress: string;
  readonly sessionToken?: string | undefined;
  readonly phoneCookie?: string | undefined;
}
