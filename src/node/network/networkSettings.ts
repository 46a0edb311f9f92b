/** The way out of this machine, as the user's editor or environment has it. Plain data. */
export interface NetworkSettings {
  /** `http://proxy:8080`; null = what HTTPS_PROXY and HTTP_PROXY say. */
  readonly proxy: string | null;
  /** Hosts that are reached without the proxy; null = what NO_PROXY says. This machine itself never needs one. */
  readonly noProxy: readonly string[] | null;
  /** False accepts certificates that nobody has signed. */
  readonly strictTls: boolean;
  /** Trust what the operating system trusts as well. */
  readonly systemCertificates: boolean;
}

export const networkOfEnvironment: NetworkSettings = {
  proxy: null,
  noProxy: null,
  strictTls: true,
  systemCertificates: false,
};
