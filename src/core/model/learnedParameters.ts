/** Where it is kept what the models of a server refuse, so that each of them is asked with it once and not at every start. Neither method rejects. */
export interface LearnedParameters {
  /** By model, the parameters that are left out or called by their older name. @param address base URL of the server */
  known(address: string): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Keeps all that is known of one model; resolves when it is written down. */
  note(address: string, model: string, parameters: readonly string[]): Promise<void>;
}
