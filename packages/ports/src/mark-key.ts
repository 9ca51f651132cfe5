/**
 * The key of the hashes in marks (`[redacted:email:3f2a91]`) and in keys of findings. It is drawn once and then stays: with another one, the
 * same person would have another mark.
 */
export interface MarkKeySource {
  /**
   * The key; the first call of all puts it there. At least 32 characters. Never logged, never part of an error.
   *
   * @throws PortError when it can neither be read nor put
   */
  read(): Promise<string>;
}
