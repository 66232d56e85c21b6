/** What a client of AWS asks for an address by; S3's names the bucket. */
interface Asked {
  readonly Bucket?: string;
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

/**
 * The same for S3, whose clients ask for buckets by path (`forcePathStyle`): right on AWS and for its emulator. Throws if
 * another sort of address is asked for.
 */
export function bucketsAt(host: string) {
  const addressOf = endpointsAt(host);
  return (asked: Asked & { readonly ForcePathStyle?: boolean }) => {
    if (!asked.ForcePathStyle || !asked.Bucket) throw new Error('addresses of buckets but by path are left out');
    const { url, headers } = addressOf(asked);
    const scheme = { name: 'sigv4', signingName: host, signingRegion: asked.Region, disableDoubleEncoding: true };
    const address = new URL(`${url.href.replace(/\/$/, '')}/${asked.Bucket}`);
    return { url: address, properties: { authSchemes: [scheme] }, headers };
  };
}
