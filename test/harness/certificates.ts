import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A certificate with its key, both PEM. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** A new authority that nobody trusts. */
export function authority(name: string): Certificate {
  return issue(name, null, []);
}

/** A certificate of a server for host names, signed by an authority; null = by itself. */
export function serverCertificate(hosts: readonly string[], by: Certificate | null): Certificate {
  return issue(hosts[0] ?? '', by, hosts);
}

// X.509 v3 (RFC 5280) in DER, as little of it as TLS asks for: Node makes keys but no certificates.
const tlv = (tag: number, ...parts: readonly (Buffer | readonly number[])[]): Buffer => {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts);
const identifier = (...bytes: readonly number[]): Buffer => tlv(0x06, bytes);
const commonName = identifier(0x55, 4, 3);
const ecdsaWithSha256 = sequence(identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2));
const time = (milliseconds: number): Buffer => {
  const digits = new Date(milliseconds).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
  return tlv(0x18, Buffer.from(`${digits}Z`));
};
const nameOf = (text: string): Buffer =>
  sequence(tlv(0x31, sequence(commonName, tlv(0x0c, Buffer.from(text)))));
const extension = (last: number, value: Buffer): Buffer =>
  sequence(identifier(0x55, 0x1d, last), tlv(0x04, value));

const subjects = new WeakMap<Certificate, string>();
let serial = 1;

function issue(subject: string, by: Certificate | null, hosts: readonly string[]): Certificate {
  const own = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const signing: KeyObject = by === null ? own.privateKey : createPrivateKey(by.key);
  const now = Date.now();
  const names = hosts.map((host) =>
    /^[\d.]+$/.test(host) ? tlv(0x87, host.split('.').map(Number)) : tlv(0x82, Buffer.from(host)),
  );
  const constraints = extension(19, sequence(...(hosts.length === 0 ? [tlv(0x01, [255])] : [])));
  const content = sequence(
    tlv(0xa0, tlv(0x02, [2])),
    tlv(0x02, [serial++]),
    ecdsaWithSha256,
    nameOf(by === null ? subject : (subjects.get(by) ?? '')),
    sequence(time(now - 3_600_000), time(now + 3_600_000)),
    nameOf(subject),
    own.publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(constraints, ...(names.length === 0 ? [] : [extension(17, sequence(...names))]))),
  );
  const signature = sign('sha256', content, signing);
  const der = sequence(content, ecdsaWithSha256, tlv(0x03, [0], signature));
  const lines = der.toString('base64').replaceAll(/.{64}/g, '$&\n');
  const made: Certificate = {
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  subjects.set(made, subject);
  return made;
}
