/** What a client of AWS asks for an address by. */
interface Asked {
  /** The one that the environment names (`AWS_ENDPOINT_URL`): the emulator's. */
  readonly Endpoint?: string;
  readonly Region?: string;
  readonly UseFIPS?: boolean;
  readonly UseDualStack?: boolean;
}

/**
 * Stands for the rule set of a client of AWS: its address in a region of the commercial partition, or the one that the
 * environment names. Throws if another sort of address is asked for.
 */
export function endpointsAt(host: string) {
  return ({ Endpoint, Region, UseFIPS, UseDualStack }: Asked) => {
    if (UseFIPS || UseDualStack) throw new Error('addresses for FIPS and dual stack are left out of the bundles');
    if (!Region) throw new Error('no region is set');
    return { url: new URL(Endpoint ?? `https://${host}.${Region}.amazonaws.com`), properties: {}, headers: {} };
  };
}
